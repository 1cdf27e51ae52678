// Where the chosen nodes stand: as the record laid them out, in rings around a focus, or along a path.

import { type Neighbours, neighboursOf, stepsFrom } from "../graph/graph.ts";
import type { Edge } from "../data/drawings.ts";
import { entitiesOf, type Entity, type Lens, type Mode, record } from "../data/record.ts";
import type { SelectedNode, Selection } from "../selection/selection.ts";
import { extentOf, type Point, type Size } from "./geometry.ts";

// A node where it stands.
export interface PlacedNode extends SelectedNode {
  x: number;
  y: number;
}

// A point that is still moved about, unless it is held.
interface Movable {
  x: number;
  y: number;
  readonly held?: boolean;
}

type Spread = ReadonlyMap<string, Point>;
type Around = Neighbours<Entity, Edge>;

const MARGIN = { across: 70, down: 36 };
const EVENNESS = 0.5;
const MOST_STRETCH = 1.8;
const spreads = new Map<string, Spread>();

// Return the nodes with their x and y, around 0, so that all fit a stage of this size at scale 1.
export function arrange(selection: Selection, stage: Size): PlacedNode[] {
  const { state } = selection;
  if (!state.path.length && !state.focus.length) {
    const spread = spreadOut(state, stage);
    return selection.nodes.map((node) => ({
      ...node,
      ...spread.get(node.entity.id) ?? { x: node.x ?? 0, y: node.y ?? 0 },
    }));
  }
  const nodes = selection.nodes.map((node) => ({ ...node, x: node.x ?? 0, y: node.y ?? 0 }));
  if (state.path.length) alongPath(nodes, selection);
  else inRings(nodes, selection);
  const placed = fitTo(nodes, stage, state.path.length ? 1 : MOST_STRETCH);
  if (!state.path.length) keepApart(placed, roomOf(stage));
  return placed;
}

function roomOf({ width, height }: Size): Size {
  return { width: Math.max(width - 2 * MARGIN.across, 200), height: Math.max(height - 2 * MARGIN.down, 200) };
}

function fitTo(nodes: readonly PlacedNode[], stage: Size, stretch: number): PlacedNode[] {
  const { left, right, top, bottom } = extentOf(nodes);
  const room = roomOf(stage);
  const [across, down] = [room.width / (right - left || 1), room.height / (bottom - top || 1)];
  const scale = Math.min(across, down, 2);
  return nodes.map((node) => ({
    ...node,
    x: (node.x - (left + right) / 2) * Math.min(across, scale * stretch),
    y: (node.y - (top + bottom) / 2) * Math.min(down, scale * stretch),
  }));
}

// The drawing of a whole view, made once for a size of stage, so that a filter moves nothing.
function spreadOut({ mode, lens }: { readonly mode: Mode; readonly lens: Lens }, stage: Size): Spread {
  const key = `${mode} ${lens} ${stage.width} ${stage.height}`;
  const held = spreads.get(key);
  if (held) return held;
  const spread = isPlaced(mode, lens) ? spreadPlaced(mode, lens, stage) : spreadBetween(lens, stage);
  spreads.set(key, spread);
  return spread;
}

// Whether the page was given places for a drawing: for what stands between actors it is mostly not.
function isPlaced(mode: Mode, lens: Lens): boolean {
  return mode === "shared" ||
    [...record.drawings.get(mode, lens).places.values()].some(({ x }) => x !== undefined);
}

function spreadPlaced(mode: Mode, lens: Lens, stage: Size): Spread {
  const places = [...record.drawings.get(mode, lens).places];
  const room = roomOf(stage);
  const xs = evenOut(places.map(([, { x = 0 }]) => x), room.width);
  const ys = evenOut(places.map(([, { y = 0 }]) => y), room.height);
  const points = places.map((_, at) => ({ x: xs[at], y: ys[at] }));
  keepApart(points, room);
  return new Map(places.map(([{ id }], at) => [id, points[at]]));
}

// Actors stay where they stand when joined directly; what is between them goes amid its parties.
function spreadBetween(lens: Lens, stage: Size): Spread {
  const joined = spreadOut({ mode: "shared", lens }, stage);
  const { places, edges } = record.drawings.get("between", lens);
  const neighbours = neighboursOf<Entity, Edge>(edges);
  const spread = new Map<Entity, Movable>();
  for (const entity of places.keys()) {
    const point = joined.get(entity.id);
    if (point) spread.set(entity, { ...point, held: true });
  }
  let waiting = [...places.keys()].filter((entity) => !spread.has(entity));
  while (waiting.length) {
    const found = waiting.map((entity) => ({ entity, point: centroid(entity, neighbours, spread) }));
    if (!found.some(({ point }) => point)) break;
    for (const { entity, point } of found) if (point) spread.set(entity, point);
    waiting = waiting.filter((entity) => !spread.has(entity));
  }
  const room = roomOf(stage);
  waiting.forEach((entity, at) =>
    spread.set(entity, { x: ((at + 0.5) / waiting.length - 0.5) * room.width, y: room.height / 2 })
  );
  keepApart([...spread.values()], room);
  return new Map([...spread].map(([{ id }, point]) => [id, point]));
}

// The middle of the neighbours that have a place, a little aside so that no two things start at one point.
function centroid(entity: Entity, neighbours: Around, spread: ReadonlyMap<Entity, Point>): Movable | null {
  const points = (neighbours.get(entity) || []).map(({ end }) => spread.get(end)).filter((point) =>
    point !== undefined
  );
  if (!points.length) return null;
  const angle = entity.at * 2.39996; // the golden angle
  const aside = points.length === 1 ? 30 : 6;
  const middle = (axis: "x" | "y") => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return { x: middle("x") + aside * Math.cos(angle), y: middle("y") + aside * Math.sin(angle) };
}

