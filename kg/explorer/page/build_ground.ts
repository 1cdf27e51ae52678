// The ground of the map: coasts, lakes and borders of Natural Earth, projected, cut to what is shown and made coarse, as
// paths of SVG. It is made when the page is built; the page knows no more of the earth than these lines.

import { FRAME, GROUND_UNIT, isInFrame, type Point, projected } from "./base/projection.ts";
import type { Ground } from "./data/ground.ts";

type Arcs = readonly (number | Arcs)[];

interface Geometry {
  readonly id?: string;
  readonly arcs?: Arcs;
  readonly properties?: { readonly gu?: string };
}

export interface Topology {
  readonly transform: { readonly scale: Point; readonly translate: Point };
  readonly arcs: readonly (readonly Point[])[];
  readonly objects: { readonly [layer: string]: { readonly geometries: readonly Geometry[] } };
}

const COARSENESS = 5; // how many kilometres a line may stray
const MARGIN = 120;
const SMALLEST = { land: 900, lakes: 2500 }; // square kilometres
const DIVIDED = ["CAN", "USA"];

export function groundOf(topology: Topology): Ground {
  const arcs = decoded(topology).map((arc) => simplified(arc.map(([x, y]) => projected(y, x))));
  const rings = (layer: "land" | "lakes") =>
    topology.objects[layer].geometries.flatMap(({ arcs: held }) => ringsOf(held ?? []))
      .map((ring) => cut(joined(ring, arcs)))
      .filter((ring) => ring.some(isInFrame) && area(ring) >= SMALLEST[layer]);
  const divided = topology.objects.subunits.geometries.filter((one) => DIVIDED.includes(one.properties?.gu ?? ""));
  const borders = shared(topology.objects.countries.geometries);
  return {
    land: rings("land").map((ring) => path(ring, true)).join(""),
    lakes: rings("lakes").map((ring) => path(ring, true)).join(""),
    borders: lines(borders, arcs),
    inner: lines(shared(divided).filter((arc) => !borders.includes(arc)), arcs),
  };
}

function decoded({ arcs, transform: { scale, translate } }: Topology): Point[][] {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]): Point => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

// The rings of polygons, each as its arcs; an arc that is run backwards is counted from -1 down.
function ringsOf(arcs: Arcs): number[][] {
  if (arcs.every((one) => typeof one === "number")) return [[...arcs] as number[]];
  return (arcs as readonly Arcs[]).flatMap(ringsOf);
}

function joined(ring: readonly number[], arcs: readonly (readonly Point[])[]): Point[] {
  return ring.flatMap((at) => (at < 0 ? [...arcs[~at]].reverse() : arcs[at]).slice(1));
}

// The arcs that two things have between them.
function shared(geometries: readonly Geometry[]): number[] {
  const times = new Map<number, number>();
  for (const { arcs } of geometries) {
    for (const at of new Set(ringsOf(arcs ?? []).flat().map((one) => (one < 0 ? ~one : one)))) {
      times.set(at, (times.get(at) ?? 0) + 1);
    }
  }
  return [...times].filter(([, count]) => count > 1).map(([at]) => at);
}

function lines(chosen: readonly number[], arcs: readonly (readonly Point[])[]): string {
  return chosen.map((at) => arcs[at]).filter((arc) => arc.some(isInFrame)).map((arc) => path(cut(arc), false)).join("");
}

// What is out of sight is drawn along the edge.
function cut(points: readonly Point[]): Point[] {
  const [right, bottom] = [FRAME.left + FRAME.width, FRAME.top + FRAME.height];
  return points.map(([x, y]) => [
    Math.min(Math.max(x, FRAME.left - MARGIN), right + MARGIN),
    Math.min(Math.max(y, FRAME.top - MARGIN), bottom + MARGIN),
  ]);
}

// Douglas and Peucker: a point that lies close to the line without it is left out. Both ends stay, so that lines meet.
function simplified(points: readonly Point[]): Point[] {
  if (points.length < 3) return [...points];
  const [first, last] = [points[0], points[points.length - 1]];
  let [furthest, most] = [0, 0];
  points.forEach((point, at) => {
    const away = distance(point, first, last);
    if (away > most) [furthest, most] = [at, away];
  });
  if (most <= COARSENESS) return [first, last];
  return [...simplified(points.slice(0, furthest + 1)), ...simplified(points.slice(furthest)).slice(1)];
}

function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (!length) return Math.hypot(x - x1, y - y1);
  return Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length;
}

function area(ring: readonly Point[]): number {
  const twice = ring.reduce((sum, [x, y], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length];
    return sum + x * y2 - x2 * y;
  }, 0);
  return Math.abs(twice) / 2;
}

// A line from point to point, each told by how far it is from the one before.
function path(points: readonly Point[], closes: boolean): string {
  const whole = points.map((
    [x, y],
  ) => [Math.round((x - FRAME.left) / GROUND_UNIT), Math.round((y - FRAME.top) / GROUND_UNIT)]);
  const kept = whole.filter(([x, y], at) => !at || x !== whole[at - 1][0] || y !== whole[at - 1][1]);
  const steps = kept.slice(1).map(([x, y], at) => [x - kept[at][0], y - kept[at][1]]);
  const told = steps.map(([x, y]) => `${x}${y < 0 ? "" : " "}${y}`).join(" ").replaceAll(" -", "-");
  return `M${kept[0][0]} ${kept[0][1]}${told && `l${told}`}${closes ? "z" : ""}`;
}
