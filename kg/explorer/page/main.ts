// The page: what is chosen is shown. Everything is joined here, and nothing is kept.

import { forgetColours } from "./base/colours.ts";
import { byId, element } from "./base/dom.ts";
import { setLanguage, setTexts } from "./base/i18n.ts";
import { type Payload, unpackedJson } from "./data/payload.ts";
import { record, setRecord } from "./data/record.ts";
import { storyOf } from "./data/stories.ts";
import { hasWords, openRecords, recordOf, whenWords } from "./data/words.ts";
import { readState } from "./state/address.ts";
import { navigate, openCard } from "./state/navigation.ts";
import { CHOICES, type State } from "./state/state.ts";
import { currentState, setState, subscribe } from "./state/store.ts";
import type { Change } from "./selection/comparison.ts";
import { sameSelection, select, type Selection } from "./selection/selection.ts";
import type { NetworkCanvas } from "./canvas/network_canvas.ts";
import { openMainCanvas, showBeside } from "./canvas/canvases.ts";
import { toggleOptions } from "./panels/legend.ts";
import { updateComparing } from "./panels/comparison.ts";
import { drawChips } from "./panels/chips.ts";
import { drawFilters } from "./panels/filters.ts";
import { drawPanel } from "./panels/panel.ts";
import { announceStep, printedStory, stepByKey } from "./panels/story.ts";
import { drawTime, updateTime } from "./panels/time_slider.ts";
import { drawTable } from "./views/edge_table.ts";
import { drawMap } from "./views/map.ts";
import { drawAsk, sameAsking } from "./views/questions.ts";
import { showAnswerAgain } from "./views/result_table.ts";
import { prepareFiltering } from "./views/ahead.ts";
import { drawCredit } from "./views/embedding.ts";
import { publishedPicture } from "./views/export.ts";
import { askBeforeLeaving } from "./views/notes_file.ts";
import { drawTimeline } from "./views/timeline.ts";
import { drawChosen, drawHeader, drawToolbar } from "./views/toolbar.ts";

// What was shown last, to tell what has changed since.
let shown: Selection | null = null;
// The passages that were opened for paper.
let opened: readonly HTMLElement[] = [];
let resizing: ReturnType<typeof setTimeout> | undefined;

async function start(): Promise<void> {
  const content = await unpackedJson<Payload>("content");
  setTexts(content.messages, content.languages);
  const carried = JSON.parse(byId("network").textContent);
  openRecords("sparql" in document.body.dataset ? content : { ...content, questions: [] }, carried);
  setRecord(recordOf(""));
  setState(readState(location.hash));
  subscribe(show);
  listen();
  show();
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(readOn))); // the picture stands by then
}

// What the first picture did not need.
async function readOn(): Promise<void> {
  await whenWords();
  prepareFiltering();
}

function listen(): void {
  globalThis.addEventListener("popstate", () => setState(readState(location.hash)));
  globalThis.addEventListener("keydown", stepByKey);
  globalThis.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) leave();
  });
  document.addEventListener("pointerdown", ({ target }) => closeMenus(target as Node));
  askBeforeLeaving();
  globalThis.addEventListener("beforeprint", beforePrint);
  globalThis.addEventListener("afterprint", afterPrint);
  globalThis.addEventListener("resize", () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => {
      if (shown) showView(shown, shown.state.view === "timeline"); // it is as wide as the page; a picture sees to itself
    }, 150);
  });
  for (const colours of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(colours).addEventListener("change", () => {
      shown = null;
      forgetColours();
      show();
    });
  }
}

// Escape leaves what was opened last: a menu, the filters, a card, the form of a path, a path, a circle, a story.
function leave(): void {
  const { card, path, focus, story } = currentState();
  if (closeMenus()) return;
  if (document.body.classList.contains("filtering")) toggleOptions();
  else if (card) openCard("");
  else if (path.length) navigate({ path: [] });
  else if (shown && byId("panel").querySelector("#from")) drawPanel(shown);
  else if (focus.length) navigate({ focus: [] });
  else if (story) navigate({ story: "", step: 1 });
}

// Close the menus that are open, but one that is pressed; say whether there were any.
function closeMenus(pressed?: Node): boolean {
  const open = [...document.querySelectorAll<HTMLDetailsElement>(".menu[open]")];
  const left = open.filter((menu) => !pressed || !menu.contains(pressed));
  for (const menu of left) {
    menu.open = false;
    if (!pressed) menu.querySelector("summary")?.focus();
  }
  return left.length > 0;
}

