// Going somewhere: to a state, a card, a circle.

import { byId } from "../base/dom.ts";
import { type Entity, record } from "../data/record.ts";
import { writeState } from "./address.ts";
import type { State } from "./state.ts";
import { currentState, setState } from "./store.ts";

let opener: Element | null = null;

// What decides where marks stand: what was moved by hand is put back with it.
const LAYOUT = ["mode", "lens", "focus", "depth", "path", "story", "step"] as const;

// Change the state and show it. Steps of one movement replace each other in the history.
export function navigate(changes: Partial<State>, { replace = false } = {}): void {
  const moved = LAYOUT.some((key) => key in changes) ? "" : currentState().moved;
  const next = { ...currentState(), misread: [], moved, ...changes };
  remember(next, replace ? "replaceState" : "pushState");
  setState(next);
}

// A page within a notebook has no address of its own to keep the state in.
function remember(next: State, way: "pushState" | "replaceState"): void {
  if (location.protocol === "about:") return;
  history[way](null, "", writeState(next));
}

// The keyboard follows to the card, and back to where it was opened from when it is closed.
export function openCard(card: string): void {
  if (!byId("panel").contains(document.activeElement)) opener = document.activeElement;
  navigate({ card });
  if (card) toPanel();
  else if ((opener instanceof HTMLElement || opener instanceof SVGElement) && opener.isConnected) {
    opener.focus({ preventScroll: true });
  }
}

export function toPanel(): void {
  byId("panel").focus({ preventScroll: true });
}

// To what is shown in the middle of the page: the picture, or what stands in its place.
export function toStage(): void {
  (byId("picture").querySelector<HTMLElement>("canvas:not([hidden] *)") ?? byId("stage")).focus();
}

// What a search found: in its circle where the picture can hold it, else as a card.
export function showEntity(entity: Entity): void {
  if (entity.actor || entity.collaboration) showCircle(entity.id);
  else openCard(entity.id);
}

export function showCircle(id: string): void {
  const entity = record.byId.get(id);
  if (!entity) return;
  const { mode: current, lens } = currentState();
  const here = record.drawings.get(current, lens).places.has(entity);
  const mode = here || entity.actor ? current : "between";
  navigate({ mode, lens: here ? lens : "all", focus: [id], path: [], card: id });
  toPanel();
}

export function expandCircle(id: string): void {
  navigate({ focus: [...currentState().focus, id] });
}

export function collapseCircle(id: string): void {
  navigate({ focus: currentState().focus.filter((other) => other !== id) });
}
