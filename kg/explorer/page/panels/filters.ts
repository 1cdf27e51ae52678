// The legend, which is the filter, and the other filters beside it.

import { button, element, place, redraw } from "../base/dom.ts";
import { compareWords, say } from "../base/i18n.ts";
import { nameOf, termWord } from "../data/names.ts";
import { record } from "../data/record.ts";
import { go } from "../state/navigation.ts";
import { DETAILS } from "../state/state.ts";
import { areaName, areasOf } from "../selection/communities.ts";
import { showCounts } from "../selection/facet_counts.ts";
import { AREA_TINTS } from "../canvas/communities.ts";
import { changeList } from "./comparison.ts";
import { legendItem, legendList, toggleOptions } from "./legend.ts";

export function drawFilters(choice) {
  const { state } = choice;
  redraw(
    place("legend"),
    [
      button("×", toggleOptions, { class: "close narrow", "aria-label": say("close"), "data-key": "close" }),
      element("h2", {}, say("legend")),
      element("p", { class: "quiet" }, say("legendHint")),
      changeList(choice),
      legendList(choice),
      undatedFilter(state),
      detailSlider(state),
      areaList(state),
      selectFilter("topic", termChoices(record.topics), state),
      selectFilter("country", countryChoices(), state),
      selectFilter("kind", termChoices(record.kinds), state),
      selectFilter("standing", termChoices(record.standings), state),
      publisherFilter(state),
      hasFilters(state) && button(say("reset"), resetFilters, { class: "reset", "data-key": "reset" }),
    ].flat(),
  );
}

function hasFilters(state) {
  return state.hide.size || state.topic || state.country || state.kind || state.standing || state.publishers > 1 ||
    state.detail !== null;
}

function resetFilters() {
  go({ hide: new Set(), topic: "", country: "", kind: "", standing: "", publishers: 1, detail: null });
}

function areaList(state) {
  const rows = areasOf(state).map((area) => ({
    id: area.id,
    text: areaName(area).join(" · "),
    count: area.actors.length,
    mark: element("span", { class: "patch", style: { "background-color": `var(--area-${area.number % AREA_TINTS})` } }),
  }));
  return rows.length > 0 && [
    element("h3", {}, say("areas")),
    element("p", { class: "quiet" }, say("areasHint")),
    element("ul", { class: "legend" }, rows.map((row) => legendItem(row, state))),
  ];
}

function undatedFilter({ undated }) {
  const box = element("input", {
    type: "checkbox",
    "data-key": "undated",
    onchange: (event) => go({ undated: event.target.checked }),
  });
  box.checked = undated;
  return element("label", { class: "undated" }, box, element("span", { class: "stroke dashed" }), say("undated"));
}

function detailSlider(state) {
  const slider = element("input", {
    type: "range",
    min: 0,
    max: DETAILS.length - 1,
    step: 1,
    "data-key": "detail",
    "aria-label": say("detail"),
    onchange: (event) => go({ detail: Number(event.target.value) }),
  });
  slider.value = state.detail ?? 2;
  return element(
    "div",
    { class: "filter" },
    element("label", {}, say("detail")),
    slider,
    element(
      "p",
      { class: "ends quiet" },
      element("span", {}, say("essential")),
      element("span", {}, say("everything")),
    ),
    element("p", { class: "quiet hint" }, say("detailHint")),
  );
}

export function termChoices(terms) {
  const choices = [...terms.keys()].map((id) => [id, termWord(terms, id)]);
  return choices.sort((one, other) => compareWords(one[1], other[1]));
}

export function countryChoices() {
  const countries = record.entities.filter((entity) => entity.class === "Country");
  return countries.map((country) => [country.id, nameOf(country)]).sort((one, other) => compareWords(one[1], other[1]));
}

function selectFilter(key, choices, state) {
  const options = [["", say("any")], ...choices].map(([value, text]) => element("option", { value }, text));
  const counted = (event) => showCounts(event.target, key, state);
  const select = element("select", {
    "data-key": key,
    onfocus: counted,
    onchange: (event) => go({ [key]: event.target.value }),
  }, options);
  select.value = state[key];
  return element("div", { class: "filter" }, element("label", {}, element("span", {}, say(key)), select));
}

function publisherFilter(state) {
  const field = element("input", {
    type: "number",
    min: 1,
    max: 9,
    "data-key": "publishers",
    onchange: (event) => go({ publishers: Math.max(1, Number(event.target.value) || 1) }),
  });
  field.value = state.publishers;
  return element("div", { class: "filter" }, element("label", {}, element("span", {}, say("publishers")), field));
}
