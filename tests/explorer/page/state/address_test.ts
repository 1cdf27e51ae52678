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
  assert.equal(roundTrip({ focus: ["army", "navy"], depth: 2 }), "#focus=army+navy&depth=2");
  assert.equal(roundTrip({ path: ["army", "police"], by: "strongest" }), "#path=army%7Epolice&by=strongest");
  assert.equal(roundTrip({ undated: "no", hide: new Set(["first"]) }), "#hide=first&undated=no");
  assert.equal(roundTrip({ read: "again" }), "#read=again");
  assert.equal(
    roundTrip({ ends: "across", governments: "both", rests: "press", since: "2023", text: "drug smuggling" }),
    "#rests=press&governments=both&ends=across&since=2023&text=drug+smuggling",
  );
  assert.equal(roundTrip({ view: "ask", given: { of: "army" } }), "#view=ask&of=army");
  assert.equal(roundTrip({ view: "ask", given: { of: "army" }, answer: "map" }), "#view=ask&answer=map&of=army");
  assert.equal(roundTrip({ answer: "chart" }), "#"); // there is an answer in the view of questions alone
});

Deno.test("a mistyped link opens as if it said nothing", () => {
  setRecord(smallRecord());
  assert.equal(
    writeState(readState("#view=nothing&depth=9&when=soon&focus=nobody&path=army&read=once&unknown=1")),
    "#",
  );
});

Deno.test("what an address says that is not understood is told until something is done", () => {
  setRecord(smallRecord());
  const misread = (address: string) => readState(address).misread;
  assert.deepEqual(misread("#when=2001-13-45&focus=army+nobody&card=army&topic=cyber"), [
    "when=2001-13-45",
    "focus=nobody",
  ]);
  assert.deepEqual(misread("#when=2001-02-29&card=army~nobody&unknown=1"), [
    "when=2001-02-29",
    "card=army~nobody",
    "unknown=1",
  ]);
  assert.deepEqual(misread("#topic=nothing&kind=none&country=army&hide=first+area-army+area-nothing+change-began"), [
    "topic=nothing",
    "kind=none",
    "hide=area-nothing",
  ]);
  assert.equal(writeState(readState("#when=2001-13")), "#");
});

Deno.test("a line is found by its ends in either order", () => {
  setRecord(smallRecord());
  assert.equal(readState("#card=navy~army").card, "army~navy");
});
