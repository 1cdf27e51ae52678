// The camera: what stays where when one drags, zooms, fits or looks for something.

import assert from "node:assert/strict";
import {
  fitted,
  HOME,
  panned,
  seeing,
  toDrawing,
  toStage,
  within,
  zoomed,
} from "../../../../kg/explorer/page/canvas/camera.ts";

const STAGE = { left: -400, right: 400, top: -300, bottom: 300 };

Deno.test("what is under the finger stays there when one zooms", () => {
  const [camera, at] = [{ x: 30, y: -20, scale: 1.5 }, { x: 120, y: 80 }];
  const under = toDrawing(camera, at);
  assert.deepEqual(toStage(zoomed(camera, 2, at), under), at);
});

Deno.test("zooming ends at six times and at three tenths", () => {
  assert.equal(zoomed(HOME, 100).scale, 6);
  assert.equal(zoomed(HOME, 0.01).scale, 0.3);
});

Deno.test("dragging moves the drawing by as many pixels as the finger", () => {
  const camera = { x: 0, y: 0, scale: 2 };
  assert.deepEqual(toStage(panned(camera, { x: 10, y: -6 }), { x: 0, y: 0 }), { x: 10, y: -6 });
});

Deno.test("what is in sight is left where it is, what is not comes to the edge", () => {
  assert.deepEqual(seeing(HOME, { x: 100, y: 100 }, STAGE), HOME);
  assert.deepEqual(toStage(seeing(HOME, { x: 900, y: 0 }, STAGE), { x: 900, y: 0 }), { x: 400, y: 0 });
});

Deno.test("a picture half covered by a card fits in the other half", () => {
  const camera = fitted({ left: -400, right: 400, top: -300, bottom: 0 }, { width: 800, height: 600 });
  assert.equal(camera.scale, 0.5);
  assert.deepEqual(toStage(camera, { x: 0, y: 0 }), { x: 0, y: -150 });
});

Deno.test("nobody loses the drawing", () => {
  assert.deepEqual(within({ x: 5000, y: -10, scale: 2 }, STAGE), { x: 400, y: -10, scale: 2 });
});
