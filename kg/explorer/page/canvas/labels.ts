// Which names are written on the picture, and where, so that none covers another or a mark.

import { labelsOf } from "../data/names.ts";
import type { Entity } from "../data/record.ts";
import { type Area, areaName } from "../selection/communities.ts";
import { AREA_FONT, areaNameBox } from "./communities.ts";
import { type Box, Boxes, isInside, nearestIn, type Point, type Size } from "./geometry.ts";
import type { CanvasNode } from "./shapes.ts";
import { LABEL_FONT, LABEL_SIZE, STRONG_FONT, textWidth } from "./text_metrics.ts";

// A name on the picture: its lines, the box in screen pixels that they fill, and the line that leads from a mark to a
// name that stands aside.
export interface PlacedLabel {
  readonly node?: CanvasNode;
  readonly lines: readonly string[];
  readonly font: string;
  readonly box: Box;
  readonly colour?: string;
  readonly align?: "left" | "center";
  readonly leader?: readonly [from: Point, to: Point];
}

export interface LabelOptions {
  readonly scale: number;
  readonly stage?: Size;
  readonly areas?: readonly Area[];
}

type NodeBox = Box & { readonly node: CanvasNode };

const LARGEST = 12;
const MOST_LEADING = 400; // marks on a picture whose names may stand aside
const ASIDE = [14, 24, 36, 50, 64];
const DIRECTIONS = 16;
const HAIR = 1.5;
const FEW_LETTERS = { count: 3, width: 4, height: LABEL_SIZE + 4 }; // narrower than any three letters
const SHORT = 12; // letters of a name that is never set in two lines

// Names while they are placed: over which marks and which other names they must not stand.
class LabelRoom {
  readonly placed: PlacedLabel[] = [];
  readonly marks = new Boxes<NodeBox>();
  private readonly names = new Boxes<Box>();
  private readonly labels: ReadonlyMap<Entity, string>;

  constructor(nodes: readonly CanvasNode[], readonly options: LabelOptions) {
    this.labels = labelsOf(nodes.map(({ entity }) => entity));
    nodes.forEach((node) => this.marks.add(nodeBox(node, options.scale)));
  }

  hold(label: PlacedLabel): true {
    this.placed.push(label);
    this.names.add(label.box);
    if (label.leader) stepsAlong(...label.leader).forEach((step) => this.names.add(step));
    return true;
  }

  isFree(box: Box, own?: CanvasNode): boolean {
    return this.names.isFree(box) && this.marks.isFree(box, own);
  }

  // Beside its mark on one line or two, if need be over smaller ones; say whether there was room.
  nameBeside(node: CanvasNode, font: string, isLarge: boolean): boolean {
    if (!isLarge && !this.hasRoomBeside(node)) return false;
    for (const lines of this.formsOf(node)) {
      const box = this.openBoxes(node, lines, font).find((one) => this.marks.isFree(one, node));
      if (box) return this.hold({ node, lines, font, box });
    }
    if (!isLarge) return false;
    const [lines] = this.formsOf(node);
    const box = leastCrowded(this.openBoxes(node, lines, font), this.marks, node);
    return box ? this.hold({ node, lines, font, box }) : false;
  }

  // The boxes beside a mark that are on the stage and over no other name.
  private openBoxes(node: CanvasNode, lines: readonly string[], font: string): Box[] {
    return labelBoxes(node, this.options.scale, sizeOf(lines, font)).filter((box) => this.isOpen(box));
  }

  private isOpen(box: Box): boolean {
    const { scale, stage } = this.options;
    return isInside(box, scale, stage) && isOnHeight(box, scale, stage) && this.names.isFree(box);
  }

  // Whether a few letters would fit beside a mark: if not, no name does, and among very many none need be measured.
  private hasRoomBeside(node: CanvasNode): boolean {
    if ((this.labels.get(node.entity) ?? "").length < FEW_LETTERS.count) return true;
    return labelBoxes(node, this.options.scale, FEW_LETTERS).some((box) =>
      this.isOpen(box) && this.marks.isFree(box, node)
    );
  }

  // Aside, with a line from its mark, where both cover nothing; say whether there was room.
  nameAside(node: CanvasNode): boolean {
    const { scale, stage } = this.options;
    for (const lines of this.formsOf(node)) {
      for (const box of boxesAside(node, scale, sizeOf(lines, LABEL_FONT))) {
        if (!isInside(box, scale, stage) || !isOnHeight(box, scale, stage) || !this.isFree(box)) continue;
        const leader = leaderTo(box, node, scale);
        if (!stepsAlong(...leader).every((step) => this.isFree(step, node))) continue;
        return this.hold({ node, lines, font: LABEL_FONT, box, leader });
      }
    }
    return false;
  }

  // A name on one line, and where it has words on two.
  private *formsOf({ entity }: CanvasNode): Generator<string[]> {
    const text = this.labels.get(entity) ?? "";
    yield [text];
    const halves = inHalves(text);
    if (halves) yield halves;
  }
}

