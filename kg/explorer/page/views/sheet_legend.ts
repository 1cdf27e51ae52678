// What marks and lines of a published picture say.

import { cssColour } from "../base/colours.ts";
import { svgElement } from "../base/dom.ts";
import { localized, t } from "../base/i18n.ts";
import { groupWord } from "../data/names.ts";
import { familyOf, GROUPS, record } from "../data/record.ts";
import { areaName, shownAreas } from "../selection/communities.ts";
import { isComparing } from "../selection/comparison.ts";
import { AREA_TINTS } from "../canvas/communities.ts";
import type { DrawnSelection } from "../canvas/drawn_selection.ts";
import type { SheetLegend } from "../canvas/sheet.ts";
import { familyColour } from "../canvas/strokes.ts";
import { svgMark } from "../canvas/svg.ts";

export function sheetLegend(drawn: DrawnSelection): SheetLegend[] {
  const { state, nodes, edges } = drawn;
  const groups = GROUPS.filter((group) => nodes.some(({ entity }) => entity.group === group));
  const times = new Set(edges.map(({ time }) => time));
  return [
    ...groups.map((group) => ({
      text: groupWord(group),
      mark: (x: number, y: number) => svgMark(group, x + 9, y, 6),
    })),
    ...(state.mode === "between" ? familyLegend(drawn) : [line(t("page.sheet.width"), { width: 4 })]),
    ...(times.has("undated") ? [line(t("page.filter.undated"), { dashes: "4 4" })] : []),
    ...(times.has("ended") ? [line(t("page.sheet.ended"), { dashes: "1.5 3" })] : []),
    ...(isComparing(state) ? changeLegend() : []),
    ...shownAreas(drawn).map((area) => patch(areaName(area).join(" · "), `area-${area.number % AREA_TINTS}`)),
  ];
}

function familyLegend({ edges }: DrawnSelection): SheetLegend[] {
  const drawn = new Set(edges.flatMap(({ reasons }) => reasons.flatMap(({ ties }) => ties.map(familyOf))));
  return record.families.filter(({ id }) => drawn.has(id)).map(({ id, label }) =>
    line(localized(label), { colour: familyColour(id) })
  );
}

function changeLegend(): SheetLegend[] {
  return [
    line(t("page.compare.legend.began"), { colour: cssColour("came") }),
    line(t("page.compare.legend.ended"), { colour: cssColour("went"), dashes: "6 3" }),
  ];
}

function line(text: string, { colour = cssColour("line"), width = 2, dashes = "" }): SheetLegend {
  const mark = (x: number, y: number) =>
    svgElement("line", {
      x1: x,
      x2: x + 18,
      y1: y,
      y2: y,
      stroke: colour,
      "stroke-width": width,
      "stroke-dasharray": dashes || null,
    });
  return { text, mark };
}

function patch(text: string, colour: string): SheetLegend {
  const paint = { fill: cssColour(colour), stroke: cssColour("rule") };
  return { text, mark: (x, y) => svgElement("circle", { cx: x + 9, cy: y, r: 7, ...paint }) };
}
