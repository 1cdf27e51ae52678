// What follows a query in the page, on the examples of kg/questions/algorithms.py.

import assert from "node:assert/strict";
import { type Question, setRecord } from "../../../../kg/explorer/page/data/record.ts";
import { FOLLOW_UPS } from "../../../../kg/explorer/page/questions/algorithms.ts";
import { iri, literal, type Table, type Term } from "../../../../kg/explorer/page/sparql/terms.ts";
import { smallRecord } from "../small_record.ts";

setRecord(smallRecord());
const ASKED = {
  question: {
    partitions: { "": [[1, 2], [3]], "topic cyber": [[1]] },
  } as unknown as Question,
  given: {},
  when: "",
};

type Row = [
  actor: string,
  through: string,
  how: string,
  passages: string,
  group?: string,
];

function tableOf(...rows: Row[]): Table {
  const cells = rows.map(([actor, through, how, passages, group]) => [
    ...[iri(actor), iri(through), literal(how), literal(passages)],
    group ? iri(group) : undefined,
  ]);
  return {
    kind: "table",
    columns: ["actor", "through", "how", "passages", "group"],
    rows: cells,
  };
}

function answer(
  then: string,
  table: Table,
  terms: Record<string, string> = {},
): (string | undefined)[][] {
  const given = new Map<string, Term>(
    Object.entries(terms).map(([name, value]) => [name, iri(value)]),
  );
  return FOLLOW_UPS[then].compute(table, given, ASKED).rows.map((row) => row.map((cell) => cell?.value));
}

Deno.test("connections are the steps of the shortest path and of the strongest", () => {
  const table = tableOf(["x:a", "x:s", "through", "1"], [
    "x:b",
    "x:s",
    "through",
    "2",
  ], [
    "x:b",
    "x:c",
    "directly",
    "3",
  ]);
  assert.deepEqual(
    answer("connections", table, { of: "x:a", to: "x:c" }).slice(0, 2),
    [
      ["1", "1", "x:a", "x:s", "x:b", "1", "1", "1 2"],
      ["1", "2", "x:b", undefined, "x:c", "1", "1", "3"],
    ],
  );
  assert.deepEqual(answer("connections", table, { of: "x:a", to: "x:z" }), []);
});

Deno.test("brokers join those that are not tied themselves", () => {
  const table = tableOf(
    ["x:p", "x:s", "through", "1", "t:law-enforcement"],
    ["x:u", "x:t", "through", "3", "k:armed-force"],
    ["x:d", "x:s", "through", "2"],
    ["x:d", "x:t", "through", "2"],
  );
  assert.deepEqual(answer("brokers", table), [[
    "x:d",
    undefined,
    "1",
    "1",
    "2",
  ]]);
});

Deno.test("communities are those that the page was given", () => {
  const table = tableOf(["e:army", "x:s", "through", "1"], [
    "e:navy",
    "x:s",
    "through",
    "2",
  ], [
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