// Half by value and half by rank: crowds open up and empty parts close, while the order of all stays.
function evenOut(values: readonly number[], length: number): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const order = values.map((_, at) => at).sort((one, other) => values[one] - values[other] || one - other);
  const ranks: number[] = [];
  order.forEach((at, rank) => (ranks[at] = rank / Math.max(values.length - 1, 1)));
  return values.map((value, at) =>
    ((1 - EVENNESS) * (value - least) / (most - least || 1) + EVENNESS * ranks[at] - 0.5) * length
  );
}

// Push apart what stands too near, within the room; what is held stays where it is.
function keepApart(points: readonly Movable[], { width, height }: Size): void {
  const gap = Math.min(44, 0.72 * Math.sqrt((width * height) / points.length));
  const rounds = points.length > 2000 ? 8 : points.length > 300 ? 25 : 70;
  for (let round = 0; round < rounds; round += 1) {
    pushNearApart(points, gap);
    for (const point of points) {
      point.x = Math.max(-width / 2, Math.min(width / 2, point.x));
      point.y = Math.max(-height / 2, Math.min(height / 2, point.y));
    }
  }
}

// One round, point by point: away from those before it that were in the same or a neighbouring cell of a grid when the
// round began. A cell is a list of places, each with the next one, as a round is gone through very often.
function pushNearApart(points: readonly Movable[], gap: number): void {
  if (!points.length) return;
  const { left, right, top, bottom } = extentOf(points);
  const [column, row] = [Math.floor(left / gap) - 1, Math.floor(top / gap) - 1]; // an empty cell all around
  const rows = Math.floor(bottom / gap) - row + 2;
  const cells = (Math.floor(right / gap) - column + 2) * rows;
  const [first, last, next] = [cells, cells, points.length].map((length) => new Int32Array(length).fill(-1));
  for (let at = 0; at < points.length; at += 1) {
    const point = points[at];
    const own = (Math.floor(point.x / gap) - column) * rows + Math.floor(point.y / gap) - row;
    for (let across = -rows; across <= rows; across += rows) {
      for (let cell = own + across - 1; cell <= own + across + 1; cell += 1) {
        for (let other = first[cell]; other >= 0; other = next[other]) pushApart(points[other], point, gap);
      }
    }
    if (last[own] < 0) first[own] = at;
    else next[last[own]] = at;
    last[own] = at;
  }
}

function pushApart(one: Movable, other: Movable, gap: number): void {
  const [x, y] = [other.x - one.x, other.y - one.y];
  if (Math.abs(x) >= gap || Math.abs(y) >= gap) return;
  const distance = Math.hypot(x, y) || 0.01;
  if (distance >= gap || (one.held && other.held)) return;
  const push = ((gap - distance) / distance) * (one.held || other.held ? 0.6 : 0.3);
  if (!one.held) [one.x, one.y] = [one.x - x * push, one.y - y * push];
  if (!other.held) [other.x, other.y] = [other.x + x * push, other.y + y * push];
}

function inRings(nodes: readonly PlacedNode[], { edges, state }: Selection): void {
  const neighbours = neighboursOf<Entity, Edge>(edges);
  const [centre] = entitiesOf(state.focus);
  const steps = stepsFrom([centre], neighbours, Infinity);
  const rings: PlacedNode[][] = [];
  for (const node of nodes) (rings[steps.get(node.entity) ?? 4] ||= []).push(node);
  let radius = 0;
  const angles = new Map([[centre, 0]]);
  for (const ring of rings) {
    if (!ring) continue;
    if (ring[0].entity === centre) {
      Object.assign(ring[0], { x: 0, y: 0 });
      continue;
    }
    radius = Math.max(radius + 170, (ring.length * 26) / Math.PI);
    setOnRing(ring, radius, angles, neighbours);
  }
}

// Neighbours of the same inner node stand together; a crowded ring is doubled.
function setOnRing(ring: PlacedNode[], radius: number, angles: Map<Entity, number>, neighbours: Around): void {
  const groups = ["first", "both", "collaboration", "second", "other"];
  const wish = (node: PlacedNode) => {
    const inner = (neighbours.get(node.entity) || []).map(({ end }) => angles.get(end)).filter((angle) => angle);
    return inner[0] ?? groups.indexOf(node.entity.group) / 100;
  };
  const wished = ring.map((node) => ({ node, at: wish(node) }));
  wished.sort((one, other) => one.at - other.at || one.node.entity.at - other.node.entity.at);
  wished.forEach(({ node }, at) => {
    const angle = ((at + 0.5) / ring.length) * 2 * Math.PI;
    const out = ring.length > 24 && at % 2 ? radius + 60 : radius;
    angles.set(node.entity, angle);
    Object.assign(node, { x: out * Math.sin(angle), y: -out * Math.cos(angle) });
  });
}

function alongPath(nodes: readonly PlacedNode[], { edges, state }: Selection): void {
  const steps = stepsFrom(entitiesOf(state.path.slice(0, 1)), neighboursOf<Entity, Edge>(edges), Infinity);
  for (const node of nodes) {
    const step = steps.get(node.entity) ?? 0;
    Object.assign(node, { x: step * 200, y: step % 2 ? 60 : 0 });
  }
}
