// Walking the picture by key.

import type { CanvasNode } from "./shapes.ts";

export type Direction = readonly [right: number, down: number];

const ARROWS: { readonly [key: string]: Direction } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function directionOf(key: string): Direction | undefined {
  return Object.hasOwn(ARROWS, key) ? ARROWS[key] : undefined;
}

// The next node in a direction, from nowhere the largest; null where there is none.
export function nextNode<N extends CanvasNode>(
  nodes: readonly N[],
  here: CanvasNode | undefined,
  [right, down]: Direction,
): N | null {
  const cost = (node: N) => {
    if (!here) return -node.size;
    const [x, y] = [node.x - here.x, node.y - here.y];
    const along = x * right + y * down;
    return along > 1 ? along + 2 * Math.abs(x * down - y * right) : Infinity;
  };
  let [next, least]: [N | null, number] = [null, Infinity];
  for (const node of nodes) {
    const own = cost(node);
    if (own < least) [next, least] = [node, own];
  }
  return next;
}
