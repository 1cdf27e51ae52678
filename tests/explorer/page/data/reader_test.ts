import assert from "node:assert/strict";
import { placeOf } from "../../../../kg/explorer/page/data/evidence.ts";
import { readWords } from "../../../../kg/explorer/page/data/reader.ts";
import { smallRecord, unwordedRecord, WORDS } from "../small_record.ts";

Deno.test("entities point to each other and to their ties", () => {
  const { byId } = smallRecord();
  const navy = byId.get("navy");
  assert.deepEqual(navy?.countries, [byId.get("canada")]);
  assert.deepEqual(navy?.ties.map(({ object }) => object.id), ["pact", "force"]);
});

Deno.test("what is shared has its part in the weight, and its reasons have their ties", () => {
  const { edges } = smallRecord().drawings.get("shared", "organizations");
  const told = edges.flatMap(({ reasons }) => reasons.map((one) => [one.through?.id, one.share, one.ties.length]));
  assert.deepEqual(told, [["pact", 0.5, 2], ["force", 1, 2]]);
});

Deno.test("a passage knows how it was read again, and its link opens at the place", () => {
  const [first, second] = smallRecord().passages;
  assert.equal(first.reading, null);
  assert.deepEqual(second.reading, { from: "excerpt", on: "2026-11-29", fragment: "six words" });
  assert.match(placeOf(second), /#:~:text=six%20words$/);
  assert.equal(placeOf(first), first.document.address);
});

Deno.test("the record can be drawn before its words, which come to where they belong", () => {
  const record = unwordedRecord();
  const [{ says, document }] = record.passages;
  assert.equal(record.drawings.get("shared", "organizations").edges.length, 2);
  assert.deepEqual([says, document.title, document.voice?.name, record.byId.get("pact")?.events], [[], "", [], []]);
  readWords(WORDS, record);
  assert.deepEqual([says?.[0], document.title, document.voice?.name[0]], ["It says so.", "One", "Office"]);
  assert.equal(record.byId.get("pact")?.events[0].summary?.[0], "It was founded.");
});
