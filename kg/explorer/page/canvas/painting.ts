// Painting the picture on its canvas: what has to do with what is pointed at stands out, the rest is veiled.

import { cssColour } from "../base/colours.ts";
import { element } from "../base/dom.ts";
import type { Camera } from "./camera.ts";
import { type AreaShape, paintAreas } from "./communities.ts";
import type { CanvasEdge, DrawnSelection, Near } from "./drawn_selection.ts";
import type { Size } from "./geometry.ts";
import type { PlacedLabel } from "./labels.ts";
import { paintNode } from "./shapes.ts";
import { inSight, type Sight } from "./sight.ts";
import { dashesOf, lineColour, lineOpacity, NO_DASHES } from "./strokes.ts";

type Context = CanvasRenderingContext2D;

// What is painted: the pale names are those beside what matters.
export interface Scene {
  readonly selection: DrawnSelection;
  readonly areas: readonly AreaShape[];
  readonly camera: Camera;
  readonly near: Near | null;
  readonly labels: { readonly strong: readonly PlacedLabel[]; readonly pale: readonly PlacedLabel[] };
}

const CALM = 0.7; // how much there is of areas beside what is pointed at
const FADED = 0.28; // of the lines and marks that have nothing to do with it
const PALE = 0.62;
const STRONG = 0.85; // where many lines meet, each is still to be seen
const HALO = 4;

export function paintScene(context: Context, { width, height }: Size, pixels: number, scene: Scene): void {
  const { selection, camera, near, labels } = scene;
  const { scale } = camera;
  const unit = 1 / scale;
  const look = lookOf(camera, { width, height }, pixels);
  const sight = inSight(selection, camera, { width, height });
  paintPaper(context);
  context.setTransform(...look);
  const faded = (alpha: number, paint: (on: Context) => void) => {
    if (near) paintFaded(context, alpha, (layer) => (layer.setTransform(...look), paint(layer)));
    else paint(context);
  };
  faded(CALM, (on) => paintAreas(on, scene.areas));
  faded(FADED, (on) => paintNetwork(on, selection, sight, unit));
  paintLabels(context, labels.pale, scale, PALE);
  near?.edges.forEach((edge) => paintEdge(context, selection, edge, true));
  near?.centres.forEach((node) => paintHalo(context, node, unit));
  near?.nodes.forEach((node) => paintNode(context, node, unit, near.centres.has(node)));
  paintLabels(context, labels.strong, scale, 1);
}

// The names alone, over what is painted already.
export function paintNames(context: Context, size: Size, pixels: number, { camera, labels }: Scene): void {
  context.setTransform(...lookOf(camera, size, pixels));
  paintLabels(context, labels.pale, camera.scale, PALE);
  paintLabels(context, labels.strong, camera.scale, 1);
}

function lookOf({ x, y, scale }: Camera, { width, height }: Size, pixels: number) {
  const zoom = pixels * scale;
  return [zoom, 0, 0, zoom, pixels * width / 2 - x * zoom, pixels * height / 2 - y * zoom] as const;
}

function paintNetwork(context: Context, selection: DrawnSelection, { nodes, edges }: Sight, unit: number): void {
  edges.forEach((edge) => paintEdge(context, selection, edge));
  for (const node of nodes) {
    const isAbsent = selection.absent.has(node);
    if (isAbsent) context.globalAlpha = 0.2;
    paintNode(context, node, unit);
    if (isAbsent) context.globalAlpha = 1;
  }
}

// What fades is painted on a layer and fades as one, so that no line shows through a mark.
let layer: Context | undefined;

function paintFaded(context: Context, alpha: number, paint: (layer: Context) => void): void {
  layer ??= element("canvas").getContext("2d") as Context;
  const { canvas: { width, height } } = context;
  Object.assign(layer.canvas, { width, height }); // this empties it
  paint(layer);
  context.save();
  context.resetTransform();
  context.globalAlpha = alpha;
  context.drawImage(layer.canvas, 0, 0);
  context.restore();
}

export function paintPaper(context: Context): void {
  context.save();
  context.resetTransform();
  context.fillStyle = cssColour("paper");
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  context.restore();
}

function paintEdge(context: Context, { state }: DrawnSelection, edge: CanvasEdge, strong = false): void {
  const [from, to] = edge.ends;
  const [alpha, dashes] = [lineOpacity(edge) * (strong ? STRONG : 1), dashesOf(edge)];
  if (alpha !== 1) context.globalAlpha = alpha;
  context.strokeStyle = lineColour(edge, state.mode, strong);
  context.lineWidth = edge.width + (strong ? 0.6 : 0);
  if (dashes.length) context.setLineDash([...dashes]);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
  if (dashes.length) context.setLineDash([...NO_DASHES]);
  if (alpha !== 1) context.globalAlpha = 1;
}

function paintHalo(context: Context, { x, y, size }: Near["nodes"][number], unit: number): void {
  context.beginPath();
  context.arc(x, y, (size * 1.3 + HALO) * unit, 0, 2 * Math.PI);
  context.fillStyle = cssColour("paper");
  context.strokeStyle = cssColour("ink");
  context.lineWidth = 1.2 * unit;
  context.fill();
  context.stroke();
}

function paintLabels(context: Context, labels: readonly PlacedLabel[], scale: number, alpha: number): void {
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.globalAlpha = alpha;
  for (const { leader } of labels) if (leader) paintLeader(context, leader);
  Object.assign(context, { textBaseline: "middle", lineJoin: "round", lineWidth: 3.5 });
  context.strokeStyle = cssColour("paper");
  for (const { lines, font, box, colour = "ink", align = "left" } of labels) {
    Object.assign(context, { font, textAlign: align, fillStyle: cssColour(colour) });
    const x = align === "left" ? box.left : (box.left + box.right) / 2;
    const height = (box.bottom - box.top) / lines.length;
    lines.forEach((line, at) => context.strokeText(line, x, box.top + (at + 0.5) * height));
    lines.forEach((line, at) => context.fillText(line, x, box.top + (at + 0.5) * height));
  }
  context.restore();
}

// A thin line with an edge of paper, which is told from the lines of the network by both.
function paintLeader(context: Context, [from, to]: NonNullable<PlacedLabel["leader"]>): void {
  for (const [colour, width] of [["paper", 3], ["ink", 0.8]] as const) {
    Object.assign(context, { strokeStyle: cssColour(colour), lineWidth: width });
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
}
