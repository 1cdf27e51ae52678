// A selection as it is drawn: every node has its place and size, every line its width.

import { type Neighbours, neighboursOf } from "../graph/graph.ts";
import type { Entity } from "../data/record.ts";
import type { Change } from "../selection/comparison.ts";
import type { SelectedEdge, Selection } from "../selection/selection.ts";
import type { Point, Size } from "./geometry.ts";
import { movedMarks, type Shift } from "../state/moved.ts";
import { arrange } from "./layout.ts";
import type { CanvasNode } from "./shapes.ts";
import { widthOf } from "./strokes.ts";

export interface CanvasEdge extends SelectedEdge {
  readonly width: number;
  readonly ends: readonly [CanvasNode, CanvasNode];
}

// The whole is the selection with the lines of every change; all are the lines that pass the filters between what is
// drawn, whether they are drawn or not.
export interface DrawnSelection extends Selection {
  readonly whole: Selection;
  readonly nodes: readonly (CanvasNode & { x: number; y: number })[];
  readonly edges: readonly CanvasEdge[];
  readonly all: () => readonly CanvasEdge[];
  readonly byId: ReadonlyMap<string, CanvasNode>;
  readonly absent: ReadonlySet<CanvasNode>;
}

// What is pointed at or chosen, with all that has to do with it: the first of the nodes is the centre of the others.
export interface Near {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly CanvasEdge[];
  readonly centres: ReadonlySet<CanvasNode>;
}

// A selection laid out for a stage, all of it but the lines of one change.
export function drawnSelection(selection: Selection, size: Size, without?: Change): DrawnSelection {
  const nodes = sized(selection, size);
  const byId = new Map(nodes.map((node) => [node.entity.id, node]));
  const edges = selection.edges.filter(({ change }) => !without || change !== without);
  const widen = widening(selection, edges, byId);
  const isThere = ({ first, second, change }: SelectedEdge) =>
    (!without || change !== without) && byId.has(first.id) && byId.has(second.id);
  const joined = new Set(without && edges.flatMap(({ first, second }) => [first, second]));
  let all: readonly CanvasEdge[] | undefined; // when something is pointed at: they are many more than are drawn
  return {
    ...selection,
    whole: selection,
    nodes,
    byId,
    edges: edges.map(widen),
    all: () => all ??= (selection.state.path.length ? selection.edges : selection.passing).filter(isThere).map(widen),
    absent: new Set(without ? nodes.filter(({ entity }) => !joined.has(entity)) : []),
  };
}

// All lines at each entity.
export function linesAt({ all }: DrawnSelection): Neighbours<Entity, CanvasEdge> {
  return neighboursOf<Entity, CanvasEdge>(all());
}

// Larger the more strongly they are tied.
function sized(selection: Selection, size: Size): (CanvasNode & { x: number; y: number })[] {
  const placed = arrange(selection, size);
  const most = Math.max(...placed.map(({ strength }) => strength), 1);
  const room = Math.min(1, Math.sqrt((size.width * size.height) / placed.length) / 60);
  const scale = Math.max(room, placed.length > 1000 ? 0.2 : 0.6);
  const ringed = selection.state.focus.length > 0;
  const moved = movedMarks(selection.state.moved);
  return placed.map((node) => {
    const { entity, ties, strength, area } = node;
    const { x, y } = moved.size ? shifted(node, moved.get(entity.id), size) : node;
    return { entity, ties, strength, area, x, y, size: (3.5 + 12.5 * Math.sqrt(strength / most)) * scale, ringed };
  });
}

function shifted({ x, y }: Point, shift: Shift | undefined, { width, height }: Size): Point {
  return shift ? { x: x + shift.across * width / 1000, y: y + shift.down * height / 1000 } : { x, y };
}

// Wider the more they weigh, from node to node: what has a line has a node.
function widening(
  { state }: Selection,
  drawn: readonly SelectedEdge[],
  byId: DrawnSelection["byId"],
): (edge: SelectedEdge) => CanvasEdge {
  const most = Math.max(...drawn.map(({ weight }) => weight), 1);
  const widest = state.mode === "between" ? 0.6 : Math.min(3.8, 750 / drawn.length);
  return (edge) => {
    const { key, first, second, chance, spanning, reasons, time, fade, change, weight } = edge;
    const width = widthOf(edge, 0.7 + widest * Math.sqrt(weight / most));
    const ends = [byId.get(first.id), byId.get(second.id)] as [CanvasNode, CanvasNode];
    return { key, first, second, chance, spanning, reasons, time, fade, change, weight, width, ends };
  };
}
