import assert from "node:assert/strict";
import { setRecord } from "../../../../kg/explorer/page/data/record.ts";
import { readState, writeState } from "../../../../kg/explorer/page/state/address.ts";
import { defaults, type State } from "../../../../kg/explorer/page/state/state.ts";
import { smallRecord } from "../small_record.ts";

function roundTrip(chosen: Partial<State>): string {
  setRecord(smallRecord());
  const address = writeState({ ...defaults(), ...chosen });
  assert.equal(writeState(readState(address)), address);
  return address;
}

Deno.test("what is usual is not written", () => {
  assert.equal(roundTrip({}), "#");
});

Deno.test("what is chosen is written and read again", () => {
  assert.equal(
    roundTrip({ focus: ["army", "navy"], depth: 2 }),
    "#focus=army+navy&depth=2",
  );
  assert.equal(
    roundTrip({ path: ["army", "police"], by: "strongest" }),
    "#path=army%7Epolice&by=strongest",
  );
  assert.equal(
    roundTrip({ undated: false, hide: new Set(["first"]) }),
    "#hide=first&undated=no",
  );
  assert.equal(
    roundTrip({ view: "ask", given: { of: "army" } }),
    "#view=ask&of=army",
  );
});

Deno.test("a mistyped link opens as if it said nothing", () => {
  setRecord(smallRecord());
  assert.equal(
    writeState(
      readState(
        "#view=nothing&depth=9&when=soon&focus=nobody&path=army&unknown=1",
      ),
    ),
    "#",
  );
});
