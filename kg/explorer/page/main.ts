// The page: what is chosen is shown. Everything is joined here, and nothing is kept.

import { forgetColours } from "./base/colours.ts";
import { byId, element } from "./base/dom.ts";
import { setLanguage, t } from "./base/i18n.ts";
import { unpacked } from "./data/payload.ts";
import { readRecord } from "./data/reader.ts";
import { record, setRecord } from "./data/record.ts";
import { storyOf } from "./data/stories.ts";
import { readState } from "./state/address.ts";
import { openCard } from "./state/navigation.ts";
import { CHOICES } from "./state/state.ts";
import { currentState, setState, subscribe } from "./state/store.ts";
import { sameSelection, select } from "./selection/selection.ts";
import { mainCanvas, openMainCanvas, showBeside } from "./canvas/canvases.ts";
import { pictureSvg } from "./canvas/svg.ts";
import { updateComparing } from "./panels/comparison.ts";
import { drawFilters } from "./panels/filters.ts";
import { drawPanel } from "./panels/panel.ts";
import { announceStep, printedStory, stepByKey } from "./panels/story.ts";
import { drawTime, updateTime } from "./panels/time_slider.ts";
import { drawTable } from "./views/edge_table.ts";
import { drawAsk, sameAsking } from "./views/questions.ts";
import { drawTimeline } from "./views/timeline.ts";
import { drawChosen, drawMasthead, drawToolbar } from "./views/toolbar.ts";

let shown = null;

let resizing = 0;

async function start() {
  setRecord(readRecord(await unpacked("content"), JSON.parse(byId("network").textContent)));
  setState(readState(location.hash));
  subscribe(show);
  listen();
  show();
  document.body.classList.add("ready");
}

function listen() {
  window.addEventListener("popstate", () => setState(readState(location.hash)));
  window.addEventListener("keydown", stepByKey);
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && currentState().card && event.target.role !== "combobox") openCard("");
  });
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", afterPrint);
  window.addEventListener("resize", () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => {
      if (shown) showView(shown, true);
    }, 150);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    shown = null;
    forgetColours();
    show();
  });
}

// Paper gets the story whole, and the picture as lines and letters, not as the points of the screen.
function beforePrint() {
  const story = storyOf(currentState());
  if (story) byId("panel").append(printedStory(story));
  if (currentState().view === "network" && mainCanvas()) {
    byId("stage").append(element("div", { id: "printed" }, pictureSvg(mainCanvas())));
  }
}

function afterPrint() {
  byId("panel").querySelector(".printed")?.remove();
  byId("printed")?.remove();
}

function show() {
  const state = currentState();
  const first = !shown;
  const newLanguage = first || shown.state.lang !== state.lang;
  const newTheme = first || shown.state.theme !== state.theme;
  if (newLanguage) setLanguage(state.lang);
  if (newTheme) applyTheme(state);
  if (newLanguage || newTheme) drawMasthead(state);
  if (newLanguage) drawTime();
  const selection = !first && sameSelection(shown.state, state) ? { ...shown, state } : select(state);
  const changed = newLanguage || newTheme || selection.edges !== shown?.edges;
  drawToolbar(selection);
  drawChosen(selection);
  if (changed) drawFilters(selection);
  updateTime(state);
  updateComparing(selection);
  const newStep = first || ["story", "step"].some((key) => shown.state[key] !== state[key]);
  if (changed || newStep || shown.state.card !== state.card || shown.state.by !== state.by) drawPanel(selection);
  showView(selection, changed || shown.state.view !== state.view); // last, as it measures the room that is left
  if (newStep) announceStep(state);
  shown = selection;
}

function applyTheme({ theme }) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  forgetColours();
}

function showView(selection, changed) {
  const { state } = selection;
  document.body.dataset.view = state.view;
  byId("when").hidden = !record.dated;
  for (const view of CHOICES.view) byId(view === "network" ? "picture" : view).hidden = view !== state.view;
  if (state.view === "table" && changed) drawTable(selection);
  if (state.view === "timeline" && changed) drawTimeline(selection);
  if (state.view === "ask" && (changed || !sameAsking(shown.state, state))) drawAsk(state);
  const pair = showBeside(state);
  if (state.view === "network") showNetwork(selection, pair, changed);
}

// One picture, or two for two dates: the first without what began, the second without what ended.
function showNetwork(selection, pair, changed) {
  const { state } = selection;
  const picture = openMainCanvas();
  const layout = [state.mode, state.lens, state.focus, state.depth, state.path].join(" ");
  for (
    const { shownIn, without } of pair
      ? [{ shownIn: picture, without: "began" }, { shownIn: pair, without: "ended" }]
      : [{ shownIn: picture }]
  ) {
    if (changed) shownIn.show(selection, { selected: state.card, layout, without });
    else shownIn.select(state.card);
    const canvas = shownIn.stage.querySelector("canvas");
    for (const [name, value] of Object.entries({ role: "img", "aria-label": t("pictureLabel") })) {
      canvas.setAttribute(name, value);
    }
  }
}

start();
