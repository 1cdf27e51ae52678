// Who an actor works with, the closest first, as the picture has it.

import type { Entity, Lens, Mode } from "../data/record.ts";
import { record } from "../data/record.ts";
import { recordOf } from "../data/words.ts";
import { inEffect, select, type SelectedEdge, type Selection, weightOf } from "./selection.ts";

export interface Partner {
  readonly entity: Entity;
  readonly edge: SelectedEdge;
}

// The partners that the filters leave, of a day those in effect, and how many there are on record; where they are drawn, if not in this view.
export interface Partners {
  readonly shown: readonly Partner[];
  readonly total: number;
  readonly view: { readonly mode: Mode; readonly lens: Lens };
}

export function partnersOf(entity: Entity, selection: Selection): Partners {
  const { state } = selection;
  const view = viewOf(entity, state.lens);
  const isShown = state.mode === view.mode && state.lens === view.lens;
  const edges = inEffect(isShown ? selection : select({ ...state, ...view, focus: [], path: [] })).passing;
  const all = recordOf("").drawings.get(view.mode, view.lens).edges;
  return {
    shown: edges.filter((edge) => touches(edge, entity)).sort(byWeight).map((edge) => ({
      entity: edge.first === entity ? edge.second : edge.first,
      edge,
    })),
    total: all.filter(({ first, second }) => first.id === entity.id || second.id === entity.id).length,
    view,
  };
}

// The view in which an actor has partners: its own, where that has it.
function viewOf(entity: Entity, lens: Lens): Partners["view"] {
  const own = entity.class === "Country" ? "countries" : "organizations";
  const has = record.drawings.get("shared", lens).places.has(entity);
  return { mode: "shared", lens: has ? lens : own };
}

function touches({ first, second }: SelectedEdge, entity: Entity): boolean {
  return first === entity || second === entity;
}

// Equal weights keep the order of the record.
function byWeight(one: SelectedEdge, other: SelectedEdge): number {
  return weightOf(other) - weightOf(one);
}
