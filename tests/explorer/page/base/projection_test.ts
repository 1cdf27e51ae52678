// The projection of the map, held against what it promises: true areas, and all of the north in one frame.

import assert from "node:assert/strict";
import { FRAME, isInFrame, type Point, projected } from "../../../../kg/explorer/page/base/projection.ts";

const RADIUS = 6371;

Deno.test("north is up and east is right of the centre", () => {
  const [x, y] = projected(58, -97);
  assert(Math.hypot(x, y) < 1e-6);
  assert(projected(70, -97)[1] < 0);
  assert(projected(58, -80)[0] > 0);
});

Deno.test("a pole is as far as the chord to it is long", () => {
  const [x, y] = projected(90, 0);
  assert(Math.abs(x) < 1e-6);
  assert(Math.abs(y + 2 * RADIUS * Math.sin((16 * Math.PI) / 180)) < 1e-6);
});

Deno.test("a square degree has its true area everywhere", () => {
  for (const [latitude, longitude] of [[45, -75], [75, -62], [30, -120], [60, -165], [58, -97]] as const) {
    const step = 0.1;
    const corners = [[0, 0], [0, step], [step, step], [step, 0]].map(([up, right]) =>
      projected(latitude + up, longitude + right)
    );
    const width = (step * Math.PI) / 180;
    const sines = Math.sin(((latitude + step) * Math.PI) / 180) - Math.sin((latitude * Math.PI) / 180);
    const area = RADIUS ** 2 * width * sines;
    assert(Math.abs(areaOf(corners) / area - 1) < 1e-4, `${latitude} ${longitude}`);
  }
});

Deno.test("the two countries, Greenland and the pole's islands are within the frame", () => {
  const places = [[82.5, -62.3], [25, -81], [19.6, -155.5], [32.5, -117], [47.5, -52.7], [53, -168], [76.5, -68.7]];
  for (const [latitude, longitude] of places) assert(isInFrame(projected(latitude, longitude)), `${latitude}`);
  assert(!isInFrame(projected(-33, 151)));
  assert(FRAME.width > FRAME.height);
});

function areaOf(ring: readonly Point[]): number {
  const twice = ring.reduce((sum, [x, y], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length];
    return sum + x * y2 - x2 * y;
  }, 0);
  return Math.abs(twice) / 2;
}
