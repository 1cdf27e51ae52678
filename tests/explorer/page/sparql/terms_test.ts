// Terms as they are read from results and written into queries.

import assert from "node:assert/strict";
import {
  integer,
  iri,
  literal,
  numberOf,
  readResults,
  type Table,
  written,
  XSD,
} from "../../../../kg/explorer/page/sparql/terms.ts";

Deno.test("results in JSON become rows of terms", () => {
  const json = JSON.stringify({
    head: { vars: ["a", "b"] },
    results: {
      bindings: [{ b: { type: "literal", value: "x", "xml:lang": "fr" } }, { a: { type: "bnode", value: "n" } }],
    },
  });
  assert.deepEqual((readResults(json) as Table).rows, [
    [undefined, { type: "literal", value: "x", language: "fr" }],
    [{ type: "blank", value: "n" }, undefined],
  ]);
});

Deno.test("a variable may have any name, and is empty where it is not bound", () => {
  const vars = ["__proto__", "constructor", "toString"];
  const bound = '{"__proto__": {"type": "literal", "value": "x"}}'; // as text: written out, it is no key
  const json = `{"head": {"vars": ${JSON.stringify(vars)}}, "results": {"bindings": [{}, ${bound}]}}`;
  assert.deepEqual((readResults(json) as Table).rows, [
    [undefined, undefined, undefined],
    [{ type: "literal", value: "x" }, undefined, undefined],
  ]);
});

Deno.test("terms are written as SPARQL reads them", () => {
  assert.equal(written(iri("x:a")), "<x:a>");
  assert.equal(written(literal('say "so"\n\\')), '"say \\"so\\"\\n\\\\"');
  assert.equal(written(integer(5)), `"5"^^<${XSD}integer>`);
  assert.equal(written({ type: "literal", value: "un", language: "fr" }), '"un"@fr');
});

Deno.test("only numbers are numbers", () => {
  assert.equal(numberOf(literal("2.5", `${XSD}decimal`)), 2.5);
  assert.equal(numberOf(literal("1958", `${XSD}gYear`)), undefined);
  assert.equal(numberOf(literal("5")), undefined);
  assert.equal(numberOf(undefined), undefined);
});
