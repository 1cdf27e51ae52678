// What is seen while the camera moves: names that stand go along with their marks, and a picture of very many marks is
// moved as it was painted once, until the camera rests.

import { element } from "../base/dom.ts";
import type { Camera } from "./camera.ts";
import { areaName, shownAreas } from "../selection/communities.ts";
import type { DrawnSelection } from "./drawn_selection.ts";
import { type Box, Boxes, extentOf, type Point, type Size } from "./geometry.ts";
import type { PlacedLabel } from "./labels.ts";
import { paintNames, paintPaper, paintScene, type Scene } from "./painting.ts";
import { inSight, stageBox } from "./sight.ts";

// Names where they stood at a scale.
export interface HeldLabels {
  readonly scale: number;
  readonly labels: Scene["labels"];
}

// A drawing without its names, painted once: which part of it, how large, and around what is pointed at.
export interface Plate {
  readonly canvas: HTMLCanvasElement;
  readonly part: Box;
  readonly near: Scene["near"];
}

const MOST_PAINTED = 1200; // marks and lines that are painted anew for each frame
const MARGIN = 48; // around the outermost marks: the reach of an area, and a halo
const LARGEST = 4; // times the stage

// Names at another scale than they were placed for: each as far from its mark as before. Coming nearer none is lost; going
// farther the lesser make way where two would meet.
export function movedLabels({ scale: from, labels }: HeldLabels, to: number): Scene["labels"] {
  if (from === to) return labels;
  const taken = new Boxes<Box>();
  const move = (some: readonly PlacedLabel[]) => {
    const all = some.map((label) => moved(label, from, to));
    return to > from ? all : all.filter(({ box }) => taken.isFree(box) && (taken.add(box), true));
  };
  return { strong: move(labels.strong), pale: move(labels.pale) };
}

function moved(label: PlacedLabel, from: number, to: number): PlacedLabel {
  const { node, box } = label;
  const at = node ?? { x: (box.left + box.right) / 2 / from, y: (box.top + box.bottom) / 2 / from };
  return shifted(label, at.x * (to - from), at.y * (to - from));
}

function shifted(label: PlacedLabel, across: number, down: number): PlacedLabel {
  const { box, leader } = label;
  const shift = ({ x, y }: Point): Point => ({ x: x + across, y: y + down });
  return {
    ...label,
    box: { left: box.left + across, right: box.right + across, top: box.top + down, bottom: box.bottom + down },
    leader: leader && [shift(leader[0]), shift(leader[1])],
  };
}

// The same names beside their marks as another selection has them; those of what it has not are left out.
export function carriedLabels({ scale, labels }: HeldLabels, selection: DrawnSelection): HeldLabels {
  const areas = new Set(shownAreas(selection).map((area) => areaName(area).join("\n")));
  const carry = (some: readonly PlacedLabel[]) =>
    some.flatMap((label) => {
      const { node: before, lines } = label;
      if (!before) return areas.has(lines.join("\n")) ? [label] : [];
      const node = selection.byId.get(before.entity.id);
      if (!node || selection.absent.has(node)) return [];
      return [{ ...shifted(label, (node.x - before.x) * scale, (node.y - before.y) * scale), node }];
    });
  return { scale, labels: { strong: carry(labels.strong), pale: carry(labels.pale) } };
}

// Paint a frame of a movement; return the plate that it was taken from, for the next.
export function paintMoving(
  context: CanvasRenderingContext2D,
  size: Size,
  pixels: number,
  scene: Scene,
  plate: Plate | null,
): Plate | null {
  const { nodes, edges } = inSight(scene.selection, scene.camera, size);
  if (nodes.length + edges.length <= MOST_PAINTED) {
    paintScene(context, size, pixels, scene);
    return plate;
  }
  const used = plate && plate.near === scene.near ? plate : newPlate(size, pixels, scene);
  paintPlate(context, size, pixels, scene.camera, used);
  paintNames(context, size, pixels, scene);
  return used;
}

// The whole drawing at the size that it was laid out for.
function newPlate(size: Size, pixels: number, scene: Scene): Plate {
  const { left, right, top, bottom } = extentOf(scene.selection.nodes);
  const part = { left: left - MARGIN, right: right + MARGIN, top: top - MARGIN, bottom: bottom + MARGIN };
  const [across, down] = [part.right - part.left, part.bottom - part.top];
  const scale = Math.min(1, LARGEST * size.width / across, LARGEST * size.height / down);
  const [width, height] = [across * scale, down * scale].map(Math.ceil);
  const canvas = element("canvas", { width: Math.ceil(width * pixels), height: Math.ceil(height * pixels) });
  const camera: Camera = { x: part.left + width / scale / 2, y: part.top + height / scale / 2, scale };
  const context = canvas.getContext("2d", { alpha: false });
  if (context) paintScene(context, { width, height }, pixels, { ...scene, camera, labels: { strong: [], pale: [] } });
  return { canvas, part: stageBox(camera, { width, height }), near: scene.near };
}

function paintPlate(
  context: CanvasRenderingContext2D,
  { width, height }: Size,
  pixels: number,
  camera: Camera,
  plate: Plate,
): void {
  const { left, right, top, bottom } = plate.part;
  const zoom = pixels * camera.scale;
  paintPaper(context);
  context.save();
  context.resetTransform();
  context.imageSmoothingQuality = "low";
  // On whole pixels, so that a drawing that is only pushed about stays sharp.
  const x = Math.round(pixels * width / 2 + (left - camera.x) * zoom);
  const y = Math.round(pixels * height / 2 + (top - camera.y) * zoom);
  context.drawImage(plate.canvas, x, y, (right - left) * zoom, (bottom - top) * zoom);
  context.restore();
}
