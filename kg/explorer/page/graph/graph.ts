// Any graph: who is beside whom, and how many steps away.

export interface Edge<Node> {
  readonly first: Node;
  readonly second: Node;
  readonly weight: number;
}

export interface Neighbour<Node, Joint> {
  readonly end: Node;
  readonly edge: Joint;
}

export function neighboursOf<Node, Joint extends Edge<Node>>(
  edges: Iterable<Joint>,
): Map<Node, Neighbour<Node, Joint>[]> {
  const neighbours = new Map<Node, Neighbour<Node, Joint>[]>();
  const add = (one: Node, other: Node, edge: Joint) => {
    const own = neighbours.get(one);
    if (own) own.push({ end: other, edge });
    else neighbours.set(one, [{ end: other, edge }]);
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
