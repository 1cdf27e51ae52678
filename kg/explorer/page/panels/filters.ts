// The legend, which is the filter, and the other filters beside it.

import { button, byId, type Children, element, redraw } from "../base/dom.ts";
import { compareWords, t } from "../base/i18n.ts";
import { nameOf, termWord } from "../data/names.ts";
import { record, type Terms } from "../data/record.ts";
import { navigate } from "../state/navigation.ts";
import { details, type State, USUAL_DETAIL } from "../state/state.ts";
import { areaName, areasOf } from "../selection/communities.ts";
import type { Selection } from "../selection/selection.ts";
import { type Facet, showCounts } from "../selection/facet_counts.ts";
import { AREA_TINTS } from "../canvas/communities.ts";
import { changeList } from "./comparison.ts";
import { legendItem, legendList, toggleOptions } from "./legend.ts";

export function drawFilters(selection: Selection): void {
  const { state } = selection;
  redraw(
    byId("legend"),
    [
      button("×", toggleOptions, { class: "close narrow", "aria-label": t("page.toolbar.close"), "data-key": "close" }),
      element("h2", {}, t("page.legend.title")),
      element("p", { class: "quiet" }, t("page.legend.hint")),
      changeList(selection),
      legendList(selection),
      undatedFilter(state),
      detailSlider(state),
      areaList(state),
      selectFilter("topic", termChoices(record.topics), state),
      selectFilter("country", countryChoices(), state),
      selectFilter("kind", termChoices(record.kinds), state),
      selectFilter("standing", termChoices(record.standings), state),
      publisherFilter(state),
      record.sifts && readFilter(state),
      hasFilters(state) && button(t("page.filter.reset"), resetFilters, { class: "reset", "data-key": "reset" }),
    ].flat(),
  );
}

function hasFilters(state: State): boolean {
  return state.hide.size > 0 || Boolean(state.topic || state.country || state.kind || state.standing) ||
    state.publishers > 1 || state.read !== "" ||
    state.detail !== null;
}

function resetFilters(): void {
  navigate({ hide: new Set(), topic: "", country: "", kind: "", standing: "", publishers: 1, read: "", detail: null });
}

function areaList(state: State): Children {
  const rows = areasOf(state).map((area) => ({
    id: area.id,
    text: areaName(area).join(" · "),
    count: area.actors.length,
    mark: element("span", { class: "patch", style: { "background-color": `var(--area-${area.number % AREA_TINTS})` } }),
  }));
  return rows.length > 0 && [
    element("h3", {}, t("page.legend.areas")),
    element("p", { class: "quiet" }, t("page.legend.areasHint")),
    element("ul", { class: "legend" }, rows.map((row) => legendItem(row, state))),
  ];
}

function undatedFilter({ undated }: State): HTMLElement {
  const box = element("input", {
    type: "checkbox",
    "data-key": "undated",
    onchange: (event) => navigate({ undated: event.currentTarget.checked }),
  });
  box.checked = undated;
  return element(
    "label",
    { class: "undated" },
    box,
    element("span", { class: "stroke dashed" }),
    t("page.filter.undated"),
  );
}

// Whether a claim counts only by passages that were read again.
function readFilter({ read }: State): HTMLElement {
  const box = element("input", {
    type: "checkbox",
    "data-key": "read",
    onchange: (event) => navigate({ read: event.currentTarget.checked ? "again" : "" }),
  });
  box.checked = read === "again";
  return element("label", { class: "read" }, box, t("page.filter.readAgain"));
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
  const field = element("select", {
    "data-key": key,
    onfocus: (event) => showCounts(event.currentTarget, key, state),
    onchange: (event) => navigate({ [key]: event.currentTarget.value }),
  }, options);
  field.value = state[key];
  return element("div", { class: "filter" }, element("label", {}, element("span", {}, t(`page.filter.${key}`)), field));
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
