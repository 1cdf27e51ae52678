// Where the names of the map stand: beside their marks, none over another name or mark.

import type { Point } from "../base/projection.ts";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

// A name that wants a place: where its mark is, how large that is, and how wide the name.
export interface Named {
  readonly spot: Point;
  readonly radius: number;
  readonly width: number;
}

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
}

const HEIGHT = 14;
const GAP = 4;

// A place for each name in turn, null where there is no room: beside its mark, above it, below, then at the corners.
export function placedNames(
  names: readonly Named[],
  { width, height }: { readonly width: number; readonly height: number },
): (Placed | null)[] {
  const taken: Box[] = names.map(({ spot: [x, y], radius }) => ({
    left: x - radius,
    top: y - radius,
    right: x + radius,
    bottom: y + radius,
  }));
  return names.map((name, at) => {
    for (const placed of waysOf(name)) {
      const box = boxOf(placed, name.width);
      const isWithin = box.left >= 2 && box.top >= 2 && box.right <= width - 2 && box.bottom <= height - 2;
      if (!isWithin || taken.some((other, own) => own !== at && overlap(box, other))) continue;
      taken.push(box);
      return placed;
    }
    return null;
  });
}

function waysOf({ spot: [x, y], radius }: Named): Placed[] {
  const [away, near] = [radius + GAP, radius * 0.7 + GAP];
  const middle = y + 4; // from the middle of a line to its foot
  return [
    { x: x + away, y: middle, anchor: "start" },
    { x: x - away, y: middle, anchor: "end" },
    { x, y: y - away, anchor: "middle" },
    { x, y: y + away + 9, anchor: "middle" },
    { x: x + near, y: y - near, anchor: "start" },
    { x: x + near, y: y + near + 8, anchor: "start" },
    { x: x - near, y: y - near, anchor: "end" },
    { x: x - near, y: y + near + 8, anchor: "end" },
  ];
}

function boxOf({ x, y, anchor }: Placed, width: number): Box {
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, top: y - HEIGHT + 3, right: left + width, bottom: y + 3 };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