// Return the names that fit at a scale, the most tied actors first: text, font, and the box in screen pixels. The few
// largest are always named, if need be over small marks; what has no room beside it has its name aside.
export function placeLabels(nodes: readonly CanvasNode[], options: LabelOptions): PlacedLabel[] {
  const room = new LabelRoom(nodes, options);
  const { scale, stage, areas = [] } = options;
  const areaAt = new Map(areas.flatMap(({ actors }, at) => actors.map((actor) => [actor, at])));
  const members = Map.groupBy(nodes, ({ entity }) => areaAt.get(entity));
  for (const [at, area] of areas.entries()) {
    const box = areaNameBox(area, members.get(at) ?? [], {
      scale,
      stage,
      isFree: (one) => room.isFree(one),
      nodesIn: (part, tell) => room.marks.forMeeting(part, ({ node }) => tell(node)),
    });
    if (box) room.hold({ lines: areaName(area), font: AREA_FONT, box, colour: "area-ink", align: "center" });
  }
  const left = largestFirst(nodes).filter((node, rank) =>
    !room.nameBeside(node, rank < LARGEST ? STRONG_FONT : LABEL_FONT, rank < LARGEST)
  );
  if (nodes.length <= MOST_LEADING) left.forEach((node) => room.nameAside(node));
  return room.placed;
}

// Names when some marks matter: theirs, the first of them at any price, and of the others those that leave them room.
// What was named stays where it is.
export function labelsNear(
  atRest: readonly PlacedLabel[],
  near: readonly CanvasNode[],
  options: LabelOptions,
): { strong: PlacedLabel[]; pale: PlacedLabel[] } {
  const room = new LabelRoom(near, options);
  const [matters, named] = [new Set(near), new Set<CanvasNode | undefined>()];
  for (const label of atRest.filter(({ node }) => node && matters.has(node))) {
    room.hold(label);
    named.add(label.node);
  }
  const [centre, ...around] = near.filter((node) => !named.has(node));
  if (centre) {
    const left = [centre, ...largestFirst(around)].filter((node) =>
      !room.nameBeside(node, LABEL_FONT, node === near[0])
    );
    left.forEach((node) => room.nameAside(node));
  }
  const pale = atRest.filter(({ node, box }) => !(node && matters.has(node)) && room.isFree(box));
  return { strong: room.placed, pale };
}

function largestFirst(nodes: readonly CanvasNode[]): CanvasNode[] {
  return [...nodes].sort((one, other) => other.size - one.size);
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

const halved = new Map<string, string[] | null>();

// A text in two lines, cut at the space next to its middle.
function inHalves(text: string): string[] | null {
  let halves = halved.get(text);
  if (halves === undefined) halved.set(text, halves = cutInHalves(text));
  return halves;
}

function cutInHalves(text: string): string[] | null {
  const spaces = [...text.matchAll(/\s/g)].map(({ index }) => index);
  if (text.length < SHORT || !spaces.length) return null;
  const far = (at: number) => Math.abs(at - text.length / 2);
  const cut = spaces.reduce((one, other) => (far(other) < far(one) ? other : one));
  return [text.slice(0, cut), text.slice(cut + 1)];
}

function sizeOf(lines: readonly string[], font: string): Size {
  return {
    width: Math.max(...lines.map((line) => textWidth(line, font))),
    height: (LABEL_SIZE + 2) * lines.length + 2,
  };
}

// To the right, to the left, below, above, and at the four corners.
function labelBoxes(node: CanvasNode, scale: number, { width, height }: Size): Box[] {
  const [x, y, gap] = [node.x * scale, node.y * scale, node.size + 4];
  const box = (left: number, top: number) => ({ left, right: left + width, top, bottom: top + height });
  const [right, left] = [box(x + gap, y - height / 2), box(x - gap - width, y - height / 2)];
  const [below, above] = [y + gap - 3, y - gap - height + 3];
  const sides = node.ringed && node.x < 0 ? [left, right] : [right, left];
  const corners = [x + node.size * 0.6, x - node.size * 0.6 - width].flatMap((
    edge,
  ) => [box(edge, below), box(edge, above)]);
  return [...sides, box(x - width / 2, below), box(x - width / 2, above), ...corners];
}

// All around and farther off, the nearest first; a box begins or ends where the line from its mark comes in.
function boxesAside(node: CanvasNode, scale: number, { width, height }: Size): Box[] {
  return ASIDE.flatMap((far) =>
    Array.from({ length: DIRECTIONS }, (_, at) => {
      const angle = ((at + 0.5) / DIRECTIONS) * 2 * Math.PI;
      const x = node.x * scale + (node.size + far) * Math.cos(angle);
      const y = node.y * scale + (node.size + far) * Math.sin(angle);
      const left = Math.cos(angle) > 0 ? x : x - width;
      return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
    })
  );
}

function leaderTo(box: Box, node: CanvasNode, scale: number): [Point, Point] {
  const centre = { x: node.x * scale, y: node.y * scale };
  const to = nearestIn(box, centre);
  const [across, down] = [to.x - centre.x, to.y - centre.y];
  const part = node.size / (Math.hypot(across, down) || 1);
  return [{ x: centre.x + across * part, y: centre.y + down * part }, to];
}

// Small boxes along a line, its ends left out.
function stepsAlong(from: Point, to: Point): Box[] {
  const count = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4);
  return Array.from({ length: Math.max(count - 1, 0) }, (_, at) => {
    const part = (at + 1) / count;
    const [x, y] = [from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part];
    return { left: x - HAIR, right: x + HAIR, top: y - HAIR, bottom: y + HAIR };
  });
}

function isOnHeight({ top, bottom }: Box, scale: number, stage?: Size): boolean {
  return !stage || scale > 1.05 || (top > -stage.height / 2 && bottom < stage.height / 2);
}
