// Which answers show as bars, and how long they are.

import assert from "node:assert/strict";
import { chartOf } from "../../../../kg/explorer/page/views/answer_chart.ts";
import type { Cell, Table } from "../../../../kg/explorer/page/sparql/terms.ts";
import { integer, literal } from "../../../../kg/explorer/page/sparql/terms.ts";

function table(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): Table {
  const cell = (value: string | number | null): Cell =>
    value === null ? undefined : typeof value === "number" ? integer(value) : literal(value);
  return { kind: "table", columns, rows: rows.map((row) => row.map(cell)) } as unknown as Table;
}

Deno.test("amounts are bars, row by row", () => {
  const chart = chartOf(table(["partner", "shared"], [["a", 4], ["b", 2], ["c", 0]]), "");
  assert.equal(chart?.column, "shared");
  assert.deepEqual(chart?.bars.map(({ value }) => value), [4, 2, 0]);
});

Deno.test("dates are counted by year, by decade where there are many, and none is lost", () => {
  const few = chartOf(
    table(["thing", "since"], [["a", "2001"], ["b", "2003-05"], ["c", "2003-05-02"], ["d", null]]),
    "",
  );
  assert.deepEqual(few?.bars, [{ label: "2001", value: 1 }, { label: "2002", value: 0 }, { label: "2003", value: 2 }]);
  assert.equal(few?.undated, 1);
  const many = chartOf(table(["thing", "since"], [["a", "1909"], ["b", "1941-05"], ["c", "2025-05-02"]]), "");
  assert.deepEqual([many?.bars[0], many?.bars.length, many?.years], [{ label: "1900–1909", value: 1 }, 13, 10]);
});

Deno.test("a thing has one bar, and none where its amounts or their units differ", () => {
  const again = table(["partner", "shared", "through"], [["a", 4, "x"], ["a", 4, "y"], ["b", 2, "x"], ["c", 1, "z"]]);
  assert.deepEqual(chartOf(again, "")?.bars.map(({ value }) => value), [4, 2, 1]);
  assert.equal(chartOf(table(["about", "value"], [["a", 4], ["a", 5], ["b", 2], ["c", 1]]), ""), null);
  const mixed = [["a", 4, "kg"], ["b", 2, "officers"], ["c", 1, "kg"]];
  assert.equal(chartOf(table(["about", "value", "unit"], mixed), ""), null);
});

Deno.test("degrees are no amounts, and words are no bars", () => {
  assert.equal(chartOf(table(["place", "latitude"], [["a", 62], ["b", 63], ["c", 64]]), ""), null);
  assert.equal(chartOf(table(["place", "name"], [["a", "x"], ["b", "y"], ["c", "z"]]), ""), null);
  assert.equal(chartOf(table(["a", "n"], [["a", 1], ["b", 2]]), ""), null);
});
