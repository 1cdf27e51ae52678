// The shortest path between two: Dijkstra (1959), doi:10.1007/BF01386390, on steps, or on the distance of Newman (2001),
// doi:10.1103/PhysRevE.64.016132: the sum of 1/weight, so that strong ties are short.

import { type Edge, neighboursOf } from "./graph.ts";

export interface Step<Node, Joint> {
  readonly from: Node;
  readonly to: Node;
  readonly edge: Joint;
}

export interface Preference<Node> {
  readonly by: "shortest" | "strongest";
  readonly nameOf: (node: Node) => string;
}

// How far a node is, by which step it was reached last, and what it passed on the way.
interface Reached<Node, Joint> {
  readonly steps: number;
  readonly strain: number;
  readonly names: readonly string[];
  readonly last: Step<Node, Joint> | null;
}

const CLOSE_ENOUGH = 1e-9;

// The steps between two nodes, null when nothing joins them. Of paths with equally few steps the one over the strongest
// ties, then the first by name.
export function shortestPath<Node, Joint extends Edge<Node>>(
  edges: readonly Joint[],
  [start, goal]: readonly [Node, Node],
  { by, nameOf }: Preference<Node>,
): Step<Node, Joint>[] | null {
  const neighbours = neighboursOf<Node, Joint>(edges);
  const reached = new Map<Node, Reached<Node, Joint>>([[start, { steps: 0, strain: 0, names: [], last: null }]]);
  const waiting = new Set([start]);
  const isNearer = (one: Reached<Node, Joint>, other: Reached<Node, Joint>) => compare(one, other, by) < 0;
  while (waiting.size) {
    const nearest = [...waiting].reduce((one, other) => isNearer(reached.get(other)!, reached.get(one)!) ? other : one);
    if (nearest === goal) return stepsTo(goal, reached);
    waiting.delete(nearest);
    const { steps, strain, names } = reached.get(nearest)!;
    for (const { end, edge } of neighbours.get(nearest) ?? []) {
      const last = { from: nearest, to: end, edge };
      const found = { steps: steps + 1, strain: strain + 1 / edge.weight, names: [...names, nameOf(end)], last };
      const best = reached.get(end);
      if (best && !isNearer(found, best)) continue;
      reached.set(end, found);
      waiting.add(end);
    }
  }
  return null;
}

function compare<Node, Joint>(
  one: Reached<Node, Joint>,
  other: Reached<Node, Joint>,
  by: Preference<Node>["by"],
): number {
  if (by === "shortest" && one.steps !== other.steps) return one.steps - other.steps;
  if (Math.abs(one.strain - other.strain) > CLOSE_ENOUGH) return one.strain - other.strain;
  const at = one.names.findIndex((name, place) => name !== other.names[place]);
  return at < 0 ? 0 : (one.names[at] ?? "") < (other.names[at] ?? "") ? -1 : 1;
}

function stepsTo<Node, Joint>(goal: Node, reached: Map<Node, Reached<Node, Joint>>): Step<Node, Joint>[] {
  const steps: Step<Node, Joint>[] = [];
  for (let step = reached.get(goal)?.last; step; step = reached.get(step.from)?.last) steps.unshift(step);
  return steps;
}
