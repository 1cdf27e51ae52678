// When: a slider over the years, on a histogram of what begins and ends in each.

import { countBy } from "../base/collections.ts";
import { button, byId, element, redraw, svgElement } from "../base/dom.ts";
import { formatDate, formatNumber, t } from "../base/i18n.ts";
import { record } from "../data/record.ts";
import { inEffectWords } from "../selection/active_filters.ts";
import type { State } from "../state/state.ts";
import { navigate } from "../state/navigation.ts";
import { currentState } from "../state/store.ts";
import { againstField, compareSlider, toggleComparing } from "./comparison.ts";
import { dateField } from "./date_field.ts";
import { togglePlay } from "./play.ts";
import { firstYear, lastYear, showYear, stepYear } from "./years.ts";

// Draw the slider once a language; its value is set apart so that a drag is never cut off.
export function drawTime(): void {
  const slider = element("input", {
    id: "year",
    type: "range",
    min: firstYear(),
    max: lastYear() + 1,
    step: 1,
    "aria-label": t("page.time.year"),
    oninput: (event) => showYear(Number(event.currentTarget.value)),
  });
  redraw(byId("when"), [
    element(
      "div",
      { class: "when-head" },
      element("h2", {}, t("page.time.when")),
      element(
        "span",
        { class: "when-typed" },
        stepButton(-1),
        dateField((when) => navigate({ when, ...(when ? {} : { against: "" }) }), {
          id: "when-date",
          "aria-label": t("page.time.date"),
          placeholder: t("page.time.dateHint"),
        }),
        stepButton(1),
      ),
      againstField(),
      element("output", { id: "when-said", for: "year" }),
      button(t("page.time.play"), togglePlay, { id: "play" }),
      button(t("page.compare.title"), toggleComparing, { id: "compare", title: t("page.compare.hint") }),
      button(t("page.compare.beside"), () => navigate({ beside: currentState().beside ? "" : "yes" }), {
        id: "side",
        hidden: true,
      }),
      element(
        "div",
        { class: "presets" },
        record.presets.map((date) => button(formatDate(date), () => navigate({ when: date }))),
        button(t("page.time.allYears"), () => navigate({ when: "", against: "" })),
      ),
    ),
    element("div", { class: "track" }, histogram(), slider, compareSlider(), axis()),
  ]);
}

export function updateTime(state: State): void {
  byId<HTMLInputElement>("year").value = state.when ? state.when.slice(0, 4) : String(lastYear() + 1);
  byId<HTMLInputElement>("when-date").value = state.when;
  const said = state.when ? formatDate(state.when) : t("page.time.allYears");
  byId("when-said").textContent = state.when ? `${said} (${t("page.time.endedNote")})` : said;
  byId("year").setAttribute("aria-valuetext", state.when ? inEffectWords(state.when) : said);
}

// A year further or back: under a finger the slider is too fine for that.
function stepButton(years: -1 | 1): HTMLButtonElement {
  const [sign, name] = years > 0 ? ["›", "page.time.later"] as const : ["‹", "page.time.earlier"] as const;
  return button(sign, () => stepYear(years), { class: "one-year", "aria-label": t(name) });
}

// Beginnings above the line, ends below it.
function histogram(): SVGSVGElement {
  const first = firstYear();
  const years = lastYear() - first + 2;
  const dated = record.entities.filter((entity) => entity.collaboration || entity.actor);
  const begin = countBy(dated.filter(({ since }) => since), ({ since }) => Number(since.slice(0, 4)));
  const end = countBy(dated.filter(({ until }) => until), ({ until }) => Number(until.slice(0, 4)));
  const most = Math.max(...begin.values(), 1);
  const bar = (year: number, top: number, height: number, kind: string) =>
    svgElement("rect", { x: year - first + 0.1, y: top, width: 0.8, height, class: kind });
  const bars: SVGElement[] = [];
  for (let year = first; year <= lastYear(); year += 1) {
    const [began, ended] = [begin, end].map((counts) => counts.get(year) || 0);
    if (!began && !ended) continue;
    const [up, down] = [began, ended].map((count) => Math.sqrt(count / most) * 24);
    const told = { year: String(year), began: formatNumber(began), ended: formatNumber(ended) };
    bars.push(svgElement("g", { onclick: () => showYear(year) }, [
      svgElement("title", {}, t("page.time.bar", told)),
      svgElement("rect", { x: year - first, y: 0, width: 1, height: 40, class: "year" }),
      began > 0 && bar(year, 26 - up, up, "begin"),
      ended > 0 && bar(year, 27, down / 2, "end"),
    ]));
  }
  return svgElement("svg", {
    class: "histogram",
    viewBox: `0 0 ${years} 40`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  }, bars);
}

function axis(): HTMLElement {
  const first = firstYear();
  const years = lastYear() - first + 2;
  const ticks: HTMLElement[] = [];
  for (let year = first; year <= lastYear(); year += years > 60 ? 20 : years > 30 ? 10 : 5) {
    ticks.push(element("span", { style: { left: `${((year - first) / years) * 100}%` } }, String(year)));
  }
  return element("div", { class: "axis quiet", "aria-hidden": "true" }, ticks);
}
