import assert from "node:assert/strict";
import { largest } from "../../../../kg/explorer/page/base/collections.ts";

Deno.test("the largest are those that sorting puts first, equal ones in their order", () => {
  const things = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5].map((much, at) => ({
    much,
    at,
  }));
  const sorted = [...things].sort((one, other) => other.much - one.much);
  for (let count = 1; count <= things.length + 1; count += 1) {
    assert.deepEqual(
      largest(things, count, ({ much }) => much),
      sorted.slice(0, count),
    );
  }
});
