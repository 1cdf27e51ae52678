// Any graph: who is beside whom, and how many steps away.

// An edge between two nodes, and one with a weight.
export interface Link<N> {
  readonly first: N;
  readonly second: N;
}

export interface WeightedLink<N> extends Link<N> {
  readonly weight: number;
}

export interface Neighbour<N, E> {
  readonly end: N;
  readonly edge: E;
}

export type Neighbours<N, E> = ReadonlyMap<N, readonly Neighbour<N, E>[]>;

export function neighboursOf<N, E extends Link<N>>(edges: Iterable<E & Link<N>>): Neighbours<N, E> {
  const neighbours = new Map<N, Neighbour<N, E>[]>();
  const add = (one: N, other: N, edge: E) => {
    const held = neighbours.get(one);
    if (held) held.push({ end: other, edge });
    else neighbours.set(one, [{ end: other, edge }]);
  };
  for (const edge of edges) {
    add(edge.first, edge.second, edge);
    add(edge.second, edge.first, edge);
  }
  return neighbours;
}

// How many steps each node is from the nearest of those given.
export function stepsFrom<N, E>(starts: readonly N[], neighbours: Neighbours<N, E>, limit: number): Map<N, number> {
  const steps = new Map<N, number>(starts.map((node) => [node, 0]));
  let frontier = [...steps.keys()];
  for (let step = 1; step <= limit && frontier.length; step += 1) {
    frontier = frontier.flatMap((node) => (neighbours.get(node) || []).map(({ end }) => end)).filter((end) => {
      if (steps.has(end)) return false;
      steps.set(end, step);
      return true;
    });
  }
  return steps;
}
