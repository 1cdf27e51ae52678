// The one picture, or the two that stand side by side for two dates.

import { byId } from "../base/dom.ts";
import { formatDate } from "../base/i18n.ts";
import type { State } from "../state/state.ts";
import { movedOn } from "../state/moved.ts";
import { navigate, openCard } from "../state/navigation.ts";
import { currentState } from "../state/store.ts";
import { comparedDates, isComparing } from "../selection/comparison.ts";
import { isAt } from "./camera.ts";
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
  second ||= newCanvas("beside");
  return second;
}

// Where one camera moves, the other follows.
function newCanvas(id: string): NetworkCanvas {
  const made: NetworkCanvas = new NetworkCanvas(byId(id), {
    onNode: (entity) => openCard(entity.id),
    onEdge: (edge) => openCard(edge.key),
    onShift: (id, shift) => navigate({ moved: movedOn(currentState().moved, id, shift) }),
    onNothing: () => currentState().card && openCard(""),
    onMove: (camera, isMoving) => {
      const other = made === picture ? second : picture;
      if (isBeside(currentState()) && other && !isAt(other.camera, camera)) other.look(camera, isMoving);
    },
  });
  return made;
}

// The pictures that are shown: one, or two for two dates.
export function shownCanvases(): NetworkCanvas[] {
  return [picture, isBeside(currentState()) ? second : null].filter((one) => one !== null);
}

// The picture that stands alone or first; null until the network was shown.
export function mainCanvas(): NetworkCanvas | null {
  return picture;
}

export function openMainCanvas(): NetworkCanvas {
  picture ||= newCanvas("picture");
  return picture;
}
