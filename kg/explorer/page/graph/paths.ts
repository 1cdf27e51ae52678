// The shortest path between two: Dijkstra (1959), doi:10.1007/BF01386390, on steps, or on the distance of Newman (2001),
// doi:10.1103/PhysRevE.64.016132: the sum of 1/weight, so that strong ties are short.

import { neighboursOf, type WeightedLink } from "./graph.ts";

export type PathMeasure = "shortest" | "strongest";

export interface Step<N, E> {
  readonly from: N;
  readonly to: N;
  readonly edge: E;
}

// What decides between paths: how they are measured, and the names of nodes where they are equally long.
export interface Preference<N> {
  readonly by: PathMeasure;
  readonly nameOf: (node: N) => string;
}

// How far a node is, what is passed on the way, and the last step to it.
interface Reached<N, E> {
  readonly steps: number;
  readonly distance: number;
  readonly names: readonly string[];
  readonly last: Step<N, E> | null;
}

const CLOSE_ENOUGH = 1e-9;

// Return the steps between two nodes, null when nothing joins them. Of paths with equally few steps the one over the
// strongest ties, then the first by name.
export function findPath<N, E extends WeightedLink<N>>(
  edges: Iterable<E & WeightedLink<N>>,
  [start, goal]: readonly N[],
  { by, nameOf }: Preference<N>,
): Step<N, E>[] | null {
  const neighbours = neighboursOf<N, E>(edges);
  const reached = new Map<N, Reached<N, E>>([[start, { steps: 0, distance: 0, names: [], last: null }]]);
  const waiting = new Map(reached);
  while (waiting.size) {
    const [nearest, way] = [...waiting].reduce((one, other) => (compare(other[1], one[1], by) < 0 ? other : one));
    if (nearest === goal) return stepsBack(reached, goal);
    waiting.delete(nearest);
    for (const { end, edge } of neighbours.get(nearest) || []) {
      const found = further(way, { from: nearest, to: end, edge }, nameOf);
      const best = reached.get(end);
      if (best && compare(found, best, by) >= 0) continue;
      reached.set(end, found);
      waiting.set(end, found);
    }
  }
  return null;
}

function further<N, E extends WeightedLink<N>>(
  { steps, distance, names }: Reached<N, E>,
  last: Step<N, E>,
  nameOf: Preference<N>["nameOf"],
): Reached<N, E> {
  return { steps: steps + 1, distance: distance + 1 / last.edge.weight, names: [...names, nameOf(last.to)], last };
}

function compare<N, E>(one: Reached<N, E>, other: Reached<N, E>, by: PathMeasure): number {
  if (by === "shortest" && one.steps !== other.steps) return one.steps - other.steps;
  if (Math.abs(one.distance - other.distance) > CLOSE_ENOUGH) return one.distance - other.distance;
  const at = one.names.findIndex((name, place) => name !== other.names[place]);
  return at < 0 ? 0 : one.names[at] < (other.names[at] ?? "") ? -1 : 1;
}

function stepsBack<N, E>(reached: ReadonlyMap<N, Reached<N, E>>, goal: N): Step<N, E>[] {
  const steps: Step<N, E>[] = [];
  for (let step = reached.get(goal)?.last; step; step = reached.get(step.from)?.last) steps.unshift(step);
  return steps;
}
