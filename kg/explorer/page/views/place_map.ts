// A map of places, drawn without tiles on the ground that the page carries: a mark for each, with its name where there is
// room, and below it the same in words.

import { byId, type Children, element, redraw, svgElement } from "../base/dom.ts";
import { formatList, localized, t } from "../base/i18n.ts";
import { moreButton } from "../base/more.ts";
import { FRAME, GROUND_UNIT, isInFrame, type Point } from "../base/projection.ts";
import { type Ground, whenGround } from "../data/ground.ts";
import { nameOf } from "../data/names.ts";
import type { Occupied } from "../data/positions.ts";
import type { Entity } from "../data/record.ts";
import { openCard } from "../state/navigation.ts";
import { currentState } from "../state/store.ts";
import { type Camera, HOME, panned, seeing, zoomed } from "../canvas/camera.ts";
import type { Point as Place, Size } from "../canvas/geometry.ts";
import { GestureReader } from "../canvas/gestures.ts";
import { directionOf } from "../canvas/keys.ts";
import { nearestOnSide } from "../canvas/map_keys.ts";
import { type Placed, placedNames } from "../canvas/map_names.ts";
import {
  isInSight,
  type Outlook,
  outlookOn,
  overGround,
  pointOf,
  reachOf,
  seenFrom,
  spotOf,
} from "../canvas/map_sheet.ts";
import { LABEL_FONT, textWidth } from "../canvas/text_metrics.ts";
import { entityLink } from "../cards/links.ts";
import { zoomButtons } from "./zoom_buttons.ts";

interface Mark {
  readonly place: Occupied;
  readonly spot: Point;
  readonly radius: number;
  readonly name: string;
}

const SHAPE = 0.86; // how high a map is to its width
const LOWEST = 300;
const EDGE = 24; // pixels within which nothing that is looked for stands
const [STEP, ZOOM] = [60, 1.3];

