// How a line is drawn: its colour, dashes, opacity and width.

import { cssColour } from "../base/colours.ts";
import { familyOf, record } from "../data/record.ts";

export const [DASHES, NO_DASHES] = [[4, 4], []];

export function familyColour(id) {
  const colour = record.families.find((family) => family.id === id)?.colour;
  if (!/^#[0-9a-f]{6}$/i.test(colour || "")) return cssColour("quiet");
  if (cssColour("scheme") !== "dark") return colour;
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `#${parts.map((part) => Math.round(part + (255 - part) * 0.4).toString(16).padStart(2, "0")).join("")}`;
}

export function lineColour(edge, mode, strong = false) {
  if (edge.change) return changeColour(edge, strong);
  if (mode === "between") return familyColour(familyOf(edge.reasons[0].ties[0]));
  return cssColour(strong ? "line-strong" : "line");
}

export function lineOpacity(edge) {
  return edge.change ? changeOpacity(edge) : 0.75 * edge.fade;
}

const [CAME_LEAST, WENT_DASHES] = [1.6, [9, 5]];

function changeColour({ change }, strong) {
  if (change === "began") return cssColour("came");
  if (change === "ended") return cssColour("went");
  return cssColour(strong ? "line-strong" : "line");
}

export function dashesOf({ change, time }) {
  if (change === "ended") return WENT_DASHES;
  return time === "undated" ? DASHES : NO_DASHES;
}

// What stayed is calm beside what changed.
function changeOpacity({ change }) {
  return { both: 0.38, began: 0.95, ended: 0.95 }[change] ?? 0.6;
}

// What changed is never thinner than a hair, so that it is seen beside what stayed.
export function widthOf({ change }, width) {
  return change === "began" || change === "ended" ? Math.max(width, CAME_LEAST) : width;
}
