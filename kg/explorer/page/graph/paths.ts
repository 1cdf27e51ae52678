// The way from one node to another: with the fewest steps, or over the strongest ties.

import { neighboursOf, type WeightedLink } from "./graph.ts";

export type PathMeasure = "shortest" | "strongest";

export interface Step<N, E> {
  readonly from: N;
  readonly to: N;
  readonly edge: E;
}

interface Reached<N, E> {
  readonly length: number;
  readonly step: Step<N, E> | null;
}

// Of ways with equally many steps the strongest is told.
const HARDLY = 1e-6;

// Return the steps between two nodes, null when nothing joins them: Dijkstra (1959), on steps or on the sum of 1/weight.
export function findPath<N, E extends WeightedLink<N>>(
  edges: Iterable<E & WeightedLink<N>>,
  [start, goal]: readonly N[],
  by: PathMeasure,
): Step<N, E>[] | null {
  const neighbours = neighboursOf<N, E>(edges);
  const reached = new Map<N, Reached<N, E>>([[start, { length: 0, step: null }]]);
  const lengthTo = (node: N) => reached.get(node)?.length ?? Infinity;
  const waiting = new Set([start]);
  while (waiting.size) {
    const nearest = [...waiting].reduce((one, other) => (lengthTo(other) < lengthTo(one) ? other : one));
    if (nearest === goal) return stepsBack(reached, goal);
    waiting.delete(nearest);
    for (const { end, edge } of neighbours.get(nearest) || []) {
      const total = lengthTo(nearest) + lengthOf(edge, by);
      if (total >= lengthTo(end)) continue;
      reached.set(end, { length: total, step: { from: nearest, to: end, edge } });
      waiting.add(end);
    }
  }
  return null;
}

function lengthOf({ weight }: { readonly weight: number }, by: PathMeasure): number {
  return by === "strongest" ? 1 / weight : 1 + HARDLY / weight;
}

function stepsBack<N, E>(reached: ReadonlyMap<N, Reached<N, E>>, goal: N): Step<N, E>[] {
  const steps: Step<N, E>[] = [];
  for (let step = reached.get(goal)?.step; step; step = reached.get(step.from)?.step) steps.unshift(step);
  return steps;
}
