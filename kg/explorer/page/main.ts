// The page: what is chosen is shown; what is pressed changes what is chosen.

let state = readState(location.hash);
let shown = null;
let picture = null;
let opener = null;

// Change the state and show it. Steps of one movement replace each other in the history.
function go(changes, { replace = false } = {}) {
  state = { ...state, ...changes };
  remember(replace ? "replaceState" : "pushState");
  show();
}

// A page within a notebook has no address of its own to keep the state in.
function remember(way) {
  if (location.protocol === "about:") return;
  history[way](null, "", writeState(state));
}

function show() {
  const first = !shown;
  const newLanguage = first || shown.state.lang !== state.lang;
  const newTheme = first || shown.state.theme !== state.theme;
  if (newLanguage) speak(state.lang);
  if (newTheme) applyTheme();
  if (newLanguage || newTheme) drawMasthead(state);
  if (newLanguage) drawTime();
  const choice = !first && sameChoice(shown.state, state) ? { ...shown, state } : choose(state);
  const changed = newLanguage || newTheme || choice.edges !== shown?.edges;
  drawToolbar(choice);
  drawChosen(choice);
  if (changed) drawFilters(choice);
  updateTime(state);
  updateComparing(choice);
  const newStep = first || ["story", "step"].some((key) => shown.state[key] !== state[key]);
  if (changed || newStep || shown.state.card !== state.card || shown.state.by !== state.by) drawPanel(choice);
  showView(choice, changed || shown.state.view !== state.view); // last, as it measures the room that is left
  if (newStep) announceStep(state);
  shown = choice;
}

// What decides which edges are shown; a card or a language does not.
const CHOOSING = ["mode", "lens", "focus", "depth", "path", "by", "detail", "hide", "topic", "country", "kind", "standing", "publishers", "when", "against", "beside", "undated"];

function sameChoice(one, other) {
  return CHOOSING.every((key) => one[key] === other[key]);
}

function showView(choice, changed) {
  document.body.dataset.view = state.view;
  place("when").hidden = !record.dated;
  for (const view of CHOICES.view) place(view === "network" ? "picture" : view).hidden = view !== state.view;
  if (state.view === "table" && changed) drawTable(choice);
  if (state.view === "timeline" && changed) drawTimeline(choice);
  if (state.view === "ask" && (changed || !sameAsking(shown.state, state))) drawAsk(state);
  const pair = showBeside(state);
  if (state.view !== "network") return;
  picture ||= newPicture("picture");
  const layout = [state.mode, state.lens, state.focus, state.depth, state.path].join(" ");
  for (const { shownIn, without } of pair ? [{ shownIn: picture, without: "began" }, { shownIn: pair, without: "ended" }] : [{ shownIn: picture }]) {
    if (changed) shownIn.show(choice, { selected: state.card, layout, without });
    else shownIn.select(state.card);
    const canvas = shownIn.stage.querySelector("canvas");
    for (const [name, value] of Object.entries({ role: "img", "aria-label": say("pictureLabel") })) canvas.setAttribute(name, value);
  }
}

function newPicture(id) {
  return new Picture(place(id), {
    onNode: (entity) => openCard(entity.id),
    onEdge: (edge) => openCard(edge.key),
    onNothing: () => state.card && openCard(""),
  });
}

function drawPanel(choice) {
  const panel = place("panel");
  const edge = choice.passing.find(({ key }) => key === state.card);
  const entity = record.byId.get(state.card);
  const card = entity ? entityCard(entity, state) : edge ? tieCard(edge) : state.path.length ? pathCard(choice) : null;
  const story = storyParts(state);
  panel.classList.toggle("open", Boolean(card || story));
  panel.setAttribute("aria-label", say("skip"));
  const closing = (entity || edge) && button("×", () => openCard(""), { class: "close", "aria-label": say("close"), "data-key": "close" });
  const shownCard = [closing, ...(card || introduction(choice)).flat()].filter(Boolean);
  redraw(panel, story ? [story, card && element("div", { class: "carried" }, shownCard)] : shownCard);
  const told = [state.card, state.path, state.by, state.story, state.step].join(" ");
  if (told !== panel.dataset.told) panel.scrollTop = 0; // else the reader is where they were, and no layout is forced
  panel.dataset.told = told;
}

