// How a line is drawn: its colour, dashes, opacity and width.

import { cssColour } from "../base/colours.ts";
import { familyOf, type Mode, record } from "../data/record.ts";
import type { Change } from "../selection/comparison.ts";
import type { SelectedEdge } from "../selection/selection.ts";

interface Changed {
  readonly change?: Change;
}

const DASHES = [4, 4];
const DOTS = [1.5, 3];
const WENT_DASHES = [9, 5];
export const NO_DASHES: readonly number[] = [];
const CAME_LEAST = 1.6;

export function familyColour(id: string): string {
  const colour = record.families.find((family) => family.id === id)?.colour;
  if (!colour || !/^#[0-9a-f]{6}$/i.test(colour)) return cssColour("quiet");
  if (cssColour("scheme") !== "dark") return colour;
  const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `#${parts.map((part) => Math.round(part + (255 - part) * 0.4).toString(16).padStart(2, "0")).join("")}`;
}

export function lineColour(edge: SelectedEdge, mode: Mode, strong = false): string {
  if (edge.change) return changeColour(edge, strong);
  if (mode === "between") return familyColour(familyOf(edge.reasons[0].ties[0]));
  return cssColour(strong ? "line-strong" : "line");
}

export function lineOpacity(edge: SelectedEdge): number {
  return edge.change ? changeOpacity(edge) : 1;
}

function changeColour({ change }: Changed, strong: boolean): string {
  if (change === "began") return cssColour("came");
  if (change === "ended") return cssColour("went");
  return cssColour(strong ? "line-strong" : "line");
}

export function dashesOf({ change, time }: Changed & { readonly time: string }): readonly number[] {
  if (change === "ended") return WENT_DASHES;
  if (time === "ended") return DOTS;
  return time === "undated" ? DASHES : NO_DASHES;
}

// What stayed is calm beside what changed.
function changeOpacity({ change }: Changed): number {
  return change === "both" || change === "undated" ? 0.6 : 1;
}

// What changed is never thinner than a hair, so that it is seen beside what stayed.
export function widthOf({ change }: Changed, width: number): number {
  return change === "began" || change === "ended" ? Math.max(width, CAME_LEAST) : width;
}
