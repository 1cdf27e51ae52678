// The ground of the map out of a small topology: two countries side by side, with a lake in one of them.

import assert from "node:assert/strict";
import { groundOf, type Topology } from "../../../kg/explorer/page/build_ground.ts";

const SMALL: Topology = {
  transform: { scale: [1, 1], translate: [0, 0] },
  // the border between both, the rest of the western one, the rest of the eastern one, a lake, an islet
  arcs: [
    [[-97, 49], [0, 6]],
    [[-97, 55], [-20, 0], [0, -6], [20, 0]],
    [[-97, 49], [20, 0], [0, 6], [-20, 0]],
    [[-110, 51], [0, 2], [4, 0], [0, -2], [-4, 0]],
    [[-60, 45], [0.05, 0], [0, 0.05], [-0.05, -0.05]],
  ],
  objects: {
    land: { geometries: [{ arcs: [[0, 1]] }, { arcs: [[~0, 2]] }, { arcs: [[4]] }] },
    lakes: { geometries: [{ arcs: [[3]] }] },
    countries: { geometries: [{ id: "CAN", arcs: [[0, 1]] }, { id: "USA", arcs: [[~0, 2]] }] },
    subunits: { geometries: [{ id: "AB", arcs: [[0, 1]], properties: { gu: "CAN" } }] },
  },
};

Deno.test("coasts close, the border is the line between both, and an islet is left out", () => {
  const { land, lakes, borders, inner } = groundOf(SMALL);
  assert.equal(land.match(/z/g)?.length, 2);
  assert.equal(lakes.match(/z/g)?.length, 1);
  assert.match(borders, /^M[\d ]+l[-\d ]+$/);
  assert.equal(inner, "");
});

Deno.test("a path is whole numbers from one point to the next", () => {
  const { land } = groundOf(SMALL);
  assert.match(land, /^(M-?\d+ -?\d+l(-?\d+[ -]\d+ ?|-?\d+ ?)+z)+$/);
});
