// The shape of a node, on the picture and in the legend.

import { cssColour } from "../base/colours.ts";
import { svgElement } from "../base/dom.ts";
import type { Group } from "../data/record.ts";
import type { PlacedNode } from "./layout.ts";

// A node as it is drawn: with its radius, and whether it stands in rings around another.
export interface CanvasNode extends PlacedNode {
  readonly size: number;
  readonly ringed: boolean;
}

export type Shape = "circle" | "square" | "diamond" | "triangle" | "ring";
type Corner = [x: number, y: number];

export const SHAPES: { readonly [group in Group]: Shape } = {
  first: "circle",
  second: "square",
  both: "diamond",
  other: "triangle",
  collaboration: "ring",
};

export function paintNode(context: CanvasRenderingContext2D, node: CanvasNode, unit: number, strong = false): void {
  context.beginPath();
  traceShape(context, node, unit);
  context.fillStyle = node.entity.group === "collaboration" ? cssColour("paper") : cssColour(node.entity.group);
  context.strokeStyle = strong
    ? cssColour("ink")
    : node.entity.group === "collaboration"
    ? cssColour("collaboration")
    : cssColour("paper");
  context.lineWidth = (strong ? 2.2 : 1.3) * unit;
  context.fill();
  context.stroke();
}

// Shapes of the same area, so that none looks larger than it is.
function traceShape(context: CanvasRenderingContext2D, { entity, x, y, size }: CanvasNode, unit: number): void {
  const shape = SHAPES[entity.group];
  if (shape === "circle" || shape === "ring") return context.arc(x, y, size * unit, 0, 2 * Math.PI);
  const [first, ...others] = shapeCorners(shape, x, y, size * unit);
  context.moveTo(...first);
  for (const corner of others) context.lineTo(...corner);
  context.closePath();
}

const CORNERS = {
  square: cornersOf(4, 1.25, 0.25),
  diamond: cornersOf(4, 1.3, 0),
  triangle: cornersOf(3, 1.5, 0),
};

export function shapeCorners(shape: keyof typeof CORNERS, x: number, y: number, size: number): Corner[] {
  const { reach, ways } = CORNERS[shape];
  return ways.map(([across, down]) => [x + size * reach * across, y - size * reach * down]);
}

// So many corners, the first turned by a part of a half turn.
function cornersOf(corners: number, reach: number, turn: number) {
  const angles = Array.from({ length: corners }, (_, at) => ((at + 2 * turn) / corners) * 2 * Math.PI);
  return { reach, ways: angles.map((angle): Corner => [Math.sin(angle), Math.cos(angle)]) };
}

export function shapeMark(group: Group): SVGSVGElement {
  const open = group === "collaboration";
  const style = {
    fill: `var(--${open ? "paper" : group})`,
    stroke: open ? "var(--collaboration)" : "none",
    "stroke-width": "1.4px",
  };
  const shape = SHAPES[group];
  const drawn = shape === "circle" || shape === "ring"
    ? svgElement("circle", { cx: 8, cy: 8, r: 5, style })
    : svgElement("polygon", {
      points: shapeCorners(shape, 8, 8, 5).map((corner) => corner.map((at) => at.toFixed(1)).join(",")).join(" "),
      style,
    });
  return svgElement("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, drawn);
}
