import assert from "node:assert/strict";
import { record, setRecord } from "../../../../kg/explorer/page/data/record.ts";
import { timeAt } from "../../../../kg/explorer/page/selection/in_effect.ts";
import { select } from "../../../../kg/explorer/page/selection/selection.ts";
import { defaults, type State } from "../../../../kg/explorer/page/state/state.ts";
import { smallRecord } from "../small_record.ts";

function edgesOf(chosen: Partial<State>): string[] {
  setRecord(smallRecord());
  return select({ ...defaults(), ...chosen }).edges.map(({ key }) => key);
}

Deno.test("all edges of a small drawing are shown", () => {
  assert.deepEqual(edgesOf({}), ["army~navy", "navy~police"]);
});

Deno.test("little detail leaves the spanning and the most telling edges", () => {
  assert.deepEqual(edgesOf({ detail: 1 }), ["army~navy"]);
});

Deno.test("a topic asks what the two share and not the two themselves", () => {
  assert.deepEqual(edgesOf({ topic: "cyber" }), ["army~navy"]);
});

Deno.test("a kind of document asks for a passage of both ends", () => {
  assert.deepEqual(edgesOf({ standing: "treaty" }), ["army~navy"]);
  assert.deepEqual(edgesOf({ standing: "press" }), ["navy~police"]);
});

Deno.test("voices are counted and not passages", () => {
  assert.deepEqual(edgesOf({ publishers: 2 }), ["army~navy"]);
  assert.deepEqual(edgesOf({ publishers: 3 }), []);
});

Deno.test("before it began an edge is not there, after its end it fades and then is gone", () => {
  assert.deepEqual(edgesOf({ when: "1950", undated: false }), []);
  assert.deepEqual(edgesOf({ when: "2000", undated: false }), ["army~navy"]);
  assert.deepEqual(edgesOf({ when: "2010", undated: false }), ["army~navy"]);
  assert.deepEqual(edgesOf({ when: "2024", undated: false }), []);
});

Deno.test("what is undated is shown at every date unless it is left out, and not before its ends began", () => {
  assert.deepEqual(edgesOf({ when: "2024" }), ["navy~police"]);
  assert.deepEqual(edgesOf({ when: "1980" }), ["army~navy"]);
});

Deno.test("what one of two shares since nobody knows when is undated at a date", () => {
  setRecord(smallRecord());
  const [edge] = record.drawings.get("shared", "organizations").edges;
  const [reason] = edge.reasons;
  const halfDated = { ...reason, ties: [reason.ties[0], { ...reason.ties[1], since: "" }] };
  const timesOf = (when: string) =>
    [reason, halfDated].map((one) => timeAt(edge, [one], { when, undated: true })?.time);
  assert.deepEqual(timesOf("2000"), ["current", "undated"]);
  assert.deepEqual(timesOf("1950"), [undefined, undefined]);
});

Deno.test("a circle holds what touches its middle", () => {
  assert.deepEqual(edgesOf({ focus: ["army"] }), ["army~navy"]);
});

Deno.test("a path is the edges on the way", () => {
  assert.deepEqual(edgesOf({ path: ["army", "police"] }), ["army~navy", "navy~police"]);
});

Deno.test("a family that is hidden takes its edges along", () => {
  assert.deepEqual(edgesOf({ hide: new Set(["takesPartIn"]) }), []);
});

Deno.test("of two dates it is told what came and what went", () => {
  setRecord(smallRecord());
  const { edges } = select({ ...defaults(), when: "2000", against: "2024", undated: true });
  assert.deepEqual(edges.map(({ key, change }) => [key, change]), [["army~navy", "ended"], ["navy~police", "undated"]]);
});
