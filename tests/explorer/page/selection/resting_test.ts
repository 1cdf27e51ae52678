import assert from "node:assert/strict";
import type { Reason } from "../../../../kg/explorer/page/data/drawings.ts";
import { timeAt } from "../../../../kg/explorer/page/selection/in_effect.ts";
import { restingOnTies } from "../../../../kg/explorer/page/selection/resting.ts";
import { record, setRecord } from "../../../../kg/explorer/page/data/record.ts";
import { smallRecord } from "../small_record.ts";

// What two share, of which the first has part in it twice: nobody knows when, and since 2019.
function twice(): Reason {
  setRecord(smallRecord());
  const [{ reasons: [reason] }] = record.drawings.get("shared", "organizations").edges;
  const [one, other] = reason.ties;
  const ties = [{ ...one, since: "" }, { ...one, since: "2019-10-01" }, { ...other, since: "", until: "" }]
    .map((tie) => ({ ...tie, until: "" }));
  return { ...reason, ties, since: "2019-10-01", until: "" };
}

Deno.test("a reason by some of its ties has the time of these", () => {
  const reason = twice();
  const [first, second, third] = reason.ties;
  assert.equal(restingOnTies(reason, reason.ties), reason);
  assert.deepEqual([restingOnTies(reason, [first, third]).since, restingOnTies(reason, [second, third]).since], [
    "",
    "2019-10-01",
  ]);
  const ended = restingOnTies(reason, [second, { ...third, until: "2020-12-31" }]);
  assert.equal(ended.until, "2020-12-31");
});

Deno.test("before the tie that is dated, what has no date is undated and not gone", () => {
  const reason = twice();
  assert.equal(timeAt([reason], { when: "1974" })?.time, "undated");
  const timed = timeAt([reason], { when: "1974" });
  assert.deepEqual(timed?.reasons.map(({ ties }) => ties.length), [2]);
});
