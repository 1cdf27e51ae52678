// Points, lines and boxes on the picture.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function extentOf(places: readonly Point[]): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of places) {
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  return { left, right, top, bottom };
}

// The point of a box that is nearest to another.
export function nearestIn({ left, right, top, bottom }: Box, { x, y }: Point): Point {
  return { x: Math.min(right, Math.max(left, x)), y: Math.min(bottom, Math.max(top, y)) };
}

// While the whole picture is in view, names do not run over its edge.
export function isInside({ left, right }: Box, scale: number, stage?: Size): boolean {
  const half = stage ? stage.width * Math.min(scale, 1) / 2 : Infinity;
  return scale > 1.05 || (left > -half && right < half);
}

// A box of one node, or of none.
interface Owned {
  readonly node?: unknown;
}

const NONE: readonly never[] = [];

// Boxes in a coarse grid, so that only near ones are compared.
export class Boxes<B extends Box & Owned> {
  private readonly cells = new Map<number, B[]>();

  // Call for each cell that a box reaches into.
  private forCells(box: Box, act: (cell: number) => void): void {
    const [last, lowest] = [Math.floor(box.right / 80), Math.floor(box.bottom / 40)];
    for (let column = Math.floor(box.left / 80); column <= last; column += 1) {
      for (let row = Math.floor(box.top / 40); row <= lowest; row += 1) act(column * 65536 + row);
    }
  }

  add(box: B): void {
    this.forCells(box, (cell) => {
      const held = this.cells.get(cell);
      if (held) held.push(box);
      else this.cells.set(cell, [box]);
    });
  }

  isFree(box: Box, own?: unknown): boolean {
    const [last, lowest] = [Math.floor(box.right / 80), Math.floor(box.bottom / 40)];
    for (let column = Math.floor(box.left / 80); column <= last; column += 1) {
      for (let row = Math.floor(box.top / 40); row <= lowest; row += 1) {
        for (const other of this.cells.get(column * 65536 + row) ?? NONE) if (meets(box, other, own)) return false;
      }
    }
    return true;
  }

  // Call for the boxes that a box meets, for one more than once where it reaches into several cells.
  forMeeting(box: Box, act: (other: B) => void): void {
    const [last, lowest] = [Math.floor(box.right / 80), Math.floor(box.bottom / 40)];
    for (let column = Math.floor(box.left / 80); column <= last; column += 1) {
      for (let row = Math.floor(box.top / 40); row <= lowest; row += 1) {
        for (const other of this.cells.get(column * 65536 + row) ?? NONE) if (meets(box, other, undefined)) act(other);
      }
    }
  }

  // The boxes that a box meets, other than those of its own node.
  overlapping(box: Box, own?: unknown): B[] {
    const found = new Set<B>();
    this.forCells(box, (cell) => this.cells.get(cell)?.forEach((other) => meets(box, other, own) && found.add(other)));
    return [...found];
  }
}

function meets(box: Box, other: Box & Owned, own: unknown): boolean {
  if (own && other.node === own) return false;
  return box.right > other.left && other.right > box.left && box.bottom > other.top && other.bottom > box.top;
}

// The one of least distance, none when all are farther than allowed.
export function nearest<T>(things: Iterable<T>, distance: (thing: T) => number, most: number): T | null {
  let [found, least]: [T | null, number] = [null, most];
  for (const one of things) {
    const own = distance(one);
    if (own <= least) [found, least] = [one, own];
  }
  return found;
}

export function distanceToLine({ x, y }: Point, from: Point, to: Point): number {
  const [across, down] = [to.x - from.x, to.y - from.y];
  const along = ((x - from.x) * across + (y - from.y) * down) / (across * across + down * down || 1);
  const at = Math.max(0, Math.min(1, along));
  return Math.hypot(x - from.x - at * across, y - from.y - at * down);
}
