// The head of the page: title, search, what is shown and how, languages, downloads.

import { announce, button, choiceRow, element, place, redraw } from "../base/dom.ts";
import { languageIndex, LANGUAGES, say, sayList, sayNumber } from "../base/i18n.ts";
import { shortName } from "../data/names.ts";
import { record } from "../data/record.ts";
import { go, showEntity } from "../state/navigation.ts";
import { CHOICES, DETAILS } from "../state/state.ts";
import { mainPicture } from "../canvas/canvases.ts";
import { Finder } from "../cards/entity_finder.ts";
import { startPath } from "../cards/path_form.ts";
import { toggleOptions } from "../panels/legend.ts";
import { storyMenu } from "../panels/story.ts";
import { downloadCsv, downloadGraphml, downloadJson, downloadPng, downloadSvg } from "./export.ts";

export function drawMasthead(state) {
  const { actors, collaborations, documents, passages } = recordCounts();
  redraw(place("masthead"), [
    element(
      "div",
      { class: "title" },
      element("h1", {}, say("title")),
      element("p", { class: "purpose" }, say("purpose")),
      element("p", { class: "quiet counts" }, say("counts", { actors, collaborations, documents, passages })),
    ),
    drawFinder(),
    element(
      "div",
      { class: "switches" },
      storyMenu(),
      button(say("otherLanguage"), () => go({ lang: LANGUAGES[1 - languageIndex()] }), {
        lang: LANGUAGES[1 - languageIndex()],
        "data-key": "language",
      }),
      button(say(isDark(state) ? "toLight" : "toDark"), () => go({ theme: isDark(state) ? "light" : "dark" }), {
        "data-key": "theme",
      }),
    ),
  ]);
  place("skip").textContent = say("skip");
  place("colophon").replaceChildren(
    element("p", { class: "quiet" }, say("colophon")),
    element("p", { class: "quiet" }, say("version", { version: record.version })),
  );
}

function recordCounts() {
  return {
    actors: sayNumber(record.entities.filter((entity) => entity.actor).length),
    collaborations: sayNumber(record.entities.filter((entity) => entity.collaboration).length),
    documents: sayNumber(record.documents.length),
    passages: sayNumber(record.passages.length),
  };
}

function isDark({ theme }) {
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function drawFinder() {
  return new Finder("search", { label: say("searchLabel"), hint: say("search"), choose: showEntity }).box;
}

export function drawToolbar(choice) {
  const { state } = choice;
  const row = (label, key, words) =>
    choiceRow(say(label), words.map((word) => [word, say(word)]), state[key], (value) => go({ [key]: value }));
  place("toolbar").setAttribute("aria-label", say("views"));
  const filtering = document.body.classList.contains("filtering");
  redraw(place("toolbar"), [
    row("views", "view", CHOICES.view),
    button(say("options"), toggleOptions, {
      class: "narrow",
      "aria-expanded": String(filtering),
      "aria-controls": "options legend",
      "data-key": "options",
    }),
    element(
      "div",
      { id: "options" },
      row("mode", "mode", CHOICES.mode),
      row("lens", "lens", CHOICES.lens),
      button(say("path"), () => startPath(state.focus[0] || ""), { "data-key": "path" }),
      downloadMenu(choice),
    ),
  ]);
}

function downloadMenu(choice) {
  const item = (text, press) => button(text, press, { "data-key": text });
  return element(
    "details",
    { class: "menu", "data-key": "download" },
    element("summary", {}, say("download")),
    element(
      "div",
      {},
      element("p", { class: "quiet" }, say("downloadPicture")),
      item("PNG", downloadPng),
      item("SVG", () => downloadSvg(mainPicture())),
      element("p", { class: "quiet" }, say("downloadNetwork")),
      item("CSV", () => downloadCsv(choice)),
      item("JSON", () => downloadJson(choice)),
      item("GraphML", () => downloadGraphml(choice)),
    ),
  );
}

// What is drawn, in one line, and how to leave a circle or a path.
export function drawChosen(choice) {
  const { state, nodes, edges, total } = choice;
  const circle = state.focus.map((id) => record.byId.get(id)).filter(Boolean);
  const depths = [1, 2, 3].map((depth) => [depth, String(depth)]);
  redraw(place("chosen"), [
    circle.length > 0 && element("strong", {}, say("circleOf", { name: sayList(circle.map(shortName)) })),
    circle.length > 0 &&
    element(
      "span",
      { class: "depth" },
      say("depth"),
      choiceRow(say("depth"), depths, state.depth, (depth) => go({ depth })),
    ),
    (circle.length > 0 || state.path.length > 0) &&
    button(say("wholeNetwork"), () => go({ focus: [], path: [] }), { "data-key": "whole" }),
    element("span", { class: "quiet" }, edges.length ? drawnWords(choice) : say("emptyPicture")),
    edges.length < total && !circle.length && !state.path.length &&
    button(say("showAll"), () => go({ detail: DETAILS.length - 1 }), { class: "link", "data-key": "all" }),
    state.view === "network" &&
    element(
      "span",
      { class: "zoom" },
      button("−", () => mainPicture().zoom(1 / 1.4), { "aria-label": say("zoomOut"), "data-key": "out" }),
      button("+", () => mainPicture().zoom(1.4), { "aria-label": say("zoomIn"), "data-key": "in" }),
      button("⤢", () => mainPicture().fit(), { "aria-label": say("fit"), "data-key": "fit" }),
    ),
  ]);
  announce(drawnWords(choice));
  return nodes;
}

function drawnWords({ state, nodes, edges, total }) {
  const partial = edges.length < total && !state.focus.length && !state.path.length;
  const key = (partial ? "drawnOf" : "drawn") + (state.mode === "between" ? "Between" : "");
  return say(key, { nodes: sayNumber(nodes.length), edges: sayNumber(edges.length), total: sayNumber(total) });
}
