import assert from "node:assert/strict";
import { setTexts } from "../../../../kg/explorer/page/base/i18n.ts";
import { readingText, statusOf, statusWords } from "../../../../kg/explorer/page/cards/sentences.ts";
import { record, setRecord } from "../../../../kg/explorer/page/data/record.ts";
import en from "../../../../kg/messages/en.json" with { type: "json" };
import fr from "../../../../kg/messages/fr.json" with { type: "json" };
import { smallRecord } from "../small_record.ts";

Deno.test("evidence says how its passage was read again, or that the page was not found", () => {
  setTexts({ en, fr });
  const [unread, part] = smallRecord().passages;
  const lost = { ...unread, document: { ...unread.document, lookedForOn: "2026-11-29" } };
  assert.equal(readingText(unread), "Not read again");
  assert.match(readingText(part), /^Read again on .*2026, in part$/);
  assert.match(readingText(lost), /^Not found again on .*2026$/);
});

Deno.test("a status has the date of its newest page, and what it amounts to by now", () => {
  setTexts({ en, fr });
  setRecord(smallRecord());
  const pact = record.byId.get("pact");
  const fact = pact?.facts.find(({ property }) => property === "hasStatus");
  assert.ok(pact && fact);
  assert.equal(statusWords(statusOf(fact, pact)), "Ended as of March 2002");
  assert.equal(statusWords({ id: "ended", asOf: "", stated: "ended" }), "Ended, page undated");
  const forgotten = { ...pact, status: { id: "not-heard-of", asOf: "2002-03", stated: "ended" } };
  assert.match(statusWords(statusOf(fact, forgotten)), /2002$/);
});
