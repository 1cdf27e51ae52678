// Two dates: what is in effect at both, what came between them and what went.

const CHANGES = ["both", "began", "ended"];
const CHANGE_COLUMN = { key: "changeColumn", of: (edge) => changeWord(edge) };
const [CAME_LEAST, WENT_DASHES] = [1.6, [9, 5]];

function isComparing({ when, against }) {
  return Boolean(when && against && when !== against);
}

// The earlier date and the later, whichever was chosen first.
function comparedDates({ when, against }) {
  return [when, against].sort((one, other) => inOrder(lastDay(one), lastDay(other)));
}

// How an edge stands at both dates, null when it is in effect at neither. What is undated at one of them is not
// said to have come or gone.
function comparedTime(edge, reasons, state) {
  const [before, after] = comparedDates(state).map((when) => {
    const timed = timeAt(edge, reasons, { ...state, when, undated: true });
    return timed?.time === "ended" ? null : timed;
  });
  if (!before && !after) return null;
  const together = [...new Set([...(before?.reasons || []), ...(after?.reasons || [])])];
  if ([before, after].some((timed) => timed?.time === "undated")) {
    return state.undated ? { reasons: together, time: "undated", fade: 1, change: "undated" } : null;
  }
  return { reasons: together, time: "current", fade: 1, change: before && after ? "both" : after ? "began" : "ended" };
}

function showsChange({ change }, { hide }) {
  return !hide.has(`change-${change}`);
}

function changeWord({ change }) {
  return change ? say({ both: "changeBoth", began: "changeBegan", ended: "changeEnded", undated: "undatedWord" }[change]) : "";
}

function changeColour({ change }, strong) {
  if (change === "began") return ink("came");
  if (change === "ended") return ink("went");
  return ink(strong ? "line-strong" : "line");
}

function dashesOf({ change, time }) {
  if (change === "ended") return WENT_DASHES;
  return time === "undated" ? DASHES : NO_DASHES;
}

// What stayed is calm beside what changed.
function changeOpacity({ change }) {
  return { both: 0.38, began: 0.95, ended: 0.95 }[change] ?? 0.6;
}

// What changed is never thinner than a hair, so that it is seen beside what stayed.
function widthOf({ change }, width) {
  return change === "began" || change === "ended" ? Math.max(width, CAME_LEAST) : width;
}

function changeMark(change) {
  const time = change === "undated" ? "undated" : "current";
  const style = { stroke: `var(--${{ began: "came", ended: "went" }[change] || "line"})`, "stroke-width": "2.6px", "stroke-dasharray": dashesOf({ change, time }).join(" ") };
  return svgElement("svg", { width: 24, height: 10, viewBox: "0 0 24 10", "aria-hidden": "true" }, svgElement("line", { x1: 0, x2: 24, y1: 5, y2: 5, style }));
}

// The legend of a comparison, which is its filter as well.
function changeList({ state, changes }) {
  if (!isComparing(state)) return null;
  const rows = CHANGES.map((change) => ({ id: `change-${change}`, text: say(`${change}Legend`), count: changes.get(change) || 0, mark: changeMark(change) }));
  return element("ul", { class: "legend changes" }, rows.map((row) => legendItem(row, state)));
}

// "2001 → 2024" with how many lines stayed, came and went, beside the sliders.
function changeCounts({ state, changes }) {
  const [first, second] = comparedDates(state).map(sayDate);
  const part = (change, key) => element("span", { class: "change" }, changeMark(change), say(key, { count: sayNumber(changes.get(change) || 0) }));
  return [element("strong", {}, `${first} → ${second}`), part("both", "countBoth"), part("began", "countBegan"), part("ended", "countEnded"),
    changes.get("undated") > 0 && part("undated", "countUndated")].filter(Boolean);
}

// The second slider, and the button that brings it and takes it away.
function compareSlider() {
  const slider = element("input", { id: "against", type: "range", min: FIRST_YEAR, max: lastYear(), step: 1, "aria-label": say("againstYear"),
    oninput: (event) => go({ against: event.target.value }, { replace: true }) });
  return element("div", { class: "against", hidden: true }, slider);
}

function toggleComparing() {
  if (isComparing(state)) return go({ against: "", beside: "" });
  if (playing) stopPlay();
  const when = state.when || PRESETS[2];
  const latest = String(lastYear());
  return go({ when, against: when.startsWith(latest) ? PRESETS[2] : latest });
}

// Both dates side by side, where there is room: every entity stands at the same place in both.
const ROOM_FOR_TWO = matchMedia("(min-width: 1100px)");
let second = null;

function isBeside(state) {
  return isComparing(state) && state.beside === "yes" && state.view === "network" && ROOM_FOR_TWO.matches;
}

// Make room for the second picture, or take it away; return it where it is to be drawn.
function showBeside(state) {
  const beside = isBeside(state);
  place("pictures").classList.toggle("paired", beside);
  place("beside").hidden = !beside;
  const dates = beside ? comparedDates(state).map(sayDate) : ["", ""];
  for (const [at, id] of ["picture", "beside"].entries()) place(id).dataset.date = dates[at];
  if (!beside) return null;
  if (!second) {
    picture ||= newPicture("picture");
    second = newPicture("beside");
    keepTogether(picture, second);
    keepTogether(second, picture);
  }
  return second;
}

// Where one camera moves, the other follows.
function keepTogether(one, other) {
  const camera = ({ network }) => ({ scale: network.getScale(), position: network.getViewPosition() });
  let last = "";
  one.network.on("afterDrawing", () => {
    const own = camera(one);
    if (JSON.stringify(own) === last || !isBeside(state)) return;
    last = JSON.stringify(own);
    if (JSON.stringify(camera(other)) !== last) other.network.moveTo({ ...own, animation: false });
  });
}

function updateComparing(choice) {
  const { state } = choice;
  const comparing = isComparing(state);
  place("compare").textContent = say(comparing ? "compareNot" : "compare");
  place("compare").setAttribute("aria-pressed", String(comparing));
  place("play").hidden = comparing;
  place("when").querySelector(".against").hidden = !comparing;
  place("side").hidden = !comparing;
  place("side").setAttribute("aria-pressed", String(state.beside === "yes"));
  if (!comparing) return;
  place("against").value = Number(state.against.slice(0, 4));
  place("against").setAttribute("aria-valuetext", sayDate(state.against));
  place("year").setAttribute("aria-valuetext", sayDate(state.when));
  place("when-said").replaceChildren(...changeCounts(choice));
}