// The map of some places, and what of those asked for it cannot show. It is drawn as wide as it stands in the page.
export function placeMap(places: readonly Occupied[], without: readonly Entity[]): HTMLElement {
  const drawn = element("div", { class: "map-stage" });
  const told = element("p", { class: "map-told", "aria-hidden": "true" }, t("page.map.hint"));
  const notes = element("figcaption", { class: "quiet" });
  const sheet = new MapSheet(drawn, places, (words) => told.replaceChildren(words));
  const buttons = zoomButtons((by) => sheet.zoom(by), () => sheet.fit(), "map-");
  const figure = element("figure", { class: "place-map" }, buttons, drawn, told, notes, placeList(places));
  new ResizeObserver(() => {
    const width = Math.round(figure.clientWidth);
    if (!width || !sheet.draw({ width, height: heightFor(width) })) return;
    redraw(notes, noteParts(sheet.outside, without));
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

// A map that is drawn for a size, and how the camera stands over it.
class MapSheet {
  outside: readonly Mark[] = [];
  private size: Size = { width: 0, height: 0 };
  private outlook: Outlook = { scale: 1, left: 0, top: 0 };
  private camera = HOME;
  private marks: readonly Mark[] = [];
  private elements: readonly SVGGElement[] = [];
  private ground: SVGGElement | null = null;

  constructor(
    private readonly stage: HTMLElement,
    private readonly places: readonly Occupied[],
    private readonly tell: (words: string) => void,
  ) {
    new GestureReader(stage, {
      pan: (by) => this.look(panned(this.camera, by)),
      zoom: (by, at) => this.zoom(by, at),
      tap: () => {}, // a mark is pressed by itself
      point: () => {},
      leave: () => {},
    });
  }

  // Draw it for a size; false where it stands so already. What is in the middle stays there.
  draw(size: Size): boolean {
    if (size.width === this.size.width && size.height === this.size.height) return false;
    this.size = size;
    this.outlook = outlookOn(this.places, size);
    const marks = marksOf(this.places, this.outlook);
    this.outside = marks.filter(({ spot }) => !isInSight(spot, size));
    this.marks = marks.filter(({ place }) => isInFrame(pointOf(place)));
    this.ground = svgElement("g", { class: "ground", "aria-hidden": "true" });
    const { ground } = this;
    void whenGround().then((lines) =>
      ground.append(svgElement("g", { transform: groundPlace(this.outlook) }, groundPaths(lines)))
    );
    this.elements = this.marks.map((mark) => markElement(mark, this.tell, () => this.see(mark)));
    const first = this.marks.findIndex((mark) => !this.outside.includes(mark));
    this.elements[first]?.setAttribute("tabindex", "0");
    redraw(
      this.stage,
      mapSvg([...this.elements].reverse(), { // the weightiest on top
        size,
        ground,
        count: this.marks.length - this.marks.filter((mark) => this.outside.includes(mark)).length,
        onKey: (event) => this.key(event),
      }),
    );
    this.look(this.camera);
    return true;
  }

  zoom(by: number, at?: Place): void {
    this.look(zoomed(this.camera, by, at, reachOf(this.outlook, this.size)));
  }

  fit(): void {
    this.look(HOME);
  }

  // Names that have no room from afar have one from near.
  private look(camera: Camera): void {
    const { size } = this;
    this.camera = overGround(camera, this.outlook, size);
    const { x, y, scale } = this.camera;
    const [left, top] = [size.width / 2 - x * scale, size.height / 2 - y * scale];
    const middle = `translate(${-size.width / 2} ${-size.height / 2})`;
    this.ground?.setAttribute("transform", `translate(${left} ${top}) scale(${scale}) ${middle}`);
    this.stage.classList.toggle("near", scale > 1.02); // else a finger may scroll the page
    const spots = this.marks.map(({ spot }) => seenFrom(this.camera, spot, size));
    const named = this.marks.map((mark, at) => ({ at, mark, spot: spots[at] })).filter(({ spot }) =>
      isInSight(spot, size)
    );
    const names = placedNames(
      named.map(({ mark, spot }) => ({ ...mark, spot, width: textWidth(mark.name, LABEL_FONT) })),
      size,
    );
    const placed = new Map(named.map(({ at }, place) => [at, names[place]]));
    this.elements.forEach((one, at) => placeMark(one, this.marks[at], spots[at], placed.get(at) ?? null));
  }

  // What the keyboard is led to comes in sight.
  private see({ spot: [x, y] }: Mark): void {
    const { width, height } = this.size;
    const free = { left: EDGE - width / 2, right: width / 2 - EDGE, top: EDGE - height / 2, bottom: height / 2 - EDGE };
    this.look(seeing(this.camera, { x: x - width / 2, y: y - height / 2 }, free));
  }

  // One mark is a step of the keyboard; from there arrows lead to the nearest one on their side. With Shift they move
  // the map.
  private key(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const at = this.elements.indexOf(document.activeElement as SVGGElement);
    const way = directionOf(event.key);
    if (way && event.shiftKey) this.look(panned(this.camera, { x: -STEP * way[0], y: -STEP * way[1] }));
    else if (event.key === "+" || event.key === "=") this.zoom(ZOOM);
    else if (event.key === "-") this.zoom(1 / ZOOM);
    else if (event.key === "0") this.fit();
    else if (at >= 0 && (event.key === "Enter" || event.key === " ")) openCard(this.marks[at].place.place.id);
    else if (at >= 0 && way) this.walk(nearestOnSide(this.marks, at, way));
    else return;
    event.preventDefault();
  }

  private walk(next: number): void {
    if (next < 0) return;
    this.elements.forEach((mark, one) => mark.setAttribute("tabindex", one === next ? "0" : "-1"));
    this.elements[next].focus({ preventScroll: true });
  }
}

interface Drawing {
  readonly size: Size;
  readonly ground: SVGGElement;
  readonly count: number;
  readonly onKey: (event: KeyboardEvent) => void;
}

function mapSvg(marks: readonly SVGGElement[], { size, ground, count, onKey }: Drawing): SVGSVGElement {
  const { width, height } = size;
  return svgElement(
    "svg",
    {
      ...{ width, height, viewBox: `0 0 ${width} ${height}`, role: "group" },
      "aria-label": `${t("page.map.label", { count })} ${t("page.map.keys")}`,
      onkeydown: onKey,
    },
    svgElement("rect", { ...size, class: "sea" }),
    ground,
    marks,
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

// A mark where it is told to be: it moves, and keeps its size.
function markElement(
  { place, radius, name }: Mark,
  tell: (words: string) => void,
  see: () => void,
): SVGGElement {
  const words = placeWords(place);
  const { place: { id, group }, isArea } = place;
  const told = () => tell(words);
  return svgElement(
    "g",
    {
      ...{ role: "button", tabindex: -1, "aria-label": words, "data-key": `map-${id}` },
      class: `mark ${group} ${isArea ? "area" : "near"}`,
      ...{ onclick: () => openCard(id), onpointerenter: told, onfocus: () => (told(), see()) },
    },
    svgElement("circle", { r: 14, class: "reach" }),
    svgElement("circle", { r: radius, class: "dot" }),
    svgElement("text", { "aria-hidden": "true" }, name),
  );
}

function placeMark(mark: SVGGElement, { radius }: Mark, [x, y]: Point, placed: Placed | null): void {
  mark.setAttribute("transform", `translate(${x} ${y})`);
  mark.classList.toggle("crowded", !placed);
  const name = mark.querySelector("text");
  name?.setAttribute("x", String(placed ? placed.x - x : radius + 4));
  name?.setAttribute("y", String(placed ? placed.y - y : 4));
  name?.setAttribute("text-anchor", placed?.anchor ?? "start");
}

// What is at a place, and what of it the point is.
function placeWords({ place, coordinates, entities }: Occupied): string {
  const precision = localized(coordinates.precision);
  const name = precision ? t("page.map.place", { name: nameOf(place), precision }) : nameOf(place);
  return entities.length ? t("page.map.here", { name, list: formatList(entities.map(nameOf)) }) : name;
}

// What a reader has to know of the map.
function noteParts(outside: readonly Mark[], without: readonly Entity[]): Children {
  return [
    element("p", {}, t("page.map.note")),
    element("p", {}, t("page.map.keys")),
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
  const more = moreButton(NAMED, without.length, () => {
    more.replaceWith(", ", ...named(rest));
  }, "map-without");
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
