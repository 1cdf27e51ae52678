import assert from "node:assert/strict";
import { smallRecord } from "../small_record.ts";

Deno.test("entities point to each other and to their ties", () => {
  const { byId } = smallRecord();
  const navy = byId.get("navy");
  assert.deepEqual(navy?.countries, [byId.get("canada")]);
  assert.deepEqual(navy?.ties.map(({ object }) => object.id), ["pact", "force"]);
});

Deno.test("what is shared by two weighs 1, and its reasons have their ties", () => {
  const [edge] = smallRecord().drawings.get("shared", "organizations").edges;
  assert.deepEqual(edge.reasons.map(({ through, share, ties }) => [through?.id, share, ties.length]), [["pact", 1, 2]]);
});

Deno.test("the principal country decides the group", () => {
  const { byId } = smallRecord();
  assert.equal(byId.get("army")?.group, "first");
  assert.equal(byId.get("pact")?.group, "collaboration");
});
