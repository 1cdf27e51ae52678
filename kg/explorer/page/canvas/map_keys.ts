// Where an arrow key leads on the map.

import type { Point } from "../base/projection.ts";

// The nearest mark on a side, what is far aside counting as further away; -1 where nothing is on that side.
export function nearestOnSide(marks: readonly { readonly spot: Point }[], from: number, [right, down]: Point): number {
  const [x, y] = marks[from].spot;
  let [nearest, least] = [-1, Infinity];
  marks.forEach(({ spot }, at) => {
    const [dx, dy] = [spot[0] - x, spot[1] - y];
    const [ahead, aside] = [dx * right + dy * down, Math.abs(dx * down) + Math.abs(dy * right)];
    const away = ahead + 2 * aside;
    if (at !== from && ahead > 0 && away < least) [nearest, least] = [at, away];
  });
  return nearest;
}