// Paper gets the story whole, the passages behind what a card says, and the picture as lines and letters, not as the
// points of the screen.
function beforePrint(): void {
  const story = storyOf(currentState());
  if (story) byId("panel").append(printedStory(story));
  const picture = shown?.state.view === "network" && publishedPicture(shown);
  if (picture) byId("stage").append(element("div", { id: "printed" }, picture));
  opened = [...byId("panel").querySelectorAll<HTMLElement>(".evidence-toggle[aria-expanded=false]")];
  opened.forEach((toggle) => toggle.click());
}

function afterPrint(): void {
  byId("panel").querySelector(".printed")?.remove();
  document.getElementById("printed")?.remove();
  opened.forEach((toggle) => toggle.click());
  opened = [];
}

function show(): void {
  const state = currentState();
  if (wantsWords(state) && !hasWords()) return void whenWords().then(show);
  const before = shown;
  const differs = (...keys: (keyof State)[]) => keys.some((key) => before?.state[key] !== state[key]);
  setRecord(recordOf(state.read));
  const [newLanguage, newTheme] = [differs("lang"), !before || differs("theme")];
  if (newLanguage) setLanguage(state.lang);
  if (newTheme) applyTheme(state);
  if (newLanguage || newTheme) drawHeader(state);
  if (newLanguage || differs("read")) drawTime();
  const selection = before && sameSelection(before.state, state) ? { ...before, state } : select(state);
  const changed = newLanguage || newTheme || selection.edges !== before?.edges;
  drawToolbar(selection);
  drawChosen(selection);
  drawChips(selection);
  drawCredit(selection);
  if (changed) drawFilters(selection);
  updateTime(state);
  updateComparing(selection);
  const newStep = differs("story", "step");
  if (changed || newStep || differs("card", "by")) drawPanel(selection);
  document.body.classList.add("ready"); // before anything is measured: styles are worked out once
  document.body.dataset.view = state.view;
  if (differs("focus", "path", "card")) bringPictureUp(state);
  showView(selection, changed || differs("view")); // last, as it measures the room that is left
  if (newStep) announceStep(state);
  shown = selection;
}

// Where a card lies over the page, what it tells of is to be seen beside it.
function bringPictureUp({ view, card, path }: State): void {
  if (view !== "network" || !(card || path.length)) return; // to ask for a style takes long
  if (getComputedStyle(byId("panel")).position === "fixed") byId("stage").scrollIntoView();
}

// A picture alone is shown without them.
function wantsWords({ view, card, story, path, read, publishers, text }: State): boolean {
  const sifted = read !== "" || publishers > 1 || text !== ""; // by what was read again, or by what passages say
  return view !== "network" || card !== "" || story !== "" || path.length > 0 || sifted;
}

function applyTheme({ theme }: State): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  forgetColours();
}

function showView(selection: Selection, changed: boolean): void {
  const { state } = selection;
  byId("when").hidden = !record.dated;
  for (const view of CHOICES.view) byId(view === "network" ? "picture" : view).hidden = view !== state.view;
  if (state.view === "table" && changed) drawTable(selection);
  if (state.view === "timeline" && changed) drawTimeline(selection);
  if (state.view === "map" && changed) drawMap(selection);
  if (state.view === "ask" && (changed || !shown || !sameAsking(shown.state, state))) drawAsk(state);
  else if (state.view === "ask" && shown?.state.answer !== state.answer) showAnswerAgain();
  const pair = showBeside(state);
  if (state.view === "network") showNetwork(selection, pair, changed);
}

interface Drawn {
  readonly canvas: NetworkCanvas;
  readonly without?: Change;
}

// One picture, or two for two dates: the first without what began, the second without what ended.
function showNetwork(selection: Selection, pair: NetworkCanvas | null, changed: boolean): void {
  const { state } = selection;
  const picture = openMainCanvas();
  const layout = [state.mode, state.lens, state.focus, state.depth, state.path].join(" ");
  const first: Drawn = { canvas: picture, without: pair ? "began" : undefined };
  for (const { canvas, without } of pair ? [first, { canvas: pair, without: "ended" } satisfies Drawn] : [first]) {
    if (changed || shown?.state.moved !== state.moved) {
      canvas.show(selection, { selected: state.card, layout, without });
    } else canvas.select(state.card);
  }
}

void start();
