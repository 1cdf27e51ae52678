// The word and the mark of a change between two dates.

import { svgElement } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import type { Change } from "../selection/comparison.ts";
import { dashesOf } from "../canvas/strokes.ts";

const CHANGE_WORDS = {
  both: "page.compare.changeBoth",
  began: "page.compare.changeBegan",
  ended: "page.compare.changeEnded",
  undated: "common.undated",
};
const CHANGE_COLOURS = { both: "line", began: "came", ended: "went", undated: "line" };

export function changeWord({ change }: { readonly change?: Change }): string {
  return change ? t(CHANGE_WORDS[change]) : "";
}

export function changeMark(change: Change): SVGSVGElement {
  const time = change === "undated" ? "undated" : "current";
  const style = {
    stroke: `var(--${CHANGE_COLOURS[change]})`,
    "stroke-width": "2.6px",
    "stroke-dasharray": dashesOf({ change, time }).join(" "),
  };
  return svgElement(
    "svg",
    { width: 24, height: 10, viewBox: "0 0 24 10", "aria-hidden": "true" },
    svgElement("line", { x1: 0, x2: 24, y1: 5, y2: 5, style }),
  );
}
