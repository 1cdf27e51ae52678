import assert from "node:assert/strict";
import { setRecord, type Story } from "../../../../kg/explorer/page/data/record.ts";
import { readState, writeState } from "../../../../kg/explorer/page/state/address.ts";
import { defaults, type State } from "../../../../kg/explorer/page/state/state.ts";
import { smallRecord } from "../small_record.ts";

const STORY = {
  name: "pact",
  title: ["A pact", "Un pacte"],
  summary: ["", ""],
  steps: [{ view: {} }, { view: { topic: "cyber" } }],
} as unknown as Story;

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

Deno.test("a second date without a first, and a step that is not there, are told and left out", () => {
  setRecord({ ...smallRecord(), stories: [STORY] });
  const read = (address: string) => {
    const { when, against, story, step, topic, misread } = readState(address);
    return { when, against, story, step, topic, misread };
  };
  const usual = { when: "", against: "", story: "", step: 1, topic: "" };
  const told = { ...usual, story: "pact" };
  assert.deepEqual(read("#against=2001"), { ...usual, misread: ["against=2001"] });
  assert.deepEqual(read("#against=2001&when=soon").misread, ["when=soon", "against=2001"]);
  assert.deepEqual(read("#against=2001&when=2020"), { ...usual, when: "2020", against: "2001", misread: [] });
  assert.deepEqual(read("#story=pact&step=2"), { ...told, step: 2, topic: "cyber", misread: [] });
  assert.deepEqual(read("#story=pact&step=99"), { ...told, misread: ["step=99"] });
  assert.deepEqual(read("#story=pact&step=1.5"), { ...told, misread: ["step=1.5"] });
  assert.deepEqual(read("#story=other&step=2"), { ...usual, misread: ["story=other", "step=2"] });
});

Deno.test("a line is found by its ends in either order", () => {
  setRecord(smallRecord());
  assert.equal(readState("#card=navy~army").card, "army~navy");
});
