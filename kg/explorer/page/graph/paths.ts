// The way from one actor to another: with the fewest steps, or over the strongest ties.

import { neighboursOf } from "./graph.ts";

// Of ways with equally many steps the strongest is told.
const HARDLY = 1e-6;

// Return the steps [{from, to, edge}] between two entities, null when nothing joins them.
export function findPath(edges, [start, goal], by) {
  const neighbours = neighboursOf(edges);
  const length = by === "strongest" ? (edge) => 1 / edge.weight : (edge) => 1 + HARDLY / edge.weight;
  const reached = new Map([[start, { length: 0, step: null }]]);
  const waiting = new Set([start]);
  while (waiting.size) {
    const nearest = [...waiting].reduce((
      one,
      other,
    ) => (reached.get(other).length < reached.get(one).length ? other : one));
    if (nearest === goal) return stepsBack(reached, goal);
    waiting.delete(nearest);
    for (const { end, edge } of neighbours.get(nearest) || []) {
      const total = reached.get(nearest).length + length(edge);
      if (total >= (reached.get(end)?.length ?? Infinity)) continue;
      reached.set(end, { length: total, step: { from: nearest, to: end, edge } });
      waiting.add(end);
    }
  }
  return null;
}

function stepsBack(reached, goal) {
  const steps = [];
  for (let step = reached.get(goal).step; step; step = reached.get(step.from).step) steps.unshift(step);
  return steps;
}