function introduction({ nodes, edges, state: { mode } }) {
  const actors = [...nodes].filter(({ entity }) => entity.actor).sort((one, other) => other.strength - one.strength).slice(0, 8);
  const pairs = [...edges].sort((one, other) => other.weight - one.weight).slice(0, 6);
  return [
    element("h2", {}, say("intro")),
    element("p", {}, say(mode === "shared" ? "introShared" : "introBetween")),
    element("p", {}, say("introClick")),
    record.stories.length > 0 && element("section", {}, element("h3", {}, say("stories")), storyList()),
    element("section", {}, element("h3", {}, say("strongest")),
      element("ol", { class: "ranking" }, actors.map(({ entity }) => element("li", {}, shapeMark(entity.group), entityLink(entity))))),
    mode === "shared" && element("section", {}, element("h3", {}, say("strongestPairs")),
      element("ul", { class: "ranking" }, pairs.map((edge) => element("li", {}, cardLink(edge.key, `${shortName(edge.first)} — ${shortName(edge.second)}`))))),
  ];
}

// The keyboard follows to the card, and back to where it was opened from when it is closed.
function openCard(card) {
  if (!place("panel").contains(document.activeElement)) opener = document.activeElement;
  go({ card });
  if (card) toPanel();
  else if (opener?.isConnected) opener.focus({ preventScroll: true });
}

function toPanel() {
  place("panel").focus({ preventScroll: true });
}

// What a search found: in its circle where the picture can hold it, else as a card.
function showEntity(entity) {
  if (entity.actor || entity.collaboration) showCircle(entity.id);
  else openCard(entity.id);
}

function showCircle(id) {
  const entity = record.byId.get(id);
  const here = record.drawings.get(`${state.mode} ${state.lens}`).places.has(entity);
  const mode = here || entity.actor ? state.mode : "between";
  go({ mode, lens: here ? state.lens : "all", focus: [id], path: [], card: id });
  toPanel();
}

function expandCircle(id) {
  go({ focus: [...state.focus, id] });
}

function collapseCircle(id) {
  go({ focus: state.focus.filter((other) => other !== id) });
}

// Ask for both ends of a path in the panel.
function startPath(id) {
  const ends = [record.byId.get(id), null];
  const panel = place("panel");
  const finder = (key, at) => new Finder(key, {
    label: say(key), hint: say(key), value: ends[at] ? nameOf(ends[at]) : "",
    choose: (entity) => {
      ends[at] = entity;
      if (!ends[0] || !ends[1]) return;
      go({ path: ends.map((end) => end.id), focus: [], card: "" });
      toPanel();
    },
  });
  const fields = [finder("from", 0), finder("to", 1)];
  redraw(panel, [
    element("h2", {}, say("pathTitle")),
    ...fields.map(({ box, field }, at) => element("div", { class: "filter" }, element("label", { for: field.id }, say(["from", "to"][at])), box)),
  ]);
  panel.classList.add("open");
  fields[ends[0] ? 1 : 0].field.focus();
}

function applyTheme() {
  if (state.theme) document.documentElement.dataset.theme = state.theme;
  else delete document.documentElement.dataset.theme;
  inks.clear();
}

function restore() {
  state = readState(location.hash);
  show();
}

window.addEventListener("popstate", restore);
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && state.card && event.target.role !== "combobox") openCard("");
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  shown = null;
  inks.clear();
  show();
});
// Paper gets the picture as lines and letters, not as the points of the screen.
window.addEventListener("beforeprint", () => {
  if (state.view === "network" && picture) place("stage").append(element("div", { id: "printed" }, pictureSvg(picture)));
});
window.addEventListener("afterprint", () => place("printed")?.remove());
let resizing = 0;
window.addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => {
    if (shown) showView(shown, true);
  }, 150);
});
show();
document.body.classList.add("ready");
