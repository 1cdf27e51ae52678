// The camera: which point of the drawing stands in the middle of the stage, and how large the drawing is.

import type { Box, Point, Size } from "./geometry.ts";

export interface Camera extends Point {
  readonly scale: number;
}

// The whole drawing, as large as it was laid out.
export const HOME: Camera = { x: 0, y: 0, scale: 1 };

// How far and how near one may come.
export interface Reach {
  readonly farthest: number;
  readonly nearest: number;
}

const REACH: Reach = { farthest: 0.3, nearest: 6 };

// The point of the drawing at a point of the stage, which is told from its middle.
export function toDrawing({ x, y, scale }: Camera, at: Point): Point {
  return { x: x + at.x / scale, y: y + at.y / scale };
}

export function toStage({ x, y, scale }: Camera, at: Point): Point {
  return { x: (at.x - x) * scale, y: (at.y - y) * scale };
}

// Move the drawing by so many pixels of the stage.
export function panned({ x, y, scale }: Camera, by: Point): Camera {
  return { x: x - by.x / scale, y: y - by.y / scale, scale };
}

// Come nearer or go farther; what is at a point of the stage stays there.
export function zoomed(camera: Camera, by: number, at: Point = { x: 0, y: 0 }, reach = REACH): Camera {
  const scale = Math.min(reach.nearest, Math.max(reach.farthest, camera.scale * by));
  const under = toDrawing(camera, at);
  return { x: under.x - at.x / scale, y: under.y - at.y / scale, scale };
}

// The camera that sees in the free part of a stage what was laid out for the whole of it.
export function fitted(free: Box, { width, height }: Size): Camera {
  const scale = Math.min(1, (free.right - free.left) / width, (free.bottom - free.top) / height);
  return { x: -(free.left + free.right) / 2 / scale, y: -(free.top + free.bottom) / 2 / scale, scale };
}

// The camera moved no farther than needed to see a point of the drawing in the free part of the stage.
export function seeing(camera: Camera, point: Point, { left, right, top, bottom }: Box): Camera {
  const at = toStage(camera, point);
  const by = (place: number, least: number, most: number) => Math.max(least - place, Math.min(most - place, 0));
  return panned(camera, { x: by(at.x, left, right), y: by(at.y, top, bottom) });
}

// The middle of the stage stays over the drawing, so that nobody loses it.
export function within({ x, y, scale }: Camera, { left, right, top, bottom }: Box): Camera {
  const clamped = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
  return { x: clamped(x, left, right), y: clamped(y, top, bottom), scale };
}

export function isAt(one: Camera, other: Camera): boolean {
  return one.x === other.x && one.y === other.y && one.scale === other.scale;
}
