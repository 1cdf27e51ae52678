import assert from "node:assert/strict";
import { smallRecords } from "../small_record.ts";

Deno.test("a claim that no passage makes that was read again is gone, and its date with it", () => {
  const [whole, read] = [smallRecords()(""), smallRecords()("again")];
  const edges = (of: typeof whole) => of.drawings.get("shared", "organizations").edges.map(({ key }) => key);
  assert.deepEqual([edges(whole), edges(read)], [["army~navy", "navy~police"], ["navy~police"]]);
  assert.deepEqual(read.byId.get("navy")?.ties.map(({ object }) => object.id), ["pact", "force"]);
  assert.deepEqual(read.byId.get("army")?.ties, []);
  assert.deepEqual([whole, read].map(({ byId }) => byId.get("pact")?.since), ["1958-05-12", ""]);
  assert.deepEqual([whole, read].map(({ byId }) => byId.get("pact")?.facts.length), [2, 1]);
});

Deno.test("a page without that knowledge shows all", () => {
  const recordOf = smallRecords({ readAgain: undefined });
  assert.equal(recordOf("again").ties.length, 4);
  assert.equal(recordOf("").sifts, false);
});
