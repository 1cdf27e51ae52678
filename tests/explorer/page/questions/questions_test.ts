// Questions as the page asks them, answered by what stands in for the engine.

import assert from "node:assert/strict";
import { TODAY } from "../../../../kg/explorer/page/base/dates.ts";
import { questionNamed } from "../../../../kg/explorer/page/data/questions.ts";
import { type Question, setRecord } from "../../../../kg/explorer/page/data/record.ts";
import {
  answerQuestion,
  asItRuns,
  type Asked,
  commandFor,
  isMissing,
  type Outcome,
} from "../../../../kg/explorer/page/questions/questions.ts";
import { type Cell, iri, literal, type Table } from "../../../../kg/explorer/page/sparql/terms.ts";
import { smallRecord } from "../small_record.ts";

setRecord(smallRecord());
const PARTNERS = questionNamed("partners") as Question;

function asked(given: Asked["given"], when = "", question: object = {}): Asked {
  return { question: { ...PARTNERS, ...question }, given, when };
}

function tableOf(columns: readonly string[], ...rows: Cell[][]): Table {
  return { kind: "table", columns, rows };
}

async function caveatsOf(found: Asked, ...tables: Table[]): Promise<readonly string[]> {
  const answer: Outcome = await answerQuestion(found, () => Promise.resolve(tables.shift() ?? tableOf([])));
  return answer.kind === "error" ? [answer.reason] : answer.caveats ?? [];
}

Deno.test("a query has what is given, and the language of the reader", () => {
  assert.equal(
    asItRuns(asked({ of: "army" })),
    'SELECT ?who\nWHERE {\n  VALUES ?of { <e:army> } VALUES ?language { "en" }\n  ?who ?relation ?of .\n}\n',
  );
});

Deno.test("a question is asked of any, unless what follows needs one thing", () => {
  assert.ok(!isMissing(PARTNERS, "of", "any"));
  const connections = { ...PARTNERS, then: "connections" } as Question;
  assert.deepEqual(["any", "", null, "army"].map((text) => isMissing(connections, "of", text)), [
    true,
    true,
    true,
    false,
  ]);
});

Deno.test("a month stands for its last day", () => {
  assert.match(asItRuns(asked({ of: "army" }, "2004-02")), /FILTER\(\?day <= "2004-02-29"\)/);
});

Deno.test("a day that is left out may be today", () => {
  const own = { parameters: [["until", "date", "today", ""]] } as const;
  assert.match(asItRuns(asked({}, "", own)), new RegExp(`VALUES \\?until \\{ "${TODAY}"`));
  assert.match(asItRuns(asked({ until: "2004" }, "", own)), /VALUES \?until \{ "2004-12-31"/);
});

Deno.test("what is given cannot leave its place in the query", () => {
  assert.match(asItRuns(asked({ of: "a> } DROP ALL #" })), /<e:a%3E%20%7D%20DROP%20ALL%20%23>/);
  const text = asItRuns(asked({ of: '" } \n\\' }, "", { parameters: [["of", "text", null, ""]] }));
  assert.match(text, /VALUES \?of \{ "\\" \} \\n\\\\" \}/);
});

Deno.test("passages are told once, in the order of their numbers", async () => {
  const answer = await answerQuestion(
    asked({}),
    () => Promise.resolve(tableOf(["passages"], [literal("s:p10 s:p2 s:p10")])),
  );
  assert.deepEqual((answer as Table).rows, [[literal("s:p2 s:p10")]]);
});

Deno.test("what has no date is counted, where a day is asked about among all", async () => {
  const [dated, undated] = [[literal("2001")], [literal("")]];
  assert.deepEqual(await caveatsOf(asked({}, "", { undated: "since" }), tableOf(["since"], dated, undated)), [
    "common.caveat.undated_rows",
  ]);
  const both = [tableOf(["since"], dated), tableOf(["since"], dated, undated)];
  assert.deepEqual(await caveatsOf(asked({}, "2010", { undated: "since" }), ...both), [
    "common.caveat.undated_left_out",
  ]);
});

Deno.test("an answer without rows, and one on which time has no bearing, say so", async () => {
  assert.deepEqual(await caveatsOf(asked({}), tableOf(["who"])), ["common.caveat.none_found"]);
  const row = tableOf(["who"], [iri("e:army")]);
  assert.deepEqual(await caveatsOf(asked({}, "2010", { timed: "" }), row), ["common.caveat.no_time"]);
});

Deno.test("what was over on the day without a date is left out", async () => {
  const table = tableOf(["status", "ended"], [iri("st:ended"), undefined], [iri("st:active"), undefined]);
  assert.deepEqual(await caveatsOf(asked({}, "2010"), table), ["common.caveat.over_left_out"]);
  assert.deepEqual(await caveatsOf(asked({}), table), []);
});

Deno.test("the command line asks the same", () => {
  assert.equal(commandFor(asked({ of: "it's" }, "2010")), "kg ask partners --of 'it'\\''s' --as-of 2010");
});
