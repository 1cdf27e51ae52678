// The head of the page: title, search, what is shown and how, languages, downloads.

import { announce, button, byId, choiceRow, copyText, element, redraw, StandingParts } from "../base/dom.ts";
import {
  currentLanguage,
  formatDate,
  formatList,
  formatNumber,
  languageName,
  otherLanguages,
  t,
} from "../base/i18n.ts";
import { shortName } from "../data/names.ts";
import { hasMap } from "../data/ground.ts";
import { canAsk } from "../data/questions.ts";
import { entitiesOf, record } from "../data/record.ts";
import { whenWords } from "../data/words.ts";
import { movedMarks } from "../state/moved.ts";
import { navigate, showEntity, toPanel, toStage } from "../state/navigation.ts";
import { CHOICES, details, type State } from "../state/state.ts";
import type { Selection } from "../selection/selection.ts";
import type { NetworkCanvas } from "../canvas/network_canvas.ts";
import { mainCanvas } from "../canvas/canvases.ts";
import { Finder } from "../cards/entity_finder.ts";
import { startPath } from "../cards/path_form.ts";
import { toggleOptions } from "../panels/legend.ts";
import { storyMenu } from "../panels/story.ts";
import { embedCode, wholeAddress } from "./embedding.ts";
import { drawnWords, emptyWords } from "./shown_words.ts";
import { openNotes, saveNotes } from "./notes_file.ts";
import { zoomButtons } from "./zoom_buttons.ts";
import { drawGrip } from "./sheet.ts";
import { downloadCsv, downloadGraphml, downloadJson, downloadPng, downloadSvg } from "./export.ts";

export function drawHeader(state: State): void {
  const { actors, collaborations, documents, passages } = recordCounts();
  redraw(byId("header"), [
    element(
      "div",
      { class: "title" },
      element("h1", {}, t("page.header.title")),
      element("p", { class: "purpose" }, t("page.header.purpose")),
      element("p", { class: "quiet counts" }, t("page.header.counts", { actors, collaborations, documents, passages })),
    ),
    drawFinder(),
    element(
      "div",
      { class: "switches" },
      storyMenu(),
      ...otherLanguages().map((lang) =>
        button(languageName(lang), () => navigate({ lang }), { lang, "data-key": "language" })
      ),
      button(
        t(isDark(state) ? "page.header.toLight" : "page.header.toDark"),
        () => navigate({ theme: isDark(state) ? "light" : "dark" }),
        {
          "data-key": "theme",
        },
      ),
    ),
  ]);
  skipLink("skip-to-picture", "page.header.skipToPicture", () => {
    navigate({ view: "network" }, { replace: true });
    mainCanvas()?.canvas.focus();
  });
  skipLink("skip-to-results", "page.header.skipToResults", toStage);
  skipLink("skip-to-filters", "page.header.skipToFilters", () => {
    if (!byId("legend").getClientRects().length) toggleOptions(); // folded away on a narrow screen
    byId("legend").focus();
  });
  skipLink("skip-to-card", "page.header.skip", toPanel);
  drawGrip();
  byId("footer").replaceChildren(
    element("p", { class: "quiet" }, t("page.footer.colophon")),
    element("p", { class: "quiet" }, t("page.footer.version", { version: record.version }), dataLicence()),
    element(
      "details",
      { class: "licences" },
      element("summary", { class: "quiet" }, t("page.footer.licences")),
      element("pre", { tabindex: 0, "aria-label": t("page.footer.licences") }, byId("licences").textContent?.trim()),
    ),
  );
}

// The address holds the state of the page, which a link within it must not lose.
function skipLink(id: string, words: string, go: () => void): void {
  byId(id).textContent = t(words);
  byId(id).onclick = (event) => {
    event.preventDefault();
    go();
  };
}

// The licence of the data, where they name one.
function dataLicence(): (string | Node)[] {
  const { licence, licenceName, date } = record.dataset;
  if (!licence) return [];
  const link = element("a", { href: licence, rel: "license noopener noreferrer" }, licenceName);
  return [` · ${t("common.data_of", { date: formatDate(date) })} · `, link];
}

function recordCounts(): { readonly [name: string]: string } {
  return {
    actors: formatNumber(record.entities.filter((entity) => entity.actor).length),
    collaborations: formatNumber(record.entities.filter((entity) => entity.collaboration).length),
    documents: formatNumber(record.documents.length),
    passages: formatNumber(record.passages.length),
  };
}

