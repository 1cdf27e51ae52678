import assert from "node:assert/strict";
import { dayOf, firstDay, lastDayOf, yearOf } from "../../../../kg/explorer/page/base/dates.ts";

Deno.test("a year, a month and a day begin on their first day", () => {
  assert.deepEqual(["2001", "2001-09", "2001-09-11"].map(firstDay), ["2001-01-01", "2001-09-01", "2001-09-11"]);
});

Deno.test("a year and a month end on their last day", () => {
  assert.deepEqual(["2001", "2001-09", "2001-09-11"].map(lastDayOf), ["2001-12-31", "2001-09-30", "2001-09-11"]);
});

Deno.test("February ends with its 28th day, in a leap year with its 29th", () => {
  assert.deepEqual(["2001-02", "2004-02", "1900-02", "2000-02"].map(lastDayOf), [
    "2001-02-28",
    "2004-02-29",
    "1900-02-28",
    "2000-02-29",
  ]);
});

Deno.test("a day is a year and its fraction", () => {
  assert.equal(yearOf("2001"), 2001);
  assert.equal(yearOf("2001-07-01"), 2001.5);
});

Deno.test("a day is that of the reader's clock", () => {
  assert.equal(dayOf(new Date(2026, 5, 30, 23, 30)), "2026-06-30");
  assert.equal(dayOf(new Date(2026, 0, 1, 0, 30)), "2026-01-01");
});
