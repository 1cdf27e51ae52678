// The shape of a node, on the picture and in the legend.

import { cssColour } from "../base/colours.ts";
import { svgElement } from "../base/dom.ts";

// milliseconds
export const SHAPES = { first: "circle", second: "square", both: "diamond", other: "triangle", collaboration: "ring" };

export function paintNode(context, node, unit, strong = false) {
  context.beginPath();
  traceShape(context, SHAPES[node.entity.group], node.x, node.y, node.size * unit);
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
function traceShape(context, shape, x, y, size) {
  if (shape === "circle" || shape === "ring") return context.arc(x, y, size, 0, 2 * Math.PI);
  const corners = shapeCorners(shape, x, y, size);
  context.moveTo(...corners[0]);
  for (const corner of corners.slice(1)) context.lineTo(...corner);
  context.closePath();
}

export function shapeCorners(shape, x, y, size) {
  const [corners, reach, turn] = { square: [4, 1.25, 0.25], diamond: [4, 1.3, 0], triangle: [3, 1.5, 0] }[shape];
  return Array.from({ length: corners }, (_, at) => {
    const angle = ((at + 2 * turn) / corners) * 2 * Math.PI;
    return [x + size * reach * Math.sin(angle), y - size * reach * Math.cos(angle)];
  });
}

export function shapeMark(group) {
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
