// What stands behind the picture, as bars on one line of time.

import { inOrder } from "../base/collections.ts";
import { TODAY, yearOf } from "../base/dates.ts";
import { byId, element, redraw, svgElement } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { nameOf } from "../data/names.ts";
import type { Selection } from "../selection/selection.ts";
import type { Entity } from "../data/record.ts";
import { openCard } from "../state/navigation.ts";
import { LABEL_FONT, textWidth } from "../canvas/text_metrics.ts";
import { spanWords } from "../cards/sentences.ts";
import { emptyWords } from "./shown_words.ts";

// Where a year stands.
type Scale = (year: number) => number;

const ROW = 20;
const AXIS = 28;

export function drawTimeline(selection: Selection): void {
  const { state } = selection;
  const all = collaborationsOf(selection);
  const dated = all.filter(({ since }) => since).sort((one, other) => inOrder(one.since, other.since));
  const undated = all.length - dated.length;
  redraw(byId("timeline"), [
    element("h2", {}, t("page.table.timelineCaption")),
    undated > 0 && element("p", { class: "quiet" }, t("page.table.undatedCount", { count: undated })),
    dated.length ? timelineSvg(dated) : element("p", {}, emptyWords(state)),
  ]);
}

function collaborationsOf({ edges, nodes }: Selection): Entity[] {
  const through = edges.flatMap((edge) => edge.reasons.map((reason) => reason.through)).filter((one) => one !== null);
  return [...new Set([...through, ...nodes.map(({ entity }) => entity).filter((entity) => entity.collaboration)])];
}

function timelineSvg(entities: readonly Entity[]): SVGSVGElement {
  const width = Math.max(320, (byId("stage").clientWidth || 800) - 48);
  const height = AXIS + entities.length * ROW + 8;
  const from = Math.min(...entities.map(({ since }) => yearOf(since)));
  const to = yearOf(TODAY) + 1;
  const x = (year: number) => ((year - from) / (to - from)) * (width - 20) + 10;
  return svgElement(
    "svg",
    {
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      class: "bars",
      role: "group",
      "aria-label": t("page.choice.view.timeline"),
    },
    timelineAxis(from, to, x, height),
    entities.map((entity, row) => timelineBar(entity, AXIS + row * ROW, x, width)),
  );
}

function timelineAxis(from: number, to: number, x: Scale, height: number): SVGElement[] {
  const step = to - from > 60 ? 20 : to - from > 20 ? 10 : 5;
  const ticks: SVGElement[] = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) {
    ticks.push(svgElement("line", { x1: x(year), x2: x(year), y1: AXIS - 8, y2: height, class: "tick" }));
    ticks.push(svgElement("text", { x: x(year), y: 14, "text-anchor": "middle", class: "quiet" }, String(year)));
  }
  return ticks;
}

// An open end runs to today and fades; the name stands where there is room.
function timelineBar(entity: Entity, top: number, x: Scale, width: number): SVGGElement {
  const [left, right] = [x(yearOf(entity.since)), x(entity.until ? yearOf(entity.until) : yearOf(TODAY))];
  const length = Math.max(right - left, 3);
  const name = nameOf(entity);
  const before = left > width * 0.55;
  const room = before ? left - 8 : width - left;
  const letters = Math.floor((room / textWidth(name, LABEL_FONT)) * name.length);
  const text = name.length > letters ? `${name.slice(0, letters - 2)}…` : name;
  const open = () => openCard(entity.id);
  const press = (event: KeyboardEvent) => ["Enter", " "].includes(event.key) && (event.preventDefault(), open());
  return svgElement(
    "g",
    {
      role: "button",
      tabindex: 0,
      "aria-label": `${name}, ${barWords(entity)}`,
      onclick: open,
      onkeydown: press,
      class: "bar",
    },
    svgElement("rect", { x: 0, y: top, width, height: ROW, class: "row" }),
    svgElement("rect", { x: left, y: top + 15, width: length, height: 3, class: entity.until ? "ended" : "open" }),
    svgElement("text", {
      x: before ? left - 4 : left,
      y: top + 12,
      "text-anchor": before ? "end" : "start",
      "aria-hidden": "true",
    }, text),
  );
}

function barWords(entity: Entity): string {
  return spanWords({ since: entity.since, until: entity.until, through: entity });
}
