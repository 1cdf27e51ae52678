// Two dates compared: the second slider, and what came and went between them.

import { byId, element } from "../base/dom.ts";
import { formatDate, t } from "../base/i18n.ts";
import { navigate } from "../state/navigation.ts";
import { CHANGES } from "../state/state.ts";
import { currentState } from "../state/store.ts";
import type { Selection } from "../selection/selection.ts";
import { type Change, comparedDates, isComparing } from "../selection/comparison.ts";
import { changeMark } from "../cards/changes.ts";
import { dateField } from "./date_field.ts";
import { legendRows } from "./legend.ts";
import { stopPlay } from "./play.ts";
import { earlierDate, firstYear, lastYear } from "./years.ts";

// The legend of a comparison, which is its filter as well.
export function changeList({ state, changes }: Selection): HTMLElement | null {
  if (!isComparing(state)) return null;
  const rows = CHANGES.map((change) => ({
    id: `change-${change}`,
    text: t(`page.compare.legend.${change}`),
    count: changes.get(change) || 0,
    mark: () => changeMark(change),
  }));
  return legendRows("changes", rows, state);
}

// "2001 → 2024" with how many lines stayed, came and went, beside the sliders.
function changeCounts({ state, changes }: Selection): HTMLElement[] {
  const [first, second] = comparedDates(state).map(formatDate);
  const part = (change: Change, key: string) =>
    element("span", { class: "change" }, changeMark(change), t(key, { count: changes.get(change) || 0 }));
  return [
    element("strong", {}, `${first} → ${second}`),
    part("both", "page.compare.countBoth"),
    part("began", "page.compare.countBegan"),
    part("ended", "page.compare.countEnded"),
    ...((changes.get("undated") ?? 0) > 0 ? [part("undated", "page.compare.countUndated")] : []),
  ];
}

// The second slider, and the button that brings it and takes it away.
export function compareSlider(): HTMLElement {
  const slider = element("input", {
    id: "against",
    type: "range",
    min: firstYear(),
    max: lastYear(),
    step: 1,
    "aria-label": t("page.compare.againstYear"),
    oninput: (event) => navigate({ against: event.currentTarget.value }, { replace: true }),
  });
  return element("div", { class: "against", hidden: true }, slider);
}

// The second date as it is typed, beside the first; emptied, there is nothing to compare with.
export function againstField(): HTMLElement {
  const field = dateField((against) => navigate(against ? { against } : { against, beside: "" }), {
    id: "against-date",
    "aria-label": t("page.compare.againstDate"),
    placeholder: t("page.time.dateHint"),
  });
  return element("span", { class: "when-typed", id: "against-typed", hidden: true }, field);
}

export function toggleComparing(): void {
  if (isComparing(currentState())) return navigate({ against: "", beside: "" });
  stopPlay();
  const when = currentState().when || earlierDate();
  const latest = String(lastYear());
  return navigate({ when, against: when.startsWith(latest) ? earlierDate() : latest });
}

export function updateComparing(selection: Selection): void {
  const { state } = selection;
  const comparing = isComparing(state);
  byId("compare").textContent = t(comparing ? "page.compare.not" : "page.compare.title");
  byId("compare").setAttribute("aria-pressed", String(comparing));
  byId("play").hidden = comparing;
  const slider = byId<HTMLInputElement>("against");
  if (slider.parentElement) slider.parentElement.hidden = !comparing;
  byId("against-typed").hidden = !comparing;
  byId<HTMLInputElement>("against-date").value = state.against;
  byId("side").hidden = !comparing;
  byId("side").setAttribute("aria-pressed", String(state.beside === "yes"));
  if (!comparing) return;
  slider.value = state.against.slice(0, 4);
  slider.setAttribute("aria-valuetext", formatDate(state.against));
  byId("year").setAttribute("aria-valuetext", formatDate(state.when));
  byId("when-said").replaceChildren(...changeCounts(selection));
}
