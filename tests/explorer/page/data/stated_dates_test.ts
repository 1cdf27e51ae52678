import assert from "node:assert/strict";
import { statedEnd, statedStart } from "../../../../kg/explorer/page/data/stated_dates.ts";
import { smallRecord } from "../small_record.ts";

const [tie] = smallRecord().ties;
const dated = (property: string, value: string) => ({
  ...tie,
  stated: [{ property, value, passages: [], isDisputed: false }],
});

Deno.test("a day is told as precisely as the page states it", () => {
  assert.equal(statedStart("2019-10-01", [dated("startDate", "2019-10")]), "2019-10");
  assert.equal(statedStart("2019-01-01", [dated("startDate", "2019")]), "2019");
  assert.equal(statedEnd("2021-12-31", [dated("endDate", "2021")]), "2021");
});

Deno.test("the first of January stays a day where a page says so", () => {
  assert.equal(statedStart("2019-01-01", [dated("startDate", "2019-01-01")]), "2019-01-01");
  assert.equal(statedStart("2019-01-01", [dated("startDate", "2019"), dated("startDate", "2019-01-01")]), "2019-01-01");
});

Deno.test("what both take part in dates a tie that has no date of its own", () => {
  assert.equal(statedStart("1958-05-12", [tie]), "1958-05-12");
  assert.equal(statedStart("", [tie]), "");
});
