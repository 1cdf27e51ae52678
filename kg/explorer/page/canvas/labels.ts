// Which names are written on the picture, and where, so that none covers another or a node.

import { labelOf } from "../data/names.ts";
import type { Entity } from "../data/record.ts";
import { type Area, areaName } from "../selection/communities.ts";
import { AREA_FONT, areaNameBox } from "./communities.ts";
import { type Box, Boxes, isInside, type Size } from "./geometry.ts";
import type { CanvasNode } from "./shapes.ts";
import { LABEL_FONT, LABEL_SIZE, STRONG_FONT, textWidth } from "./text_metrics.ts";

// A name on the picture: its lines, and the box in screen pixels that they fill.
export interface PlacedLabel {
  readonly node?: CanvasNode;
  readonly lines: readonly string[];
  readonly font: string;
  readonly box: Box;
  readonly colour?: string;
  readonly align?: "left" | "center";
}

interface LabelOptions {
  readonly scale: number;
  readonly always?: ReadonlySet<Entity | undefined>;
  readonly stage?: Size;
  readonly areas?: readonly Area[];
}

type NodeBox = Box & { readonly node: CanvasNode };

const LARGEST = 12;

// Return the labels that fit at a scale, the most tied actors first: text, font, and the box in screen pixels.
// The few largest are always named, if need be over small nodes.
export function placeLabels(
  nodes: readonly CanvasNode[],
  { scale, always = new Set(), stage, areas = [] }: LabelOptions,
): PlacedLabel[] {
  const [nodeBoxes, labelled] = [new Boxes<NodeBox>(), new Boxes<Box>()];
  const ranked = [...nodes].sort((one, other) =>
    Number(always.has(other.entity)) - Number(always.has(one.entity)) || other.size - one.size
  );
  ranked.forEach((node) => nodeBoxes.add(nodeBox(node, scale)));
  const placed: PlacedLabel[] = [];
  for (const area of areas) {
    const box = areaNameBox(area, nodes, {
      scale,
      stage,
      isFree: (one) => nodeBoxes.isFree(one) && labelled.isFree(one),
      nodesIn: (part) => nodeBoxes.overlapping(part).map(({ node }) => node),
    });
    if (!box) continue;
    labelled.add(box);
    placed.push({ lines: areaName(area), font: AREA_FONT, box, colour: "area-ink", align: "center" });
  }
  ranked.forEach((node, rank) => {
    const font = rank < LARGEST ? STRONG_FONT : LABEL_FONT;
    const text = labelOf(node.entity);
    const open = labelBoxes(node, scale, textWidth(text, font)).filter((box) =>
      isInside(box, scale, stage) && labelled.isFree(box)
    );
    const box = open.find((one) => nodeBoxes.isFree(one, node)) ||
      (rank < LARGEST ? leastCrowded(open, nodeBoxes, node) : null);
    if (!box) return;
    labelled.add(box);
    placed.push({ node, lines: [text], font, box });
  });
  return placed;
}

// The place where a name hides least; none when it would hide a node nearly as large.
function leastCrowded(boxes: readonly Box[], others: Boxes<NodeBox>, node: CanvasNode): Box | null {
  const hidden = (box: Box) => Math.max(0, ...others.overlapping(box, node).map((other) => other.node.size));
  const best = boxes.map((box) => ({ box, hidden: hidden(box) })).sort((one, other) => one.hidden - other.hidden)[0];
  return best && best.hidden < 0.8 * node.size ? best.box : null;
}

function nodeBox(node: CanvasNode, scale: number): NodeBox {
  const [x, y] = [node.x * scale, node.y * scale];
  return { left: x - node.size, right: x + node.size, top: y - node.size, bottom: y + node.size, node };
}

// To the right, to the left, below, above, and at the four corners.
function labelBoxes(node: CanvasNode, scale: number, width: number): Box[] {
  const [x, y, gap] = [node.x * scale, node.y * scale, node.size + 4];
  const half = LABEL_SIZE / 2 + 2;
  const box = (left: number, top: number) => ({ left, right: left + width, top, bottom: top + 2 * half });
  const [right, left] = [box(x + gap, y - half), box(x - gap - width, y - half)];
  const [below, above] = [y + gap - 3, y - gap - 2 * half + 3];
  const sides = node.ringed && node.x < 0 ? [left, right] : [right, left];
  const corners = [x + node.size * 0.6, x - node.size * 0.6 - width].flatMap((
    edge,
  ) => [box(edge, below), box(edge, above)]);
  return [...sides, box(x - width / 2, below), box(x - width / 2, above), ...corners];
}
