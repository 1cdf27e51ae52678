// Any graph: who is beside whom, and how many steps away.

export function neighboursOf(edges) {
  const neighbours = new Map();
  const add = (one, other, edge) => {
    if (!neighbours.has(one)) neighbours.set(one, []);
    neighbours.get(one).push({ end: other, edge });
  };
  for (const edge of edges) {
    add(edge.first, edge.second, edge);
    add(edge.second, edge.first, edge);
  }
  return neighbours;
}

// How many steps each entity is from the nearest of those given.
export function stepsFrom(starts, neighbours, limit) {
  const steps = new Map(starts.filter(Boolean).map((entity) => [entity, 0]));
  let frontier = [...steps.keys()];
  for (let step = 1; step <= limit && frontier.length; step += 1) {
    frontier = frontier.flatMap((entity) => (neighbours.get(entity) || []).map(({ end }) => end)).filter((end) => {
      if (steps.has(end)) return false;
      steps.set(end, step);
      return true;
    });
  }
  return steps;
}
