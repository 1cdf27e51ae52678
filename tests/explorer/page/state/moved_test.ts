// Marks that were moved by hand: as a text that a link holds.

import assert from "node:assert/strict";
import { setRecord } from "../../../../kg/explorer/page/data/record.ts";
import { readState, writeState } from "../../../../kg/explorer/page/state/address.ts";
import { movedMarks, movedOn } from "../../../../kg/explorer/page/state/moved.ts";
import { defaults } from "../../../../kg/explorer/page/state/state.ts";
import { smallRecord } from "../small_record.ts";

Deno.test("a mark is moved on from where it was, and one that is back is not told of", () => {
  const once = movedOn("", "army", { across: 12.4, down: -30 });
  assert.equal(once, "army~12~-30");
  assert.equal(movedOn(once, "navy", { across: 1, down: 2 }), "army~12~-30 navy~1~2");
  assert.equal(movedOn(once, "army", { across: -12, down: 30 }), "");
});

Deno.test("nothing is moved farther than the link can tell", () => {
  assert.equal(movedOn("army~1400~0", "army", { across: 900, down: -9999 }), "army~1500~-1500");
});

Deno.test("what cannot be read is left out", () => {
  assert.deepEqual([...movedMarks("army~1 ~2~3 navy~a~b police~5~6 x~99999~1").keys()], ["police"]);
});

Deno.test("a link brings moved marks back, but for those that nothing on record has", () => {
  setRecord(smallRecord());
  const address = writeState({ ...defaults(), moved: "army~12~-30 navy~1~2" });
  assert.equal(address, "#moved=army%7E12%7E-30+navy%7E1%7E2");
  assert.equal(readState(address).moved, "army~12~-30 navy~1~2");
  assert.equal(readState("#moved=nobody~1~2+army~3~4").moved, "army~3~4");
  assert.deepEqual(readState("#moved=nonsense").misread, ["moved=nonsense"]);
});
