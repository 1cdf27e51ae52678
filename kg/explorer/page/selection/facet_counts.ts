// How many lines each choice of a filter would leave, counted when the filter is opened.

import { countBy } from "../base/collections.ts";
import { formatNumber } from "../base/i18n.ts";
import type { Edge, Reason } from "../data/drawings.ts";
import { type Entity, familyOf, type Tie } from "../data/record.ts";
import type { State } from "../state/state.ts";
import { select, type SelectedEdge, type Selection } from "./selection.ts";
import { countriesOf, kindsOf, topicsOf } from "./settings.ts";
import { meet } from "./sieve.ts";

export type Facet = "topic" | "kind" | "country" | "standing";

// What a tie has to offer to each filter.
const OFFERS: { readonly [facet in Facet]: (tie: Tie) => readonly string[] } = {
  topic: topicsOf,
  kind: kindsOf,
  country: countriesOf,
  standing: (tie) => tie.passages.map(({ document }) => document.standing),
};

// Return the lines that each choice would leave, all other filters as they are.
function countChoices(key: Facet, state: State): Map<string, number> {
  const counts = new Map<string, number>();
  const open = select({ ...state, [key]: "", focus: [], path: [] });
  for (const edge of open.passing) {
    const offered = new Set(edge.reasons.flatMap((reason) => [...offeredBy(reason, edge, key)]));
    for (const choice of offered) counts.set(choice, (counts.get(choice) || 0) + 1);
  }
  return counts;
}

// What is shared counts for a choice when a tie of either end has it, at one time.
function offeredBy(reason: Reason, edge: Edge, key: Facet): Set<string> {
  const offers = OFFERS[key];
  if (!reason.through) return new Set(reason.ties.flatMap(offers));
  const [first, second] = [edge.first, edge.second].map((end) => reason.ties.filter((tie) => tie.subject === end));
  const both = first.flatMap((one) =>
    second.filter((other) => meet(one, other)).flatMap((other) => {
      const theirs = new Set(offers(other));
      return offers(one).filter((choice) => theirs.has(choice));
    })
  );
  return new Set(both);
}

// How much the filters leave of what the legend can hide, the legend itself aside.
export interface LegendCounts {
  readonly groups: ReadonlyMap<string, number>;
  readonly families: ReadonlyMap<string, number>;
  readonly actors: ReadonlySet<Entity>;
}

export function legendCounts({ state, passing }: Selection): LegendCounts {
  const edges = state.hide.size ? select({ ...state, hide: new Set(), focus: [], path: [] }).passing : passing;
  const actors = new Set(edges.flatMap(({ first, second }) => [first, second]));
  return { groups: countBy([...actors], ({ group }) => group), families: countBy(tiesOf(edges), familyOf), actors };
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
