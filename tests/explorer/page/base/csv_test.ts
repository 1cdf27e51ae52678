import assert from "node:assert/strict";
import { csvCell, csvRow } from "../../../../kg/explorer/page/base/csv.ts";

Deno.test("no text of a cell is a formula, and a number stays one", () => {
  const formulas = ["=1+1", "+1+1", "-1+1|calc", "@SUM(A1)", "\tx", "＝1", " =1", "\u00a0＝1", "\ufeff=1"];
  for (const text of formulas) assert.equal(csvCell(text)[0], "'");
  assert.deepEqual([-2, "-2.5", 0.25, "1958-05-12"].map(csvCell), ["-2", "-2.5", "0.25", "1958-05-12"]);
});

Deno.test("a cell with a comma or a quotation mark is quoted", () => {
  assert.equal(csvCell('a, "b"'), '"a, ""b"""');
});

Deno.test("a row of one empty cell is no empty line", () => {
  assert.equal(csvRow([""]), '""');
  assert.equal(csvRow([undefined, ""]), ",");
  assert.equal(csvRow(["a", 'b"']), 'a,"b"""');
});
