// How the map lies on the screen: which part of the earth is in sight.

import { FRAME, type Point, projected } from "../base/projection.ts";
import type { Occupied } from "../data/positions.ts";
import { type Camera, type Reach, toStage, within as keptWithin } from "./camera.ts";
import type { Box, Size } from "./geometry.ts";

// Points of the screen for one kilometre, and where the corner of the screen is on the map, in kilometres.
export interface Outlook {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

const MARGIN = 44; // points of the screen around the outermost marks
const LEAST = 2600; // kilometres that are in sight at first, at least
const LEAST_NEAR = 260; // and from as near as one may come

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

// Where a spot stands once the camera has moved; a camera sees what the outlook shows from the middle of the screen.
export function seenFrom(camera: Camera, [x, y]: Point, { width, height }: Size): Point {
  const at = toStage(camera, { x: x - width / 2, y: y - height / 2 });
  return [at.x + width / 2, at.y + height / 2];
}

// From all of the ground that is drawn to a province.
export function reachOf({ scale }: Outlook, { width, height }: Size): Reach {
  return {
    farthest: Math.max(width / FRAME.width, height / FRAME.height) / scale,
    nearest: Math.max(Math.min(width, height) / LEAST_NEAR / scale, 1),
  };
}

// The camera moved so that nothing beyond the ground is in sight.
export function overGround(camera: Camera, outlook: Outlook, { width, height }: Size): Camera {
  return keptWithin(camera, groundBox(camera.scale, outlook, { width, height }));
}

// Where the middle of the screen may stand.
function groundBox(scale: number, { scale: unit, left, top }: Outlook, { width, height }: Size): Box {
  const [halfWide, halfHigh] = [width / scale / 2, height / scale / 2];
  const [west, north] = [(FRAME.left - left) * unit - width / 2, (FRAME.top - top) * unit - height / 2];
  return {
    left: west + halfWide,
    right: west + FRAME.width * unit - halfWide,
    top: north + halfHigh,
    bottom: north + FRAME.height * unit - halfHigh,
  };
}

export function isInSight([x, y]: Point, { width, height }: Size): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

function within(value: number, least: number, most: number): number {
  return Math.max(Math.min(value, most), least);
}
