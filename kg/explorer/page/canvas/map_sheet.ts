// How the map lies on the screen: which part of the earth is in sight.

import { FRAME, type Point, projected } from "../base/projection.ts";
import type { Occupied } from "../data/positions.ts";

export interface Size {
  readonly width: number;
  readonly height: number;
}

// Points of the screen for one kilometre, and where the corner of the screen is on the map, in kilometres.
export interface Outlook {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

const MARGIN = 44; // points of the screen around the outermost marks
const LEAST = 2600; // kilometres that are in sight at least

// All of some places in sight, as large as they fit, and nothing beyond the ground that is drawn. One point for a whole
// province, such as Hawaii's, does not make all others small.
export function outlookOn(places: readonly Occupied[], { width, height }: Size): Outlook {
  const near = places.filter(({ isArea }) => !isArea);
  const points = (near.length ? near : places).map(pointOf);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const fitting = Math.min(
    (width - 2 * MARGIN) / Math.max(east - west, 1),
    (height - 2 * MARGIN) / Math.max(south - north, 1),
  );
  const closest = Math.min(width, height) / LEAST;
  const widest = Math.max(width / FRAME.width, height / FRAME.height);
  const scale = Math.max(Math.min(fitting, closest), widest);
  return {
    scale,
    left: within((west + east) / 2 - width / scale / 2, FRAME.left, FRAME.left + FRAME.width - width / scale),
    top: within((north + south) / 2 - height / scale / 2, FRAME.top, FRAME.top + FRAME.height - height / scale),
  };
}

export function pointOf({ coordinates: { latitude, longitude } }: Pick<Occupied, "coordinates">): Point {
  return projected(latitude, longitude);
}

// Where a place is on the screen.
export function spotOf(place: Pick<Occupied, "coordinates">, { scale, left, top }: Outlook): Point {
  const [x, y] = pointOf(place);
  return [(x - left) * scale, (y - top) * scale];
}

export function isInSight([x, y]: Point, { width, height }: Size): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

function within(value: number, least: number, most: number): number {
  return Math.max(Math.min(value, most), least);
}
