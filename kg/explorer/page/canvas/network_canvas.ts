// The picture: vis-network holds the canvas, the camera and the gestures; what is on it is painted here,
// since an item of vis costs a tenth of a millisecond to make and as much to change.

import { cssColour } from "../base/colours.ts";
import { announce } from "../base/dom.ts";
import { neighboursOf } from "../graph/graph.ts";
import { nameOf } from "../data/names.ts";
import { shownAreas } from "../selection/communities.ts";
import { areaShapes, paintAreas } from "./communities.ts";
import { distanceToLine, nearest } from "./geometry.ts";
import { placeLabels } from "./labels.ts";
import { arrange } from "./layout.ts";
import { paintNode } from "./shapes.ts";
import { dashesOf, lineColour, lineOpacity, NO_DASHES, widthOf } from "./strokes.ts";

const GLIDE = 320;

export class NetworkCanvas {
  constructor(stage, { onNode, onEdge, onNothing }) {
    this.stage = stage;
    this.byId = new Map();
    this.edgeByKey = new Map();
    this.hovered = null;
    this.network = new vis.Network(stage, {}, CANVAS_OPTIONS);
    this.network.on("afterDrawing", (context) => this.paint(context));
    this.network.on("click", ({ event, pointer }) => {
      const found = this.at(pointer.canvas, event.srcEvent?.pointerType === "touch" ? FINGER : MOUSE);
      if (!found) onNothing();
      else if (found.entity) onNode(found.entity);
      else onEdge(found);
    });
    stage.addEventListener("pointermove", (event) => event.buttons || this.point(event));
    stage.addEventListener("pointerleave", () => this.hover(null));
    stage.addEventListener("keydown", (event) => this.key(event, onNode));
  }

  // Draw a selection, or all of it but the lines of one change. The camera stays unless the layout is another one.
  show(selection, { selected, layout, without }) {
    const size = this.size();
    const [placed, before] = [arrange(selection, size), this.byId];
    const most = Math.max(...placed.map(({ strength }) => strength), 1);
    const room = Math.min(1, Math.sqrt((size.width * size.height) / placed.length) / 60);
    for (const node of placed) {
      node.size = (3.5 + 12.5 * Math.sqrt(node.strength / most)) * Math.max(room, placed.length > 1000 ? 0.2 : 0.6);
      node.ringed = Boolean(selection.state.focus.length);
    }
    const edges = without ? selection.edges.filter(({ change }) => change !== without) : selection.edges;
    this.selection = { ...selection, nodes: placed, edges };
    this.byId = new Map(placed.map((node) => [node.entity.id, node]));
    this.edgeByKey = new Map(edges.map((edge) => [edge.key, edge]));
    this.neighbours = neighboursOf(edges);
    this.absent = new Set(without ? placed.filter(({ entity }) => !this.neighbours.has(entity)) : []);
    this.areas = areaShapes(this.selection);
    this.selected = selected;
    this.labels = new Map();
    this.hovered = null;
    const sameStage = size.width === this.stageSize?.width && size.height === this.stageSize?.height;
    this.stageSize = size;
    this.lineWidths();
    cancelAnimationFrame(this.gliding);
    if (layout !== this.layout || !sameStage) {
      this.fit();
      if (this.layout && sameStage) this.glide(before);
    } else this.redraw();
    this.layout = layout;
  }

  // Move what was on the picture before to where it stands now, so that the eye can follow it.
  glide(before) {
    const moves = this.selection.nodes.filter(({ entity }) => before.has(entity.id)).map((node) => {
      const { x, y } = before.get(node.entity.id);
      return { node, from: { x, y }, to: { x: node.x, y: node.y } };
    }).filter(({ from, to }) => from.x !== to.x || from.y !== to.y);
    if (!moves.length || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const start = performance.now();
    const step = (now) => {
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
  redraw() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.network.redraw();
    });
  }

  size() {
    return { width: this.stage.clientWidth || 800, height: this.stage.clientHeight || 600 };
  }

  fit() {
    this.network.moveTo({ position: { x: 0, y: 0 }, scale: 1, animation: false });
  }

  zoom(by) {
    this.network.moveTo({ scale: Math.min(6, Math.max(0.3, this.network.getScale() * by)) });
  }

  select(selected) {
    this.selected = selected;
    this.redraw();
  }

  hover(id) {
    if (id === this.hovered) return;
    this.hovered = id;
    this.stage.classList.toggle("pointing", id !== null);
    this.redraw();
  }

  point({ clientX, clientY }) {
    const { left, top } = this.stage.getBoundingClientRect();
    const found = this.at(this.network.DOMtoCanvas({ x: clientX - left, y: clientY - top }), MOUSE);
    this.hover(found ? (found.entity?.id ?? found.key) : null);
  }

