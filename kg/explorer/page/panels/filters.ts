// The legend, which is the filter, and the other filters beside it.

import { button, byId, type Children, element, type Properties, redraw, StandingParts } from "../base/dom.ts";
import { compareWords, currentLanguage, formatNumber, t } from "../base/i18n.ts";
import { nameOf, termWord } from "../data/names.ts";
import { record, type Terms } from "../data/record.ts";
import { navigate, toStage } from "../state/navigation.ts";
import { details, showsUndated, type State, USUAL_DETAIL } from "../state/state.ts";
import { currentState } from "../state/store.ts";
import { areaName, areasOf } from "../selection/communities.ts";
import type { Selection } from "../selection/selection.ts";
import { activeFilters } from "../selection/active_filters.ts";
import { type Facet, type LegendCounts, legendCounts, showCounts } from "../selection/facet_counts.ts";
import { actorsApart } from "../selection/apart.ts";
import { AREA_TINTS } from "../canvas/communities.ts";
import { entityLink, renewLinks } from "../cards/links.ts";
import { clearFilters } from "./chips.ts";
import { changeList } from "./comparison.ts";
import { dateField } from "./date_field.ts";
import { legendList, legendRows, toggleOptions } from "./legend.ts";

// The kind of documents that a line may rest on alone, and the filters that are on or off with their words.
const NEWS = "news";
const SWITCHES = {
  ends: "page.filter.ends",
  governments: "page.filter.governments",
  rests: "page.filter.rests",
  read: "page.filter.readAgain",
} as const;
type Switch = keyof typeof SWITCHES;

// What a step of a slider leaves as it is stands: choices of many words take long to make and to lay out.
const parts = new StandingParts();

export function drawFilters(selection: Selection): void {
  const { state } = selection;
  const counts = legendCounts(selection);
  byId("legend").setAttribute("aria-label", t("page.header.filters"));
  const standing = <T extends Children>(name: string, of: readonly unknown[], make: () => T) =>
    parts.get(name, [record, currentLanguage(), ...of], make);
  const select = (key: Facet, choices: () => readonly Choice[]) =>
    standing(key, [state[key]], () => selectFilter(key, choices(), state));
  const apart = standing("apart", [state.mode, state.lens], () => apartList(state));
  if (apart) renewLinks(apart);
  redraw(
    byId("legend"),
    [
      standing("head", [], legendHead),
      changeList(selection),
      legendList(state, counts),
      undatedFilter(state),
      switchFilter("ends", "across", state),
      switchFilter("governments", "both", state),
      record.standings.has(NEWS) && switchFilter("rests", NEWS, state),
      record.sifts && switchFilter("read", "again", state),
      standing("detail", [state.detail], () => detailSlider(state)),
      areaList(state, counts),
      textFilter(state),
      sinceFilter(state),
      select("topic", () => termChoices(record.topics)),
      select("country", countryChoices),
      select("kind", () => termChoices(record.kinds)),
      select("standing", () => termChoices(record.standings)),
      publisherFilter(state),
      apart,
      activeFilters(state).length > 0 &&
      button(t("page.filter.reset"), clearFilters, { class: "reset", "data-key": "reset" }),
    ].flat(),
  );
}

function legendHead(): HTMLElement[] {
  return [
    button(t("page.header.skipFilters"), toStage, { class: "skip", "data-key": "skip" }),
    button("×", toggleOptions, { class: "close narrow", "aria-label": t("page.toolbar.close"), "data-key": "close" }),
    element("h2", {}, t("page.legend.title")),
    element("p", { class: "quiet" }, t("page.legend.hint")),
  ];
}

function areaList(state: State, { actors }: LegendCounts): Children {
  const rows = areasOf(state).map((area) => ({
    id: area.id,
    text: areaName(area).join(" · "),
    count: area.actors.filter((actor) => actors.has(actor)).length,
    mark: () =>
      element("span", { class: "patch", style: { "background-color": `var(--area-${area.number % AREA_TINTS})` } }),
  }));
  return rows.length > 0 && [
    parts.get("areas", [currentLanguage()], () => [
      element("h3", {}, t("page.legend.areas")),
      element("p", { class: "quiet" }, t("page.legend.areasHint")),
    ]),
    legendRows("areas", rows, state),
  ];
}

function undatedFilter(state: State): HTMLElement {
  const box = element("input", {
    type: "checkbox",
    "data-key": "undated",
    onchange: (event) =>
      navigate({ undated: event.currentTarget.checked ? (state.when ? "yes" : "") : state.when ? "" : "no" }),
  });
  box.checked = showsUndated(state);
  return element(
    "label",
    { class: "undated" },
    box,
    element("span", { class: "stroke dashed" }),
    t("page.filter.undated"),
  );
}

