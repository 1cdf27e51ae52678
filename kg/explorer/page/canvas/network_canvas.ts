// The picture: vis-network holds the canvas, the camera and the gestures; what is on it is painted here,
// since an item of vis costs a tenth of a millisecond to make and as much to change.

import { cssColour } from "../base/colours.ts";
import { announce } from "../base/dom.ts";
import { type Neighbours, neighboursOf } from "../graph/graph.ts";
import { nameOf } from "../data/names.ts";
import type { Entity } from "../data/record.ts";
import { shownAreas } from "../selection/communities.ts";
import type { Change } from "../selection/comparison.ts";
import type { SelectedEdge, Selection } from "../selection/selection.ts";
import { type AreaShape, areaShapes, paintAreas } from "./communities.ts";
import { distanceToLine, nearest, type Point, type Size } from "./geometry.ts";
import { type PlacedLabel, placeLabels } from "./labels.ts";
import { arrange } from "./layout.ts";
import { type CanvasNode, paintNode } from "./shapes.ts";
import { dashesOf, lineColour, lineOpacity, NO_DASHES, widthOf } from "./strokes.ts";

const GLIDE = 320; // milliseconds
const CANVAS_OPTIONS = {
  physics: false,
  interaction: { hover: false, selectable: false, dragNodes: false, zoomSpeed: 0.6 },
};
const [MOUSE, FINGER] = [6, 14];
const ARROWS: { readonly [key: string]: Direction } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

type Direction = readonly [right: number, down: number];
type Context = CanvasRenderingContext2D;

// An edge as it is drawn.
export interface CanvasEdge extends SelectedEdge {
  readonly width: number;
}

// A selection as it is drawn: every node has its place, every edge its width.
export interface DrawnSelection extends Selection {
  readonly nodes: readonly (CanvasNode & { x: number; y: number })[];
  readonly edges: readonly CanvasEdge[];
}

interface Pressed {
  readonly onNode: (entity: Entity) => void;
  readonly onEdge: (edge: CanvasEdge) => void;
  readonly onNothing: () => void;
}

// What is selected, the name of the layout, and which change is left out.
interface ShowOptions {
  readonly selected: string;
  readonly layout: string;
  readonly without?: Change;
}

interface Near {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly CanvasEdge[];
  readonly centres: ReadonlySet<CanvasNode>;
}

export class NetworkCanvas {
  readonly network: vis.Network;
  selection: DrawnSelection | null = null;
  private byId: ReadonlyMap<string, CanvasNode> = new Map();
  private edgeByKey: ReadonlyMap<string, CanvasEdge> = new Map();
  private neighbours: Neighbours<Entity, CanvasEdge> = new Map();
  private absent: ReadonlySet<CanvasNode> = new Set();
  private areas: readonly AreaShape[] = [];
  private labels: Map<number, PlacedLabel[]> | null = new Map();
  private hovered: string | null = null;
  private selected = "";
  private stageSize: Size | undefined;
  private layout = "";
  private gliding = 0;
  private frame = 0;

  constructor(readonly stage: HTMLElement, { onNode, onEdge, onNothing }: Pressed) {
    this.network = new vis.Network(stage, {}, CANVAS_OPTIONS);
    this.network.on("afterDrawing", (context) => this.paint(context));
    this.network.on("click", ({ event, pointer }) => {
      const found = this.at(pointer.canvas, event.srcEvent?.pointerType === "touch" ? FINGER : MOUSE);
      if (!found) onNothing();
      else if ("entity" in found) onNode(found.entity);
      else onEdge(found);
    });
    stage.addEventListener("pointermove", (event) => event.buttons || this.point(event));
    stage.addEventListener("pointerleave", () => this.hover(null));
    stage.addEventListener("keydown", (event) => this.key(event, onNode));
  }

  // Draw a selection, or all of it but the lines of one change. The camera stays unless the layout is another one.
  show(selection: Selection, { selected, layout, without }: ShowOptions): void {
    const size = this.size();
    const [placed, before] = [sized(selection, size), this.byId];
    const edges = widened(selection, without);
    this.selection = { ...selection, nodes: placed, edges };
    this.byId = new Map(placed.map((node) => [node.entity.id, node]));
    this.edgeByKey = new Map(edges.map((edge) => [edge.key, edge]));
    this.neighbours = neighboursOf<Entity, CanvasEdge>(edges);
    this.absent = new Set(without ? placed.filter(({ entity }) => !this.neighbours.has(entity)) : []);
    this.areas = areaShapes(this.selection);
    this.selected = selected;
    this.labels = new Map();
    this.hovered = null;
    const sameStage = size.width === this.stageSize?.width && size.height === this.stageSize?.height;
    this.stageSize = size;
    cancelAnimationFrame(this.gliding);
    if (layout !== this.layout || !sameStage) {
      this.fit();
      if (this.layout && sameStage) this.glide(before);
    } else this.redraw();
    this.layout = layout;
  }

