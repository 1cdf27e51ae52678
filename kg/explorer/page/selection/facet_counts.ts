// How many lines each choice of a filter would leave, counted when the filter is opened.

import { countBy } from "../base/collections.ts";
import { formatNumber } from "../base/i18n.ts";
import type { Edge } from "../data/drawings.ts";
import { type Entity, familyOf, record, type Tie } from "../data/record.ts";
import type { State } from "../state/state.ts";
import { countShown, inEffect, select, type SelectedEdge, type Selection } from "./selection.ts";
import { countriesOf, kindsOf, topicsOf } from "./settings.ts";

export type Facet = "topic" | "kind" | "country" | "standing";

// What a tie has to offer to each filter.
const OFFERS: { readonly [facet in Facet]: (tie: Tie) => readonly string[] } = {
  topic: topicsOf,
  kind: kindsOf,
  country: countriesOf,
  standing: (tie) => tie.passages.map(({ document }) => document.standing),
};

// Return the lines that each choice would leave, all other filters as they are: each is tried on the lines that offer it,
// as what it leaves of a line decides whether the line passes the others.
function countChoices(key: Facet, state: State): Map<string, number> {
  const offering = new Map<string, Edge[]>();
  for (const edge of record.drawings.get(state.mode, state.lens).edges) {
    for (const choice of new Set(edge.reasons.flatMap(({ ties }) => ties).flatMap(OFFERS[key]))) {
      const edges = offering.get(choice);
      if (edges) edges.push(edge);
      else offering.set(choice, [edge]);
    }
  }
  const counts = [...offering].map(([choice, edges]) =>
    [choice, countShown(edges, { ...state, [key]: choice })] as const
  );
  return new Map(counts);
}

// How much the filters leave of what the legend can hide, the legend itself aside: families only where they are told apart.
export interface LegendCounts {
  readonly groups: ReadonlyMap<string, number>;
  readonly families: ReadonlyMap<string, number>;
  readonly actors: ReadonlySet<Entity>;
}

export function legendCounts(selection: Selection): LegendCounts {
  const { state } = selection;
  const shown = state.hide.size ? select({ ...state, hide: new Set(), focus: [], path: [] }) : selection;
  const edges = inEffect(shown).passing;
  const actors = new Set<Entity>();
  for (const { first, second } of edges) actors.add(first).add(second);
  const families = state.mode === "between" ? countBy(tiesOf(edges), familyOf) : new Map<string, number>();
  return { groups: countBy(actors, ({ group }) => group), families, actors };
}

function tiesOf(edges: readonly SelectedEdge[]): Tie[] {
  return edges.flatMap(({ reasons }) => reasons.flatMap(({ ties }) => ties));
}

// Write the counts behind the words of a select; what would leave nothing cannot be chosen.
export function showCounts(field: HTMLSelectElement, key: Facet, state: State): void {
  const counts = countChoices(key, state);
  for (const option of field.options) {
    if (!option.value) continue;
    option.dataset.word ||= option.textContent;
    const count = counts.get(option.value) || 0;
    option.textContent = `${option.dataset.word} (${formatNumber(count)})`;
    option.disabled = count === 0 && option.value !== state[key];
  }
}
