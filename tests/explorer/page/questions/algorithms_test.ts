// What follows a query in the page, by what the network of a small record joins.

import assert from "node:assert/strict";
import { type Question, setRecord } from "../../../../kg/explorer/page/data/record.ts";
import { FOLLOW_UPS } from "../../../../kg/explorer/page/questions/algorithms.ts";
import { iri, literal, type Table, type Term } from "../../../../kg/explorer/page/sparql/terms.ts";
import { openSmallRecord } from "../small_record.ts";

setRecord(openSmallRecord());
const ASKED = {
  question: { partitions: { "": [[1, 2], [3]], "topic cyber": [[1]] } } as unknown as Question,
  given: {},
  when: "",
};

type Row = [actor: string, through: string, how: string, passages: string, group?: string];

function tableOf(...rows: Row[]): Table {
  const cells = rows.map(([actor, through, how, passages, group]) => [
    ...[iri(actor), iri(through), literal(how), literal(passages)],
    group ? iri(group) : undefined,
  ]);
  return { kind: "table", columns: ["actor", "through", "how", "passages", "group"], rows: cells };
}

function answer(
  then: string,
  table: Table,
  terms: Record<string, string> = {},
  when = "",
): (string | undefined)[][] {
  const given = new Map<string, Term>(Object.entries(terms).map(([name, value]) => [name, iri(value)]));
  return FOLLOW_UPS[then].compute(table, given, { ...ASKED, when }).rows.map((row) => row.map((cell) => cell?.value));
}

const PACT: Row[] = [["e:army", "e:pact", "through", "1"], ["e:navy", "e:pact", "through", "2"]];
const FORCE: Row[] = [["e:navy", "e:force", "through", "3"], ["e:police", "e:force", "through", "4"]];

Deno.test("connections are the steps of the shortest path and of the strongest", () => {
  const ends = { of: "e:army", to: "e:police" };
  assert.deepEqual(answer("connections", tableOf(...PACT, ...FORCE), ends).slice(1, 3), [
    ["1", "2", "e:navy", "e:force", "e:police", "1", "1", "3 4"],
    ["2", "1", "e:army", "e:pact", "e:navy", "1", "0.5", "1 2"],
  ]);
  assert.deepEqual(answer("connections", tableOf(...PACT), ends), []);
});

Deno.test("only what the network joins is joined: both took part at one time", () => {
  const rows: Row[] = [...PACT, ["e:police", "e:pact", "through", "5"]];
  assert.deepEqual(answer("connections", tableOf(...rows), { of: "e:army", to: "e:police" }), []);
  const ends = { of: "e:army", to: "e:navy" };
  assert.equal(answer("connections", tableOf(...rows), ends, "2001").length, 2);
  assert.equal(answer("connections", tableOf(...rows), ends, "2010").length, 0);
});

Deno.test("brokers join those that are not tied themselves", () => {
  const inGroups = [...PACT, ...FORCE].map((row): Row => {
    const groups: Record<string, string> = { "e:army": "t:law-enforcement", "e:police": "k:armed-force" };
    return [row[0], row[1], row[2], row[3], groups[row[0]]];
  });
  assert.deepEqual(answer("brokers", tableOf(...inGroups)), [["e:navy", undefined, "1", "1", "2 3"]]);
});

Deno.test("communities are those that the page was given", () => {
  const table = tableOf(["e:army", "x:s", "through", "1"], ["e:navy", "x:s", "through", "2"], [
    "e:police",
    "x:t",
    "through",
    "3",
  ]);
  assert.deepEqual(answer("communities", table), [
    ["1", "2", "e:army", "1", "1"],
    ["1", "2", "e:navy", "1", "2"],
    ["2", "1", "e:police", "1", "3"],
  ]);
});

Deno.test("communities are answered for what was found, and for nothing else", () => {
  const { isAnswerable } = FOLLOW_UPS.communities;
  assert(isAnswerable({ ...ASKED, given: { topic: "cyber", country: "any" } }));
  assert(!isAnswerable({ ...ASKED, given: { topic: "drugs" } }));
  assert(!isAnswerable({ ...ASKED, when: "2010" }));
});
