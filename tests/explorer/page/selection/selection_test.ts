import assert from "node:assert/strict";
import { type Entity, record, setRecord } from "../../../../kg/explorer/page/data/record.ts";
import { activeFilters, cuttingFilters } from "../../../../kg/explorer/page/selection/active_filters.ts";
import { legendCounts } from "../../../../kg/explorer/page/selection/facet_counts.ts";
import { timeAt } from "../../../../kg/explorer/page/selection/in_effect.ts";
import { partnersOf } from "../../../../kg/explorer/page/selection/partners.ts";
import { countShown, inEffect, pathSteps, select } from "../../../../kg/explorer/page/selection/selection.ts";
import { crossing, wordsOf } from "../../../../kg/explorer/page/selection/sieve.ts";
import { defaults, type State, UNFILTERED } from "../../../../kg/explorer/page/state/state.ts";
import { openSmallRecord, smallRecord } from "../small_record.ts";

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
  assert.deepEqual(edgesOf({ when: "1950" }), []);
  assert.deepEqual(edgesOf({ when: "2000" }), ["army~navy"]);
  assert.deepEqual(edgesOf({ when: "2010" }), ["army~navy"]);
  assert.deepEqual(edgesOf({ when: "2024" }), []);
});

Deno.test("what had ended by a day is shown, and counted with nothing", () => {
  setRecord(openSmallRecord());
  const state = { ...defaults(), when: "2010" };
  const selection = select(state);
  const held = inEffect(selection);
  const navy = record.byId.get("navy") as Entity;
  assert.deepEqual([selection.edges.length, selection.nodes.length], [1, 2]);
  assert.deepEqual([held.edges.length, held.passing.length, held.nodes.length, held.total], [0, 0, 0, 0]);
  assert.equal(countShown(record.drawings.get("shared", "organizations").edges, state), 0);
  assert.equal(partnersOf(navy, selection).shown.length, 0);
  assert.equal(legendCounts(selection).actors.size, 0);
});

Deno.test("without a day, or between two, all that is shown is counted", () => {
  setRecord(smallRecord());
  for (const chosen of [{}, { when: "2000", against: "2010" }]) {
    const selection = select({ ...defaults(), ...chosen });
    assert.equal(inEffect(selection), selection);
  }
});

Deno.test("no path and no circle leads on over what had ended", () => {
  const before = { when: "2000", undated: "yes" } as const;
  const after = { when: "2010", undated: "yes" } as const;
  const circle = { focus: ["navy"], depth: 2 };
  const path = ["army", "police"];
  assert.deepEqual(edgesOf({ ...circle, ...after }), ["army~navy", "navy~police"]);
  assert.deepEqual(edgesOf({ ...circle, focus: ["police"], ...before }), ["army~navy", "navy~police"]);
  assert.deepEqual(edgesOf({ ...circle, focus: ["police"], ...after }), ["navy~police"]);
  assert.deepEqual(edgesOf({ path, ...before }), ["army~navy", "navy~police"]);
  assert.deepEqual(edgesOf({ path, ...after }), []);
  const state = { ...defaults(), path, ...after };
  assert.equal(pathSteps(select(state).passing, state), null);
});

Deno.test("what is undated is shown at a date where that is asked for, and not before its ends began", () => {
  assert.deepEqual(edgesOf({ when: "2024", undated: "yes" }), ["navy~police"]);
  assert.deepEqual(edgesOf({ when: "1980", undated: "yes" }), ["army~navy"]);
  assert.deepEqual(edgesOf({ undated: "no" }), ["army~navy"]);
});

Deno.test("what is undated is counted, shown or not", () => {
  setRecord(smallRecord());
  const count = (chosen: Partial<State>) => select({ ...defaults(), ...chosen }).undated;
  assert.deepEqual([count({ when: "2024" }), count({ when: "2024", undated: "yes" }), count({ when: "1980" })], [
    1,
    1,
    0,
  ]);
});

Deno.test("of a year its last day counts", () => {
  setRecord(smallRecord());
  const [edge] = select({ ...defaults(), when: "2005" }).edges;
  assert.equal(edge.time, "ended");
  assert.equal(select({ ...defaults(), when: "2005-06" }).edges[0].time, "current");
});

Deno.test("what both governments confirm, what rests on one kind of document, and what is since", () => {
  assert.deepEqual(edgesOf({ governments: "both" }), []);
  assert.deepEqual(edgesOf({ rests: "press" }), ["navy~police"]);
  assert.deepEqual(edgesOf({ since: "2002" }), ["navy~police"]);
  assert.deepEqual(edgesOf({ since: "2002-04" }), []);
});

Deno.test("passages are searched for whole words, one or many of a thing", () => {
  assert.deepEqual(edgesOf({ text: "SAY so" }), ["army~navy", "navy~police"]);
  assert.deepEqual(edgesOf({ text: "ay" }), []);
  assert.deepEqual([...wordsOf("Tariffs on Québec’s gas")], ["tariff", "on", "quebec", "s", "gas"]);
});

Deno.test("a line crosses the border when one end is of each country", () => {
  setRecord(smallRecord());
  const [edge] = select(defaults()).edges;
  const across = { ...edge, second: { ...edge.second, group: "second" } } as const;
  assert.deepEqual(crossing([edge, across]), [across]);
});

Deno.test("what the filters leave of the legend is counted", () => {
  setRecord(smallRecord());
  const counts = (chosen: Partial<State>) => legendCounts(select({ ...defaults(), ...chosen })).groups.get("first");
  assert.deepEqual([counts({}), counts({ topic: "cyber" }), counts({ hide: new Set(["first"]) })], [3, 2, 3]);
});

Deno.test("every filter that acts is told, with the state without it", () => {
  setRecord(smallRecord());
  const chosen = { ...defaults(), topic: "cyber", since: "2002", hide: new Set(["takesPartIn"]), publishers: 2 };
  const active = activeFilters(chosen);
  assert.deepEqual(active.map(({ key }) => key), ["topic", "since", "publishers", "hide-takesPartIn"]);
  assert.deepEqual(cuttingFilters(chosen).map(({ key }) => key), ["topic", "since", "hide-takesPartIn"]);
  const cleared = active.reduce<State>((state, { without }) => ({ ...state, ...without }), chosen);
  assert.deepEqual(activeFilters(cleared), []);
  assert.deepEqual(activeFilters({ ...chosen, ...UNFILTERED }), []);
});

Deno.test("what one of two shares since nobody knows when is undated at a date", () => {
  setRecord(smallRecord());
  const [edge] = record.drawings.get("shared", "organizations").edges;
  const [reason] = edge.reasons;
  const halfDated = { ...reason, ties: [reason.ties[0], { ...reason.ties[1], since: "" }] };
  const timesOf = (when: string) => [reason, halfDated].map((one) => timeAt([one], { when })?.time);
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
  const { edges } = select({ ...defaults(), when: "2000", against: "2024", undated: "yes" });
  assert.deepEqual(edges.map(({ key, change }) => [key, change]), [["army~navy", "ended"], ["navy~police", "undated"]]);
});