  // Move what was on the picture before to where it stands now, so that the eye can follow it.
  private glide(before: ReadonlyMap<string, Point>): void {
    const moves = (this.selection?.nodes ?? []).flatMap((node) => {
      const from = before.get(node.entity.id);
      return from ? [{ node, from: { x: from.x, y: from.y }, to: { x: node.x, y: node.y } }] : [];
    }).filter(({ from, to }) => from.x !== to.x || from.y !== to.y);
    if (!moves.length || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const start = performance.now();
    const step = (now: number) => {
      const part = Math.min(Math.max((now - start) / GLIDE, 0), 1);
      const along = 1 - (1 - part) ** 3;
      for (const { node, from, to } of moves) {
        [node.x, node.y] = [from.x + (to.x - from.x) * along, from.y + (to.y - from.y) * along];
      }
      this.labels = part < 1 ? null : new Map();
      this.network.redraw();
      if (part < 1) this.gliding = requestAnimationFrame(step);
    };
    step(start);
  }

  // Paint once before the next frame, however much has changed.
  private redraw(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.network.redraw();
    });
  }

  private size(): Size {
    return { width: this.stage.clientWidth || 800, height: this.stage.clientHeight || 600 };
  }

  fit(): void {
    this.network.moveTo({ position: { x: 0, y: 0 }, scale: 1, animation: false });
  }

  zoom(by: number): void {
    this.network.moveTo({ scale: Math.min(6, Math.max(0.3, this.network.getScale() * by)) });
  }

  select(selected: string): void {
    this.selected = selected;
    this.redraw();
  }

  private hover(id: string | null): void {
    if (id === this.hovered) return;
    this.hovered = id;
    this.stage.classList.toggle("pointing", id !== null);
    this.redraw();
  }

  private point({ clientX, clientY }: PointerEvent): void {
    const { left, top } = this.stage.getBoundingClientRect();
    const found = this.at(this.network.DOMtoCanvas({ x: clientX - left, y: clientY - top }), MOUSE);
    this.hover(found ? ("entity" in found ? found.entity.id : found.key) : null);
  }

  // What is at a point of the picture, within some pixels: the nearest node, else the nearest line.
  private at(point: Point, reach: number): CanvasNode | CanvasEdge | null {
    const scale = this.network.getScale();
    const node = nearest(
      this.byId.values(),
      (one) => Math.max(0, Math.hypot(one.x - point.x, one.y - point.y) * scale - one.size),
      reach,
    );
    return node ||
      nearest(this.edgeByKey.values(), (edge) => distanceToLine(point, ...this.endsOf(edge)) * scale, reach);
  }

  // The nodes of both ends: what has a line has a node.
  private endsOf({ first, second }: CanvasEdge): [CanvasNode, CanvasNode] {
    return [this.byId.get(first.id), this.byId.get(second.id)] as [CanvasNode, CanvasNode];
  }

  private paint(context: Context): void {
    if (!this.selection) return;
    const unit = 1 / this.network.getScale();
    this.paintPaper(context);
    this.selection.edges.forEach((edge) => this.paintEdge(context, edge));
    for (const node of this.selection.nodes) {
      context.globalAlpha = this.absent.has(node) ? 0.2 : 1;
      paintNode(context, node, unit);
    }
    context.globalAlpha = 1;
    this.paintOver(context, unit);
  }

  private paintPaper(context: Context): void {
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = cssColour("paper");
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
    paintAreas(context, this.areas);
  }

  // The names, over a veil on all that has nothing to do with what is pointed at or selected.
  private paintOver(context: Context, unit: number): void {
    const near = this.near(this.hovered ?? this.selected);
    if (near) {
      this.paintVeil(context);
      near.edges.forEach((edge) => this.paintEdge(context, edge, true));
      near.nodes.forEach((node) => paintNode(context, node, unit, near.centres.has(node)));
    }
    this.paintLabels(context, near && new Set(near.nodes));
  }

  // An entity with its neighbours, or an edge with its ends; null when it is not on the picture.
  private near(id: string): Near | null {
    const edge = this.edgeByKey.get(id);
    if (edge) {
      const nodes = this.endsOf(edge);
      return { nodes, edges: [edge], centres: new Set(nodes) };
    }
    const centre = this.byId.get(id);
    if (!centre) return null;
    const around = this.neighbours.get(centre.entity) || [];
    const nodes = [centre, ...around.flatMap(({ end }) => this.byId.get(end.id) ?? [])];
    return { nodes, edges: around.map((one) => one.edge), centres: new Set([centre]) };
  }

  private paintVeil(context: Context): void {
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 0.82;
    context.fillStyle = cssColour("paper");
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
  }

  private paintEdge(context: Context, edge: CanvasEdge, strong = false): void {
    const [from, to] = this.endsOf(edge);
    context.globalAlpha = strong ? Math.max(0.6, lineOpacity(edge)) : lineOpacity(edge);
    context.strokeStyle = lineColour(edge, this.selection?.state.mode ?? "shared", strong);
    context.lineWidth = edge.width + (strong ? 0.6 : 0);
    context.setLineDash([...dashesOf(edge)]);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    context.setLineDash([...NO_DASHES]);
    context.globalAlpha = 1;
  }

  private paintLabels(context: Context, near: ReadonlySet<CanvasNode> | null): void {
    const scale = this.network.getScale();
    context.save();
    context.scale(1 / scale, 1 / scale);
    Object.assign(context, { textBaseline: "middle", lineJoin: "round", lineWidth: 3.5 });
    context.strokeStyle = cssColour("paper");
    for (const { lines, font, box, colour = "ink", align = "left" } of this.labelsAt(scale, near)) {
      Object.assign(context, { font, textAlign: align, fillStyle: cssColour(colour) });
      const [x, height] = [
        align === "left" ? box.left : (box.left + box.right) / 2,
        (box.bottom - box.top) / lines.length,
      ];
      lines.forEach((line, at) => context.strokeText(line, x, box.top + (at + 0.5) * height));
      lines.forEach((line, at) => context.fillText(line, x, box.top + (at + 0.5) * height));
    }
    context.restore();
  }

  private labelsAt(scale: number, near: ReadonlySet<CanvasNode> | null): PlacedLabel[] {
    if (!this.labels || !this.selection) return []; // names wait until all is in place
    if (near) return placeLabels([...near], { scale, always: new Set([[...near][0]?.entity]), stage: this.stageSize });
    const key = Math.round(scale * 50);
    const labels = this.labels.get(key) ?? placeLabels(this.selection.nodes.filter((node) => !this.absent.has(node)), {
      scale,
      stage: this.stageSize,
      areas: shownAreas(this.selection),
    });
    this.labels.set(key, labels);
    return labels;
  }

  // Arrow keys walk from actor to actor, Enter opens the card, plus and minus zoom.
  private key(event: KeyboardEvent, onNode: Pressed["onNode"]): void {
    const hovered = this.byId.get(this.hovered ?? "");
    if (event.key === "+" || event.key === "=") this.zoom(1.3);
    else if (event.key === "-") this.zoom(1 / 1.3);
    else if (event.key === "Enter" && hovered) onNode(hovered.entity);
    else if (event.key in ARROWS) this.walk(ARROWS[event.key], hovered);
    else return;
    event.preventDefault();
  }

  private walk([right, down]: Direction, here: CanvasNode | undefined): void {
    const nodes = [...this.byId.values()];
    if (!nodes.length) return;
    const cost = (node: CanvasNode) => {
      if (!here) return -node.size; // from nowhere to the largest
      const [x, y] = [node.x - here.x, node.y - here.y];
      const along = x * right + y * down;
      return along > 1 ? along + 2 * Math.abs(x * down - y * right) : Infinity;
    };
    const next = nodes.reduce((one, other) => (cost(other) < cost(one) ? other : one));
    if (cost(next) === Infinity) return;
    this.hover(next.entity.id);
    announce(nameOf(next.entity));
  }
}

// The nodes in their places, larger the more strongly they are tied.
function sized(selection: Selection, size: Size): (CanvasNode & { x: number; y: number })[] {
  const placed = arrange(selection, size);
  const most = Math.max(...placed.map(({ strength }) => strength), 1);
  const room = Math.min(1, Math.sqrt((size.width * size.height) / placed.length) / 60);
  const scale = Math.max(room, placed.length > 1000 ? 0.2 : 0.6);
  const ringed = selection.state.focus.length > 0;
  return placed.map((node) => ({ ...node, size: (3.5 + 12.5 * Math.sqrt(node.strength / most)) * scale, ringed }));
}

// The edges, but those of one change, wider the more they weigh.
function widened({ edges, state }: Selection, without?: Change): CanvasEdge[] {
  const drawn = without ? edges.filter(({ change }) => change !== without) : edges;
  const most = Math.max(...drawn.map(({ weight }) => weight), 1);
  const widest = state.mode === "between" ? 0.6 : Math.min(4.3, 800 / drawn.length);
  return drawn.map((edge) => ({ ...edge, width: widthOf(edge, 0.7 + widest * Math.sqrt(edge.weight / most)) }));
}
