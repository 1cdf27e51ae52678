// A map of places, drawn without tiles on the ground that the page carries: a mark for each, with its name where there is
// room, and below it the same in words.

import { button, byId, type Children, element, redraw, svgElement } from "../base/dom.ts";
import { formatList, localized, t } from "../base/i18n.ts";
import { FRAME, GROUND_UNIT, type Point } from "../base/projection.ts";
import { type Ground, whenGround } from "../data/ground.ts";
import { nameOf } from "../data/names.ts";
import type { Occupied } from "../data/positions.ts";
import type { Entity } from "../data/record.ts";
import { openCard } from "../state/navigation.ts";
import { currentState } from "../state/store.ts";
import { nearestOnSide } from "../canvas/map_keys.ts";
import { type Placed, placedNames } from "../canvas/map_names.ts";
import { isInSight, type Outlook, outlookOn, type Size, spotOf } from "../canvas/map_sheet.ts";
import { LABEL_FONT, textWidth } from "../canvas/text_metrics.ts";
import { entityLink } from "../cards/links.ts";

interface Mark {
  readonly place: Occupied;
  readonly spot: Point;
  readonly radius: number;
  readonly name: string;
}

const ARROWS: { readonly [key: string]: Point } = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const SHAPE = 0.86; // how high a map is to its width
const LOWEST = 300;

// The map of some places, and what of those asked for it cannot show. It is drawn as wide as it stands in the page.
export function placeMap(places: readonly Occupied[], without: readonly Entity[]): HTMLElement {
  const drawn = element("div", {});
  const notes = element("figcaption", { class: "quiet" });
  const figure = element("figure", { class: "place-map" }, drawn, notes, placeList(places));
  let before = 0;
  new ResizeObserver(() => {
    const width = Math.round(figure.clientWidth);
    if (!width || width === before) return;
    before = width;
    const size = { width, height: heightFor(width) };
    const outlook = outlookOn(places, size);
    const marks = marksOf(places, outlook);
    const seen = marks.filter(({ spot }) => isInSight(spot, size));
    const told = element("p", { class: "map-told", "aria-hidden": "true" }, t("page.map.hint"));
    redraw(drawn, [mapSvg(seen, { size, outlook, told }), told]);
    redraw(notes, noteParts(marks.filter((mark) => !seen.includes(mark)), without));
  }).observe(figure);
  return figure;
}

// As high as what is in sight of the view, with room for a title and the line that tells what is at a mark.
function heightFor(width: number): number {
  const view = byId(currentState().view === "map" ? "map" : "ask");
  const high = view.clientHeight > LOWEST ? view.clientHeight - 100 : Infinity;
  const highest = Math.max(LOWEST, Math.min(high, (globalThis.innerHeight || 800) - 250));
  return Math.round(Math.max(LOWEST, Math.min(width * SHAPE, highest)));
}

// What many are at stands out, and gets its name first.
function marksOf(places: readonly Occupied[], outlook: Outlook): Mark[] {
  const weight = ({ isArea, entities }: Occupied) => (isArea ? 0 : 100) + entities.length;
  return [...places].sort((one, other) => weight(other) - weight(one)).map((place) => ({
    place,
    spot: spotOf(place, outlook),
    radius: place.isArea ? 6 : Math.min(4.5 + Math.sqrt(place.entities.length), 9),
    name: shortPlace(nameOf(place.place)),
  }));
}

// A town without its province, which the map shows: “Altona, Manitoba”, « Altona (Manitoba) ».
function shortPlace(name: string): string {
  const end = name.endsWith(")") ? name.lastIndexOf(" (") : name.lastIndexOf(", ");
  return end > 0 ? name.slice(0, end) : name;
}

interface Sheet {
  readonly size: Size;
  readonly outlook: Outlook;
  readonly told: HTMLElement;
}

function mapSvg(marks: readonly Mark[], { size, outlook, told }: Sheet): SVGSVGElement {
  const { width, height } = size;
  const names = placedNames(marks.map((mark) => ({ ...mark, width: textWidth(mark.name, LABEL_FONT) })), size);
  const ground = svgElement("g", { class: "ground", "aria-hidden": "true", transform: groundPlace(outlook) });
  void whenGround().then((lines) => ground.append(...groundPaths(lines)));
  const drawn = marks.map((mark, at) => markElement(mark, names[at], told));
  drawn[0]?.setAttribute("tabindex", "0");
  const order = [...drawn].reverse(); // the weightiest on top
  return svgElement(
    "svg",
    {
      ...{ width, height, viewBox: `0 0 ${width} ${height}`, role: "group" },
      "aria-label": t("page.map.label", { count: marks.length }),
      onkeydown: (event) => moveByKey(event, marks, drawn),
    },
    svgElement("rect", { ...size, class: "sea" }),
    ground,
    order,
  );
}

