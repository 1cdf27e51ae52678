// The one picture, or the two that stand side by side for two dates.

import { byId } from "../base/dom.ts";
import { formatDate } from "../base/i18n.ts";
import type { State } from "../state/state.ts";
import { openCard } from "../state/navigation.ts";
import { currentState } from "../state/store.ts";
import { comparedDates, isComparing } from "../selection/comparison.ts";
import { NetworkCanvas } from "./network_canvas.ts";

// Both dates side by side, where there is room: every entity stands at the same place in both.
const ROOM_FOR_TWO = "(min-width: 1100px)";

let picture: NetworkCanvas | null = null;
let second: NetworkCanvas | null = null;

function isBeside(state: State): boolean {
  return isComparing(state) && state.beside === "yes" && state.view === "network" && matchMedia(ROOM_FOR_TWO).matches;
}

// Make room for the second picture, or take it away; return it where it is to be drawn.
export function showBeside(state: State): NetworkCanvas | null {
  const beside = isBeside(state);
  byId("pictures").classList.toggle("paired", beside);
  byId("beside").hidden = !beside;
  const dates = beside ? comparedDates(state).map(formatDate) : ["", ""];
  for (const [at, id] of ["picture", "beside"].entries()) byId(id).dataset.date = dates[at];
  if (!beside) return null;
  if (!second) {
    second = newCanvas("beside");
    const first = openMainCanvas();
    keepTogether(first, second);
    keepTogether(second, first);
  }
  return second;
}

// Where one camera moves, the other follows.
function keepTogether(one: NetworkCanvas, other: NetworkCanvas): void {
  const camera = ({ network }: NetworkCanvas) => ({ scale: network.getScale(), position: network.getViewPosition() });
  let last = "";
  one.network.on("afterDrawing", () => {
    const own = camera(one);
    if (JSON.stringify(own) === last || !isBeside(currentState())) return;
    last = JSON.stringify(own);
    if (JSON.stringify(camera(other)) !== last) other.network.moveTo({ ...own, animation: false });
  });
}

function newCanvas(id: string): NetworkCanvas {
  return new NetworkCanvas(byId(id), {
    onNode: (entity) => openCard(entity.id),
    onEdge: (edge) => openCard(edge.key),
    onNothing: () => currentState().card && openCard(""),
  });
}

// The picture that stands alone or first; null until the network was shown.
export function mainCanvas(): NetworkCanvas | null {
  return picture;
}

export function openMainCanvas(): NetworkCanvas {
  picture ||= newCanvas("picture");
  return picture;
}
