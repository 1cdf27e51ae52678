// Two dates compared: the second slider, and what came and went between them.

import { element, place } from "../base/dom.ts";
import { say, sayDate, sayNumber } from "../base/i18n.ts";
import { go } from "../state/navigation.ts";
import { currentState } from "../state/store.ts";
import { comparedDates, isComparing } from "../selection/comparison.ts";
import { changeMark } from "../cards/changes.ts";
import { legendItem } from "./legend.ts";
import { stopPlay } from "./play.ts";
import { FIRST_YEAR, lastYear, PRESETS } from "./years.ts";

const CHANGES = ["both", "began", "ended"];

// The legend of a comparison, which is its filter as well.
export function changeList({ state, changes }) {
  if (!isComparing(state)) return null;
  const rows = CHANGES.map((change) => ({
    id: `change-${change}`,
    text: say(`${change}Legend`),
    count: changes.get(change) || 0,
    mark: changeMark(change),
  }));
  return element("ul", { class: "legend changes" }, rows.map((row) => legendItem(row, state)));
}

// "2001 → 2024" with how many lines stayed, came and went, beside the sliders.
function changeCounts({ state, changes }) {
  const [first, second] = comparedDates(state).map(sayDate);
  const part = (change, key) =>
    element("span", { class: "change" }, changeMark(change), say(key, { count: sayNumber(changes.get(change) || 0) }));
  return [
    element("strong", {}, `${first} → ${second}`),
    part("both", "countBoth"),
    part("began", "countBegan"),
    part("ended", "countEnded"),
    changes.get("undated") > 0 && part("undated", "countUndated"),
  ].filter(Boolean);
}

// The second slider, and the button that brings it and takes it away.
export function compareSlider() {
  const slider = element("input", {
    id: "against",
    type: "range",
    min: FIRST_YEAR,
    max: lastYear(),
    step: 1,
    "aria-label": say("againstYear"),
    oninput: (event) => go({ against: event.target.value }, { replace: true }),
  });
  return element("div", { class: "against", hidden: true }, slider);
}

export function toggleComparing() {
  if (isComparing(currentState())) return go({ against: "", beside: "" });
  stopPlay();
  const when = currentState().when || PRESETS[2];
  const latest = String(lastYear());
  return go({ when, against: when.startsWith(latest) ? PRESETS[2] : latest });
}

export function updateComparing(choice) {
  const { state } = choice;
  const comparing = isComparing(state);
  place("compare").textContent = say(comparing ? "compareNot" : "compare");
  place("compare").setAttribute("aria-pressed", String(comparing));
  place("play").hidden = comparing;
  place("when").querySelector(".against").hidden = !comparing;
  place("side").hidden = !comparing;
  place("side").setAttribute("aria-pressed", String(state.beside === "yes"));
  if (!comparing) return;
  place("against").value = Number(state.against.slice(0, 4));
  place("against").setAttribute("aria-valuetext", sayDate(state.against));
  place("year").setAttribute("aria-valuetext", sayDate(state.when));
  place("when-said").replaceChildren(...changeCounts(choice));
}
