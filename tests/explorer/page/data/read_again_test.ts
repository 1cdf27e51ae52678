import assert from "node:assert/strict";
import { withAgain } from "../../../../kg/explorer/page/data/payload.ts";
import { smallRecords, WORDS } from "../small_record.ts";

Deno.test("a claim that no passage makes that was read again is gone, and its date with it", () => {
  const records = smallRecords();
  const [whole, read] = [records.get(""), records.get("again")];
  const edges = (of: typeof whole) => of.drawings.get("shared", "organizations").edges.map(({ key }) => key);
  assert.deepEqual([edges(whole), edges(read)], [["army~navy", "navy~police"], ["navy~police"]]);
  assert.equal(read.drawings.get("shared", "organizations").edges[0].reasons[0].share, 1);
  assert.deepEqual(read.byId.get("navy")?.ties.map(({ object }) => object.id), ["pact", "force"]);
  assert.deepEqual(read.byId.get("army")?.ties, []);
  assert.deepEqual([whole, read].map(({ byId }) => byId.get("pact")?.since), ["1958-05-12", ""]);
  assert.deepEqual([whole, read].map(({ byId }) => byId.get("pact")?.facts.length), [2, 1]);
});

Deno.test("a page without that knowledge shows all", () => {
  const records = smallRecords({ ...WORDS, readAgain: undefined });
  assert.equal(records.get("again"), records.get(""));
});

Deno.test("both records have their words, each its own passages", () => {
  const records = smallRecords();
  const [whole, read] = [records.get(""), records.get("again")];
  assert.deepEqual([whole, read].map(({ passages }) => passages[1].says?.[0]), ["It says so.", "It says so."]);
  assert.deepEqual([whole, read].map(({ publishers }) => publishers[2].name[1]), ["Agence", "Agence"]);
  assert.deepEqual([whole, read].map(({ events }) => events.length), [1, 0]);
});

Deno.test("texts of what was read again alone come after all others", () => {
  const { readAgain, ...words } = WORDS;
  assert.equal(withAgain(words, null), words);
  assert(readAgain);
  const whole = withAgain(words, { ...readAgain, texts: [["late", "tard"]] });
  assert.deepEqual(whole, { ...WORDS, texts: [...WORDS.texts, ["late", "tard"]] });
});
