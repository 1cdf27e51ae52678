// What the first filter needs, a year above all, made ready while nothing else is to be done.

import { byId } from "../base/dom.ts";
import { select, type Selection } from "../selection/selection.ts";
import type { State } from "../state/state.ts";
import { currentState } from "../state/store.ts";
import { mainCanvas } from "../canvas/canvases.ts";
import { drawChips } from "../panels/chips.ts";
import { lastYear } from "../panels/years.ts";

// Filtered, the stage is lower, by the filters in sight above it: where all marks stand on such a stage takes long to find
// among many. To choose lines by a date takes longer the first time than ever after.
export function prepareFiltering(): void {
  const state = currentState();
  if (state.view !== "network" || state.when || state.focus.length || state.path.length) return;
  const dated: State = { ...state, when: String(lastYear()) };
  idly(() => {
    const selection = select(dated);
    idly(() => {
      if (currentState() === state && !scrollY) layOutLower(selection);
    });
  });
}

// Show the filters of a state and take them away before anything is painted.
function layOutLower(selection: Selection): void {
  const picture = mainCanvas();
  const chips = byId("chips");
  if (!picture || !chips.hidden) return;
  drawChips(selection);
  picture.prepare(selection);
  chips.hidden = true;
  chips.replaceChildren();
}

// Browsers that do not tell when they have time are given it later.
function idly(act: () => void): void {
  if ("requestIdleCallback" in globalThis) requestIdleCallback(act, { timeout: 2000 });
  else setTimeout(act, 200);
}
