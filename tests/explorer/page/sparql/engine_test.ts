// Oxigraph as the page asks it.

import assert from "node:assert/strict";
import { initSync, Store } from "oxigraph";
import { Engine, type Fault } from "../../../../kg/explorer/page/sparql/engine.ts";
import type { Table } from "../../../../kg/explorer/page/sparql/terms.ts";

const PREFIXES = { x: "x:", xsd: "http://www.w3.org/2001/XMLSchema#" };

initSync({
  module: new WebAssembly.Module(
    Deno.readFileSync(new URL("web_bg.wasm", import.meta.resolve("oxigraph"))),
  ),
});

function engineOf(turtle: string): Engine {
  const store = new Store();
  store.load(turtle, { format: "application/trig" });
  return new Engine(store, PREFIXES);
}

const engine = engineOf(
  '@prefix x: <x:> . x:a x:p 1 , "one"@en , _:b . x:g { x:a x:q x:c }',
);

Deno.test("a select gives its columns and rows of terms", () => {
  assert.deepEqual(
    engine.answer(
      'SELECT ?a ?o ?none WHERE { ?a x:p ?o . FILTER(LANG(?o) = "en") }',
    ),
    {
      kind: "table",
      columns: ["a", "o", "none"],
      rows: [[{ type: "iri", value: "x:a" }, {
        type: "literal",
        value: "one",
        language: "en",
      }, undefined]],
    },
  );
});

Deno.test("an answer without rows keeps its columns", () => {
  assert.deepEqual(engine.answer("SELECT ?a WHERE { ?a x:none ?o }"), {
    kind: "table",
    columns: ["a"],
    rows: [],
  });
});

Deno.test("an ask says whether it holds", () => {
  assert.deepEqual(engine.answer("ASK { GRAPH x:g { x:a x:q x:c } }"), {
    kind: "boolean",
    holds: true,
  });
});

Deno.test("a construct gives triples as rows", () => {
  const { columns, rows } = engine.answer(
    "CONSTRUCT { ?s x:r ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
  ) as Table;
  assert.deepEqual(columns, ["subject", "predicate", "object"]);
  assert.deepEqual(rows.map((row) => row.map((term) => term?.value)), [[
    "x:a",
    "x:r",
    "x:c",
  ]]);
});

for (
  const [query, line, column] of [
    ["SELECT ?a WHERE { ?a x:leads }", 1, 30],
    ["SELECT ?a\nWHERE { ?a x:leads ?b", 2, 22],
  ] as const
) {
  Deno.test(`a fault is where the reader wrote it: ${query}`, () => {
    const { reason, ...place } = engine.answer(query) as Fault;
    assert.equal(reason, "syntax");
    assert.deepEqual([place.line, place.column], [line, column]);
  });
}

for (
  const [query, reason] of [
    ["DELETE WHERE { ?a ?b ?c }", "update"],
    ["PREFIX y: <y:> # why\n insert data { y:a y:b y:c }", "update"],
    [
      "SELECT ?a WHERE { SERVICE <https://example.org/sparql> { ?a ?b ?c } }",
      "service",
    ],
    [
      "SELECT ?a WHERE { service silent <https://example.org/sparql> { ?a ?b ?c } }",
      "service",
    ],
    ["ASK { S\\u0045RVICE SILENT <x:y> { ?a ?b ?c } }", "service"],
    ["ASK { {} SERVICE?s{ ?a ?b ?c } }", "service"],
  ] as const
) {
  Deno.test(`the page refuses: ${query}`, () => assert.equal((engine.answer(query) as Fault).reason, reason));
}

for (
  const query of [
    'ASK { ?a ?b "SERVICE <x:y> { }" }',
    "ASK { ?a ?b <x:SERVICE> } # SERVICE <x:y> {}",
    "ASK { ?SERVICE ?b x:service }",
    "PREFIX service: <x:> ASK { ?a service:SERVICE ?c }",
    "ASK { ?a ?b '''SERVICE\n'SERVICE''' }",
  ]
) {
  Deno.test(`a word that only looks like a service is none: ${query}`, () => {
    assert.equal(engine.answer(query).kind, "boolean");
  });
}
