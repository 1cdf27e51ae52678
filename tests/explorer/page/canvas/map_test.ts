// What lies where on the map: all in sight, names beside their marks and none over another.

import assert from "node:assert/strict";
import { FRAME } from "../../../../kg/explorer/page/base/projection.ts";
import { type Placed, placedNames } from "../../../../kg/explorer/page/canvas/map_names.ts";
import {
  isInSight,
  outlookOn,
  overGround,
  reachOf,
  seenFrom,
  spotOf,
} from "../../../../kg/explorer/page/canvas/map_sheet.ts";
import type { Occupied } from "../../../../kg/explorer/page/data/positions.ts";
import type { Entity } from "../../../../kg/explorer/page/data/record.ts";
import { HOME, panned, zoomed } from "../../../../kg/explorer/page/canvas/camera.ts";
import { nearestOnSide } from "../../../../kg/explorer/page/canvas/map_keys.ts";

const SIZES = [{ width: 760, height: 480 }, { width: 1180, height: 650 }, { width: 280, height: 300 }];

function at(latitude: number, longitude: number, isArea = false): Occupied {
  const coordinates = { latitude, longitude, precision: null, passages: [] };
  return { place: {} as Entity, coordinates, isArea, entities: [] };
}

const CITIES = [at(45.4, -75.7), at(38.8, -104.8), at(62.45, -114.37), at(82.5, -62.28), at(30.07, -85.57)];

Deno.test("all towns are in sight, at every size", () => {
  for (const size of SIZES) {
    const outlook = outlookOn(CITIES, size);
    for (const city of CITIES) assert(isInSight(spotOf(city, outlook), size));
  }
});

Deno.test("nothing beyond the ground is in sight, and one place is not shown alone in a field", () => {
  for (const size of SIZES) {
    for (const places of [CITIES, [at(19.6, -155.5)], [at(45.4, -75.7)]]) {
      const { scale, left, top } = outlookOn(places, size);
      assert(left >= FRAME.left - 1e-6 && top >= FRAME.top - 1e-6);
      assert(left + size.width / scale <= FRAME.left + FRAME.width + 1e-6);
      assert(top + size.height / scale <= FRAME.top + FRAME.height + 1e-6);
      assert(Math.max(size.width, size.height) / scale >= 2600 - 1e-6);
    }
  }
});

Deno.test("the one point of a province far off does not make the rest small", () => {
  const [size] = SIZES;
  assert.deepEqual(outlookOn([...CITIES, at(19.61, -155.51, true)], size), outlookOn(CITIES, size));
});

Deno.test("no name stands over another or over a mark, and one without room has none", () => {
  const names = Array.from({ length: 60 }, (_, one) => ({
    spot: [20 + (one * 97) % 360, 20 + (one * 53) % 260] as const,
    radius: 5,
    width: 60,
  }));
  const placed = placedNames(names, { width: 400, height: 300 });
  const boxes = placed.filter((one) => one !== null).map((one) => boxOf(one, 60));
  assert(boxes.length > 15 && boxes.length < 60);
  boxes.forEach((one, first) =>
    boxes.slice(first + 1).forEach((other) => {
      const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top ||
        other.bottom <= one.top;
      assert(apart, JSON.stringify([one, other]));
    })
  );
});

Deno.test("an arrow leads to the nearest mark on its side, and nowhere at the edge", () => {
  const marks = [[0, 0], [50, 5], [60, 60], [-10, 40]].map(([x, y]) => ({ spot: [x, y] as const }));
  assert.equal(nearestOnSide(marks, 0, [1, 0]), 1);
  assert.equal(nearestOnSide(marks, 0, [0, 1]), 3);
  assert.equal(nearestOnSide(marks, 0, [0, -1]), -1);
});

Deno.test("at first a camera sees what the outlook shows, and from near what is under the finger stays there", () => {
  for (const size of SIZES) {
    const outlook = outlookOn(CITIES, size);
    const spot = spotOf(CITIES[0], outlook);
    assert.deepEqual(seenFrom(overGround(HOME, outlook, size), spot, size).map(Math.round), spot.map(Math.round));
    const at = { x: spot[0] - size.width / 2, y: spot[1] - size.height / 2 };
    const near = zoomed(HOME, 3, at, reachOf(outlook, size));
    assert.deepEqual(seenFrom(near, spot, size).map(Math.round), spot.map(Math.round));
  }
});

Deno.test("from near or far, nothing beyond the ground is in sight", () => {
  for (const size of SIZES) {
    const outlook = outlookOn(CITIES, size);
    for (const by of [0.01, 1, 4, 1000]) {
      for (const way of [{ x: 9e5, y: 9e5 }, { x: -9e5, y: -9e5 }]) {
        const camera = overGround(panned(zoomed(HOME, by, undefined, reachOf(outlook, size)), way), outlook, size);
        const corner = { x: camera.x + size.width / 2 - size.width / 2 / camera.scale };
        const left = outlook.left + corner.x / outlook.scale;
        assert(
          left >= FRAME.left - 1e-6 &&
            left + size.width / camera.scale / outlook.scale <= FRAME.left + FRAME.width + 1e-6,
        );
      }
    }
  }
});

function boxOf({ x, y, anchor }: Placed, width: number) {
  const left = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { left, right: left + width, top: y - 11, bottom: y + 3 };
}
