import assert from "node:assert/strict";
import type { Reason } from "../../../../kg/explorer/page/data/drawings.ts";
import { governmentsOn, voicesOf } from "../../../../kg/explorer/page/data/evidence.ts";
import { setRecord } from "../../../../kg/explorer/page/data/record.ts";
import { smallRecord } from "../small_record.ts";

const bits = (whole: number, some: number) => ({ whole, some }) as Reason;

Deno.test("what was not read again has no voice, and a copy has that of its text", () => {
  const [unread, copy, read] = smallRecord().passages;
  assert.deepEqual([...voicesOf([unread])], []);
  assert.deepEqual([...voicesOf([unread, copy, read])].map(({ id }) => id), ["wire", "office"]);
});

Deno.test("both governments say so only of one and the same setting", () => {
  setRecord(smallRecord());
  assert.equal(governmentsOn([bits(1, 1), bits(3, 3)]).word, "both");
  assert.equal(governmentsOn([bits(1, 3), bits(0, 0)]).word, "parts");
  assert.equal(governmentsOn([bits(1, 1), bits(2, 2)]).word, "apart");
  assert.equal(governmentsOn([bits(0, 0)]).word, "none");
  const { word, only } = governmentsOn([bits(1, 1), bits(0, 1)]);
  assert.deepEqual([word, only?.id], ["one", "canada"]);
});