  // What is at a point of the picture, within some pixels: the nearest node, else the nearest line.
  at(point, reach) {
    const scale = this.network.getScale();
    const node = nearest(
      this.byId.values(),
      (one) => Math.max(0, Math.hypot(one.x - point.x, one.y - point.y) * scale - one.size),
      reach,
    );
    return node ||
      nearest(this.edgeByKey.values(), (edge) => distanceToLine(point, ...this.endsOf(edge)) * scale, reach);
  }

  endsOf({ first, second }) {
    return [this.byId.get(first.id), this.byId.get(second.id)];
  }

  lineWidths() {
    const most = Math.max(...this.selection.edges.map(({ weight }) => weight), 1);
    const widest = this.selection.state.mode === "between" ? 0.6 : Math.min(4.3, 800 / this.selection.edges.length);
    for (const edge of this.selection.edges) edge.width = widthOf(edge, 0.7 + widest * Math.sqrt(edge.weight / most));
  }

  paint(context) {
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

  paintPaper(context) {
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = cssColour("paper");
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
    if (this.selection) paintAreas(context, this.areas);
  }

  // The names, over a veil on all that has nothing to do with what is pointed at or selected.
  paintOver(context, unit) {
    const near = this.near(this.hovered ?? this.selected);
    if (near) {
      this.paintVeil(context);
      near.edges.forEach((edge) => this.paintEdge(context, edge, true));
      near.nodes.forEach((node) => paintNode(context, node, unit, near.centres.has(node)));
    }
    this.paintLabels(context, near && new Set(near.nodes));
  }

  // An entity with its neighbours, or an edge with its ends; null when it is not on the picture.
  near(id) {
    const edge = this.edgeByKey.get(id);
    if (edge) {
      const nodes = [edge.first, edge.second].map((end) => this.byId.get(end.id));
      return { nodes, edges: [edge], centres: new Set(nodes) };
    }
    const centre = this.byId.get(id);
    if (!centre) return null;
    const around = this.neighbours.get(centre.entity) || [];
    const nodes = [centre, ...around.map(({ end }) => this.byId.get(end.id))];
    return { nodes, edges: around.map((one) => one.edge), centres: new Set([centre]) };
  }

  paintVeil(context) {
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 0.82;
    context.fillStyle = cssColour("paper");
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
  }

  paintEdge(context, edge, strong = false) {
    const [from, to] = this.endsOf(edge);
    context.globalAlpha = strong ? Math.max(0.6, lineOpacity(edge)) : lineOpacity(edge);
    context.strokeStyle = lineColour(edge, this.selection.state.mode, strong);
    context.lineWidth = edge.width + (strong ? 0.6 : 0);
    context.setLineDash(dashesOf(edge));
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    context.setLineDash(NO_DASHES);
    context.globalAlpha = 1;
  }

  paintLabels(context, near) {
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

  labelsAt(scale, near) {
    if (!this.labels) return []; // names wait until all is in place
    if (near) return placeLabels([...near], { scale, always: new Set([[...near][0]?.entity]), stage: this.stageSize });
    const key = Math.round(scale * 50);
    if (!this.labels.has(key)) {
      this.labels.set(
        key,
        placeLabels(this.selection.nodes.filter((node) => !this.absent.has(node)), {
          scale,
          stage: this.stageSize,
          areas: shownAreas(this.selection),
        }),
      );
    }
    return this.labels.get(key);
  }

  // Arrow keys walk from actor to actor, Enter opens the card, plus and minus zoom.
  key(event, onNode) {
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.key === "+" || event.key === "=") this.zoom(1.3);
    else if (event.key === "-") this.zoom(1 / 1.3);
    else if (event.key === "Enter" && this.byId.has(this.hovered)) onNode(this.byId.get(this.hovered).entity);
    else if (ways[event.key]) this.walk(ways[event.key]);
    else return;
    event.preventDefault();
  }

  walk([right, down]) {
    const here = this.byId.get(this.hovered);
    const nodes = [...this.byId.values()];
    if (!nodes.length) return;
    const cost = (node) => {
      const [x, y] = [node.x - here.x, node.y - here.y];
      const along = x * right + y * down;
      return along > 1 ? along + 2 * Math.abs(x * down - y * right) : Infinity;
    };
    const largest = (one, other) => (other.size > one.size ? other : one);
    const next = here ? nodes.reduce((one, other) => (cost(other) < cost(one) ? other : one)) : nodes.reduce(largest);
    if (here && cost(next) === Infinity) return;
    this.hover(next.entity.id);
    announce(nameOf(next.entity));
  }
}

const CANVAS_OPTIONS = {
  physics: false,
  interaction: { hover: false, selectable: false, dragNodes: false, zoomSpeed: 0.6 },
};

const [MOUSE, FINGER] = [6, 14];
