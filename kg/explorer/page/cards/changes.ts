// The word and the mark of a change between two dates.

import { svgElement } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { dashesOf } from "../canvas/strokes.ts";

export function changeWord({ change }) {
  return change
    ? t({ both: "changeBoth", began: "changeBegan", ended: "changeEnded", undated: "undatedWord" }[change])
    : "";
}

export function changeMark(change) {
  const time = change === "undated" ? "undated" : "current";
  const style = {
    stroke: `var(--${{ began: "came", ended: "went" }[change] || "line"})`,
    "stroke-width": "2.6px",
    "stroke-dasharray": dashesOf({ change, time }).join(" "),
  };
  return svgElement(
    "svg",
    { width: 24, height: 10, viewBox: "0 0 24 10", "aria-hidden": "true" },
    svgElement("line", { x1: 0, x2: 24, y1: 5, y2: 5, style }),
  );
}