// A filter that is on or off.
function switchFilter(key: Switch, value: string, state: State): HTMLElement {
  const box = element("input", {
    type: "checkbox",
    "data-key": key,
    onchange: (event) => navigate({ [key]: event.currentTarget.checked ? value : "" }),
  });
  box.checked = state[key] === value;
  return element("label", { class: "switch" }, box, t(SWITCHES[key]));
}

function detailSlider(state: State): HTMLElement {
  const slider = element("input", {
    type: "range",
    min: 0,
    max: details().length - 1,
    step: 1,
    "data-key": "detail",
    "aria-label": t("page.filter.detail"),
    onchange: (event) => navigate({ detail: Number(event.currentTarget.value) }),
  });
  slider.value = String(state.detail ?? USUAL_DETAIL);
  return element(
    "div",
    { class: "filter" },
    element("label", {}, t("page.filter.detail")),
    slider,
    element(
      "p",
      { class: "ends quiet" },
      element("span", {}, t("page.filter.essential")),
      element("span", {}, t("page.filter.everything")),
    ),
    element("p", { class: "quiet hint" }, t("page.filter.detailHint")),
  );
}

// A value and its word.
export type Choice = readonly [value: string, word: string];

export function termChoices(terms: Terms): Choice[] {
  const choices = [...terms.keys()].map((id): Choice => [id, termWord(terms, id)]);
  return choices.sort((one, other) => compareWords(one[1], other[1]));
}

export function countryChoices(): Choice[] {
  const countries = record.entities.filter((entity) => entity.class === "Country");
  return countries.map((country): Choice => [country.id, nameOf(country)]).sort((one, other) =>
    compareWords(one[1], other[1])
  );
}

function selectFilter(key: Facet, choices: readonly Choice[], state: State): HTMLElement {
  const options = [["", t("page.filter.any")], ...choices].map(([value, text]) => element("option", { value }, text));
  const field: HTMLSelectElement = element("select", {
    "data-key": key,
    onfocus: (event) => {
      parts.forget(key); // what is counted holds for this state alone
      showCounts(event.currentTarget, key, currentState());
    },
    ...afterTyping(() => navigate({ [key]: field.value })),
  }, options);
  field.value = state[key];
  return element("div", { class: "filter" }, element("label", {}, element("span", {}, t(`page.filter.${key}`)), field));
}

const TYPING = 700; // milliseconds after a letter in which the next one goes on with the same word

// A choice that is typed takes each letter for a choice: what is chosen counts once no more letters come.
function afterTyping(act: () => void): Properties<HTMLSelectElement> {
  let typed = -Infinity;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    clearTimeout(waiting);
    waiting = undefined;
    act();
  };
  const atOnce = () => waiting !== undefined && now();
  return {
    onkeydown: ({ key, timeStamp }) => {
      if (key.length === 1) typed = timeStamp;
      else if (key === "Enter") atOnce();
    },
    onchange: ({ timeStamp }) => {
      if (timeStamp - typed >= TYPING) return now();
      clearTimeout(waiting);
      waiting = setTimeout(now, TYPING);
    },
    onblur: atOnce,
  };
}

function publisherFilter(state: State): HTMLElement {
  const field = element("input", {
    type: "number",
    min: 1,
    max: 9,
    "data-key": "publishers",
    onchange: (event) => navigate({ publishers: Math.max(1, Number(event.currentTarget.value) || 1) }),
  });
  field.value = String(state.publishers);
  return element(
    "div",
    { class: "filter" },
    element("label", {}, element("span", {}, t("page.filter.publishers")), field),
  );
}

// The words that a passage must have.
function textFilter({ text }: State): HTMLElement {
  const field = element("input", {
    type: "text",
    "data-key": "text",
    onchange: (event) => navigate({ text: event.currentTarget.value.trim() }),
  });
  field.value = text;
  return labelled("page.filter.text", field);
}

function sinceFilter({ since }: State): HTMLElement {
  const field = dateField((date) => navigate({ since: date }), { "data-key": "since" });
  field.value = since;
  return labelled("page.filter.since", field);
}

function labelled(key: string, field: HTMLInputElement): HTMLElement {
  return element("div", { class: "filter" }, element("label", {}, element("span", {}, t(key)), field));
}

// The actors that no line can reach, and why.
function apartList(state: State): HTMLElement | null {
  const apart = actorsApart(state);
  if (!apart.length) return null;
  return element(
    "details",
    { class: "apart", "data-key": "apart" },
    element("summary", {}, `${t("page.legend.apart")} (${formatNumber(apart.length)})`),
    element("p", { class: "quiet" }, t("page.legend.apartWhy")),
    element("ul", {}, apart.map((actor) => element("li", {}, entityLink(actor)))),
  );
}
