// Areas: the communities of actors who share most with each other, as a tint behind them and a name.

import { cssColour } from "../base/colours.ts";
import { type Area, areaName, shownAreas } from "../selection/communities.ts";
import type { SelectedEdge } from "../selection/selection.ts";
import type { State } from "../state/state.ts";
import { type Box, extentOf, isInside, type Point, type Size } from "./geometry.ts";
import type { PlacedNode } from "./layout.ts";
import { textWidth } from "./text_metrics.ts";

// What an area covers, in its tint.
export interface AreaShape {
  readonly tint: string;
  readonly patches: readonly Point[];
  readonly bands: readonly { readonly from: Point; readonly to: Point }[];
}

// Where the name of an area may stand: on which stage, over which boxes, and which nodes are near.
interface Surroundings {
  readonly scale: number;
  readonly stage?: Size;
  readonly isFree: (box: Box) => boolean;
  readonly nodesIn: (box: Box) => readonly PlacedNode[];
}

// What is drawn: a selection whose nodes have their places.
export interface PlacedSelection {
  readonly state: State;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly SelectedEdge[];
}

export const AREA_TINTS = 7;
export const AREA_REACH = 26;
export const AREA_BAND = 39;
const LONGEST_BAND = 260;
const AREA_LINE = 16;
const MOST_STRANGE = 4;
const RING = 20;
const FEWEST = 3; // actors on the picture that an area is named for
export const AREA_FONT = 'italic 600 13.5px Charter, "Bitstream Charter", "Iowan Old Style", Cambria, Georgia, serif';

function areaTint(number: number): string {
  return cssColour(`area-${number % AREA_TINTS}`);
}

// What each area covers: a round patch under each of its actors, and a band under the shorter lines among them.
export function areaShapes(selection: PlacedSelection): AreaShape[] {
  const places = new Map(selection.nodes.map((node) => [node.entity, node]));
  return shownAreas(selection).map(({ number, actors }) => {
    const inside = new Set(actors);
    const lines = selection.edges.filter((edge) => inside.has(edge.first) && inside.has(edge.second));
    const bands = lines.flatMap(({ first, second }) => {
      const [from, to] = [places.get(first), places.get(second)];
      return from && to ? [{ from, to }] : [];
    });
    return {
      tint: areaTint(number),
      patches: actors.map((entity) => places.get(entity)).filter((node) => node !== undefined),
      bands: bands.filter(({ from, to }) => Math.hypot(from.x - to.x, from.y - to.y) <= LONGEST_BAND),
    };
  });
}

export function paintAreas(context: CanvasRenderingContext2D, shapes: readonly AreaShape[]): void {
  context.save();
  Object.assign(context, { lineCap: "round", lineWidth: AREA_BAND });
  for (const { tint, patches, bands } of shapes) {
    context.fillStyle = context.strokeStyle = tint;
    context.beginPath();
    for (const { from, to } of bands) {
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
    }
    context.stroke();
    context.beginPath();
    for (const { x, y } of patches) {
      context.moveTo(x + AREA_REACH, y);
      context.arc(x, y, AREA_REACH, 0, 2 * Math.PI);
    }
    context.fill();
  }
  context.restore();
}

// Where the name of an area stands, a line a topic: on its own tint and near its middle, over no actor and no other
// label; null where there is no such place.
export function areaNameBox(
  area: Area,
  nodes: readonly PlacedNode[],
  { scale, stage, isFree, nodesIn }: Surroundings,
): Box | undefined {
  const [inside, lines] = [new Set(area.actors), areaName(area)];
  const own = nodes.filter(({ entity }) => inside.has(entity)).map(({ x, y }) => ({ x: x * scale, y: y * scale }));
  if (own.length < FEWEST) return undefined;
  const [width, height] = [Math.max(...lines.map((line) => textWidth(line, AREA_FONT))), AREA_LINE * lines.length];
  const { left, right, top, bottom } = extentOf(own);
  const middle = {
    x: own.reduce((sum, { x }) => sum + x, 0) / own.length,
    y: own.reduce((sum, { y }) => sum + y, 0) / own.length,
  };
  const reach = AREA_REACH * scale;
  const bounds = {
    left: left - reach - width,
    right: right + reach,
    top: top - reach - height,
    bottom: bottom + reach,
  };
  let best: { cost: number; box: Box } | null = null;
  for (const { box, far } of boxesAround(middle, bounds, { width, height })) {
    if (best && far >= best.cost) break; // no box that is farther can cost less
    if (!isOnStage(box, scale, stage) || !isFree(box)) continue;
    const strange = strangeness(box, reach, (part) => nodesIn(part).map(({ entity }) => inside.has(entity)));
    if (strange > MOST_STRANGE) continue; // no name at all misleads less
    const cost = 40 * strange + far;
    if (!best || cost < best.cost) best = { cost, box };
  }
  return best?.box;
}

// How often, at five points along a box, no actor of the area is near, or one of another is.
function strangeness(box: Box, reach: number, areNear: (part: Box) => readonly boolean[]): number {
  const [width, middle] = [box.right - box.left, (box.top + box.bottom) / 2];
  return [0, 0.25, 0.5, 0.75, 1].reduce((sum, part) => {
    const x = box.left + part * width;
    const near = areNear({ left: x - reach, right: x + reach, top: middle - reach, bottom: middle + reach });
    return sum + Number(!near.includes(true)) + Number(near.includes(false));
  }, 0);
}

// Boxes of one size within bounds, those whose middle is nearest to a point first. They are put in order ring by ring, as
// mostly one of the first will do.
function* boxesAround(
  { x, y }: Point,
  { left, right, top, bottom }: Box,
  { width, height }: Size,
): Generator<{ far: number; box: Box }> {
  const rings: Point[][] = [];
  for (let across = left; across <= right; across += 10) {
    for (let down = top; down <= bottom; down += 10) {
      const [aside, below] = [across + width / 2 - x, down + height / 2 - y];
      (rings[Math.floor(Math.sqrt(aside * aside + below * below) / RING)] ||= []).push({ x: across, y: down });
    }
  }
  for (const ring of rings) {
    const boxes = (ring ?? []).map((at) => ({
      far: Math.hypot(at.x + width / 2 - x, at.y + height / 2 - y),
      box: { left: at.x, right: at.x + width, top: at.y, bottom: at.y + height },
    }));
    yield* boxes.sort((one, other) => one.far - other.far);
  }
}

function isOnStage(box: Box, scale: number, stage?: Size): boolean {
  return !stage ||
    (isInside(box, scale, stage) && (scale > 1.05 || (box.top > -stage.height / 2 && box.bottom < stage.height / 2)));
}