function groundPlace({ scale, left, top }: Outlook): string {
  const unit = scale * GROUND_UNIT;
  return `translate(${(FRAME.left - left) * scale} ${(FRAME.top - top) * scale}) scale(${unit})`;
}

function groundPaths(ground: Ground): SVGElement[] {
  return (["land", "inner", "lakes", "borders"] as const).map((layer) =>
    svgElement("path", { d: ground[layer], class: layer, "vector-effect": "non-scaling-stroke" })
  );
}

function markElement(
  { place, spot: [x, y], radius, name }: Mark,
  placed: Placed | null,
  told: HTMLElement,
): SVGGElement {
  const words = placeWords(place);
  const { place: { id, group }, isArea } = place;
  const open = () => openCard(id);
  const tell = () => told.replaceChildren(words);
  const { x: nameX, y: nameY, anchor } = placed ?? { x: x + radius + 4, y: y + 4, anchor: "start" };
  return svgElement(
    "g",
    {
      ...{ role: "button", tabindex: -1, "aria-label": words, "data-key": `map-${id}` },
      class: `mark ${group} ${isArea ? "area" : "near"} ${placed ? "" : "crowded"}`,
      ...{ onclick: open, onpointerenter: tell, onfocus: tell },
    },
    svgElement("circle", { cx: x, cy: y, r: 14, class: "reach" }),
    svgElement("circle", { cx: x, cy: y, r: radius, class: "dot" }),
    svgElement("text", { x: nameX, y: nameY, "text-anchor": anchor, "aria-hidden": "true" }, name),
  );
}

// What is at a place, and what of it the point is.
function placeWords({ place, coordinates, entities }: Occupied): string {
  const precision = localized(coordinates.precision);
  const name = precision ? t("page.map.place", { name: nameOf(place), precision }) : nameOf(place);
  return entities.length ? t("page.map.here", { name, list: formatList(entities.map(nameOf)) }) : name;
}

// One mark is a step of the keyboard; from there arrows lead to the nearest one on their side.
function moveByKey(event: KeyboardEvent, marks: readonly Mark[], drawn: readonly SVGGElement[]): void {
  const at = drawn.indexOf(document.activeElement as SVGGElement);
  if (at < 0) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    return openCard(marks[at].place.place.id);
  }
  const way = ARROWS[event.key];
  if (!way) return;
  event.preventDefault();
  const next = nearestOnSide(marks, at, way);
  if (next < 0) return;
  drawn.forEach((mark, one) => mark.setAttribute("tabindex", one === next ? "0" : "-1"));
  drawn[next].focus();
}

// What a reader has to know of the map.
function noteParts(outside: readonly Mark[], without: readonly Entity[]): Children {
  return [
    element("p", {}, t("page.map.note")),
    outside.length > 0 &&
    element("p", {}, t("page.map.outside", { list: formatList(outside.map(({ name }) => name)) })),
    without.length > 0 && withoutList(without),
    element("p", {}, t("page.map.ground")),
  ];
}

const NAMED = 4;

function withoutList(without: readonly Entity[]): HTMLElement {
  const named = (entities: readonly Entity[]) =>
    entities.flatMap((one, at) => (at ? [", ", entityLink(one)] : [entityLink(one)]));
  const rest = without.slice(NAMED);
  const line = element("p", {}, t("page.map.without", { count: without.length }), " ", named(without.slice(0, NAMED)));
  if (!rest.length) return line;
  const more = button(t("page.entity.showMore", { count: without.length }), () => {
    more.replaceWith(", ", ...named(rest));
  }, { class: "more", "data-key": "map-without" });
  line.append(" ", more);
  return line;
}

// The same in words, from north to south.
function placeList(places: readonly Occupied[]): HTMLElement {
  const item = ({ place, coordinates, entities }: Occupied) =>
    element(
      "li",
      {},
      entityLink(place),
      element("span", { class: "quiet" }, ` ${localized(coordinates.precision)}`),
      entities.length > 0 && element("ul", {}, entities.map((entity) => element("li", {}, entityLink(entity)))),
    );
  return element("ul", { class: "places", "aria-label": t("page.map.list") }, places.map(item));
}
