// The picture as SVG, which stays sharp in print.

import { cssColour } from "../base/colours.ts";
import { svgElement } from "../base/dom.ts";
import type { Group } from "../data/record.ts";
import { shownAreas } from "../selection/communities.ts";
import { AREA_BAND, AREA_REACH, areaShapes, type PlacedSelection } from "./communities.ts";
import { type PlacedLabel, placeLabels } from "./labels.ts";
import type { DrawnSelection } from "./drawn_selection.ts";
import { type CanvasNode, shapeCorners, SHAPES } from "./shapes.ts";
import { dashesOf, lineColour, lineOpacity } from "./strokes.ts";

function svgAreas(selection: PlacedSelection): SVGGElement[] {
  return areaShapes(selection).map(({ tint, patches, bands }) =>
    svgElement(
      "g",
      { fill: tint, stroke: tint },
      bands.map(({ from, to }) =>
        svgElement("line", {
          x1: from.x,
          y1: from.y,
          x2: to.x,
          y2: to.y,
          "stroke-width": AREA_BAND,
          "stroke-linecap": "round",
        })
      ),
      patches.map(({ x, y }) => svgElement("circle", { cx: x, cy: y, r: AREA_REACH, stroke: "none" })),
    )
  );
}

// The picture at scale 1, drawn again with lines and names that stay sharp in print.
export function pictureSvg(selection: DrawnSelection): SVGSVGElement {
  const { nodes, edges, absent, state } = selection;
  const byEntity = new Map(nodes.map((node) => [node.entity, node]));
  const labels = placeLabels(nodes.filter((node) => !absent.has(node)), { scale: 1, areas: shownAreas(selection) });
  const leaders = labels.flatMap(({ leader }) => (leader ? [svgLeader(leader)] : []));
  const box = svgBox(nodes, labels);
  const lines = edges.map((edge) => {
    const [one, other] = [byEntity.get(edge.first), byEntity.get(edge.second)];
    return one && other && svgElement("line", {
      x1: one.x,
      y1: one.y,
      x2: other.x,
      y2: other.y,
      stroke: lineColour(edge, state.mode),
      "stroke-width": edge.width,
      "stroke-opacity": lineOpacity(edge),
      "stroke-dasharray": dashesOf(edge).join(" ") || null,
    });
  });
  return svgElement(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: box.join(" "), width: box[2], height: box[3] },
    svgElement("rect", { x: box[0], y: box[1], width: box[2], height: box[3], fill: cssColour("paper") }),
    svgAreas(selection),
    lines,
    nodes.map((node) => {
      const mark = svgMark(node.entity.group, node.x, node.y, node.size);
      if (absent.has(node)) mark.setAttribute("opacity", "0.2");
      return mark;
    }),
    leaders,
    labels.flatMap(svgLabel),
  );
}

// Left, top, width and height of all nodes and names, with a margin.
function svgBox(nodes: readonly CanvasNode[], labels: readonly PlacedLabel[]): number[] {
  const boxes = [
    ...nodes.map(({ x, y, size }) => ({ left: x - size, right: x + size, top: y - size, bottom: y + size })),
    ...labels.map(({ box }) => box),
  ];
  const [left, top] = (["left", "top"] as const).map((side) => Math.min(...boxes.map((box) => box[side])) - 24);
  const [right, bottom] = (["right", "bottom"] as const).map((side) => Math.max(...boxes.map((box) => box[side])) + 24);
  return [left, top, right - left, bottom - top];
}

function svgLabel(
  { lines, font, box: { left, right, top, bottom }, colour = "ink", align = "left" }: PlacedLabel,
): SVGTextElement[] {
  const [x, height] = [align === "left" ? left : (left + right) / 2, (bottom - top) / lines.length];
  return lines.map((line, at) =>
    svgElement("text", {
      x,
      y: top + (at + 0.5) * height + 4,
      fill: cssColour(colour),
      "text-anchor": align === "left" ? "start" : "middle",
      stroke: cssColour("paper"),
      "stroke-width": 3.5,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
      style: { font },
    }, line)
  );
}

function svgLeader([from, to]: NonNullable<PlacedLabel["leader"]>): SVGLineElement {
  const ends = { x1: from.x, y1: from.y, x2: to.x, y2: to.y };
  return svgElement("line", { ...ends, stroke: cssColour("ink"), "stroke-width": 0.8 });
}

// The mark of a group, on the picture and in its legend.
export function svgMark(group: Group, x: number, y: number, size: number): SVGElement {
  const shape = SHAPES[group];
  const open = shape === "ring";
  const paint = {
    fill: cssColour(open ? "paper" : group),
    stroke: cssColour(open ? "collaboration" : "paper"),
    "stroke-width": 1.3,
  };
  if (open || shape === "circle") return svgElement("circle", { cx: x, cy: y, r: size, ...paint });
  return svgElement("polygon", {
    points: shapeCorners(shape, x, y, size).map((corner) => corner.join(",")).join(" "),
    ...paint,
  });
}
