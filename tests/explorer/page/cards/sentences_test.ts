import assert from "node:assert/strict";
import { setTexts } from "../../../../kg/explorer/page/base/i18n.ts";
import { readingText } from "../../../../kg/explorer/page/cards/sentences.ts";
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