function isDark({ theme }: State): boolean {
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function drawFinder(): HTMLElement {
  return new Finder("search", {
    label: t("page.header.searchLabel"),
    hint: t("page.header.search"),
    choose: showEntity,
  }).box;
}

// What stands as long as it says the same.
const parts = new StandingParts();
let shown: Selection; // what is taken away by the menu

export function drawToolbar(selection: Selection): void {
  shown = selection;
  const { view, mode, lens } = selection.state;
  const filtering = document.body.classList.contains("filtering");
  const tools = parts.get(
    "toolbar",
    [currentLanguage(), view, mode, lens, filtering, canAsk(), hasMap()],
    () => toolbar(selection.state, filtering),
  );
  byId("toolbar").setAttribute("aria-label", t("page.choice.view"));
  redraw(byId("toolbar"), tools);
}

function toolbar(state: State, filtering: boolean): HTMLElement[] {
  const row = <K extends "view" | "mode" | "lens">(key: K, words: readonly State[K][]) => {
    return choiceRow(
      t(`page.choice.${key}`),
      words.map((word) => [word, t(`page.choice.${key}.${word}`)]),
      state[key],
      (value) => navigate(key === "view" && value === state.view ? { path: [] } : { [key]: value }), // back from a path
    );
  };
  return [
    row("view", CHOICES.view.filter((view) => (view !== "ask" || canAsk()) && (view !== "map" || hasMap()))),
    button(t("page.toolbar.options"), toggleOptions, {
      class: "narrow",
      "aria-expanded": String(filtering),
      "aria-controls": "options legend",
      "data-key": "options",
    }),
    element(
      "div",
      { id: "options" },
      row("mode", CHOICES.mode),
      row("lens", CHOICES.lens),
      button(t("page.toolbar.path"), () => startPath(shown.state.focus[0] || ""), { "data-key": "path" }),
    ),
    downloadMenu(),
  ];
}

function downloadMenu(): HTMLElement {
  const item = (text: string, press: () => void) =>
    button(text, () => void whenWords().then(press), { "data-key": text });
  return element(
    "details",
    { class: "menu", "data-key": "download" },
    element("summary", {}, t("page.download.title")),
    element(
      "div",
      {},
      element("p", { class: "quiet" }, t("page.download.picture")),
      item("PNG", () => downloadPng(shown, 2)),
      item("PNG × 3", () => downloadPng(shown, 3)),
      item("SVG", () => downloadSvg(shown)),
      item(t("page.download.print"), () => print()),
      element("p", { class: "quiet" }, t("page.download.network")),
      item("CSV", () => downloadCsv(shown)),
      item("JSON", () => downloadJson(shown)),
      item("GraphML", () => downloadGraphml(shown)),
      element("p", { class: "quiet" }, t("page.download.link")),
      item(t("page.download.copyLink"), () => copyText(wholeAddress(shown.state))),
      item(t("page.download.embedCode"), () => copyText(embedCode(shown.state))),
      element("p", { class: "quiet" }, t("page.download.notes")),
      item(t("page.note.save"), () => saveNotes(shown.state)),
      item(t("page.note.open"), openNotes),
    ),
  );
}

// What is drawn, in one line, and how to leave a circle or a path.
export function drawChosen(selection: Selection): void {
  const { state, edges, total } = selection;
  const circle = entitiesOf(state.focus);
  const depths = [1, 2, 3].map((depth) => [depth, String(depth)] as const);
  redraw(byId("chosen"), [
    circle.length > 0 && element("strong", {}, t("page.toolbar.circleOf", { name: formatList(circle.map(shortName)) })),
    circle.length > 0 &&
    element(
      "span",
      { class: "depth" },
      t("page.toolbar.depth"),
      choiceRow(t("page.toolbar.depth"), depths, state.depth, (depth) => navigate({ depth })),
    ),
    (circle.length > 0 || state.path.length > 0) &&
    button(t("page.toolbar.wholeNetwork"), () => navigate({ focus: [], path: [] }), { "data-key": "whole" }),
    element("span", { class: "quiet" }, edges.length ? drawnWords(selection) : emptyWords(state)),
    edges.length < total && !circle.length && !state.path.length &&
    button(t("page.toolbar.showAll"), () => navigate({ detail: details().length - 1 }), {
      class: "link",
      "data-key": "all",
    }),
    state.view === "network" && state.moved &&
    button(t("page.toolbar.putBack", { count: movedMarks(state.moved).size }), () => navigate({ moved: "" }), {
      class: "link",
      "data-key": "put-back",
    }),
    state.view === "network" &&
    parts.get("zoom", [currentLanguage()], () =>
      zoomButtons(
        (by) => withPicture((picture) => picture.zoom(by)),
        () => withPicture((picture) => picture.fit()),
      )),
  ]);
  announce(drawnWords(selection));
}

// Do something with the picture, once there is one.
function withPicture(act: (picture: NetworkCanvas) => unknown): void {
  const picture = mainCanvas();
  if (picture) act(picture);
}
