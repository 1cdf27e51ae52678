// Areas: the communities of actors who share most with each other, as a tint behind them and a name.

import { cssColour } from "../base/colours.ts";
import type { Entity } from "../data/record.ts";
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
  readonly nodesIn: (box: Box, tell: (node: PlacedNode) => void) => void;
}

// A box for a name, what is against it, and how far it is from the middle.
interface Found {
  readonly cost: number;
  readonly far: number;
  readonly box: Box;
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
  const areas = shownAreas(selection);
  const places = new Map(selection.nodes.map((node) => [node.entity, node]));
  const areaAt = new Map(areas.flatMap(({ actors }, at) => actors.map((actor) => [actor, at])));
  const bands: AreaShape["bands"][number][][] = areas.map(() => []);
  for (const { first, second } of selection.edges) {
    const at = areaAt.get(first);
    if (at === undefined || at !== areaAt.get(second)) continue;
    const [from, to] = [places.get(first), places.get(second)];
    if (from && to && Math.hypot(from.x - to.x, from.y - to.y) <= LONGEST_BAND) bands[at].push({ from, to });
  }
  return areas.map(({ number, actors }, at) => ({
    tint: areaTint(number),
    patches: actors.map((entity) => places.get(entity)).filter((node) => node !== undefined),
    bands: bands[at],
  }));
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
  let best: Found | null = null;
  const rows = stepsAround(bounds.top, bounds.bottom, middle.y - height / 2);
  for (const across of stepsAround(bounds.left, bounds.right, middle.x - width / 2)) {
    const aside = across + width / 2 - middle.x;
    if (best && Math.abs(aside) > best.cost) break; // no box that is farther can cost less
    for (const down of rows) {
      const below = down + height / 2 - middle.y;
      if (best && Math.abs(below) > best.cost) break;
      const far = Math.hypot(aside, below);
      if (best && far > best.cost) continue;
      const box = { left: across, right: across + width, top: down, bottom: down + height };
      if (!isOnStage(box, scale, stage) || !isFree(box)) continue;
      const strange = strangeness(box, reach, inside, nodesIn);
      if (strange > MOST_STRANGE) continue; // no name at all misleads less
      const found = { cost: 40 * strange + far, far, box };
      if (isBefore(found, best)) best = found;
    }
  }
  return best?.box;
}

// How often, at five points along a box, no actor of the area is near, or one of another is.
function strangeness(
  box: Box,
  reach: number,
  inside: ReadonlySet<Entity>,
  nodesIn: Surroundings["nodesIn"],
): number {
  const [width, middle] = [box.right - box.left, (box.top + box.bottom) / 2];
  let strange = 0;
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    const x = box.left + part * width;
    let [own, other] = [false, false];
    nodesIn({ left: x - reach, right: x + reach, top: middle - reach, bottom: middle + reach }, ({ entity }) => {
      if (inside.has(entity)) own = true;
      else other = true;
    });
    strange += Number(!own) + Number(other);
  }
  return strange;
}

// The places of one direction at which a box may begin, that nearest to the middle first.
function stepsAround(least: number, most: number, middle: number): number[] {
  const steps: number[] = [];
  for (let step = least; step <= most; step += 10) steps.push(step);
  return steps.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle));
}

// Which of two boxes is taken: that of less cost, else the nearer one, else the one farther left or higher.
function isBefore(one: Found, other: Found | null): boolean {
  if (!other) return true;
  const [by, rival] = [one, other].map(({ cost, far, box }) => [cost, Math.floor(far / RING), far, box.left, box.top]);
  const at = by.findIndex((value, place) => value !== rival[place]);
  return at >= 0 && by[at] < rival[at];
}

function isOnStage(box: Box, scale: number, stage?: Size): boolean {
  return !stage ||
    (isInside(box, scale, stage) && (scale > 1.05 || (box.top > -stage.height / 2 && box.bottom < stage.height / 2)));
}
