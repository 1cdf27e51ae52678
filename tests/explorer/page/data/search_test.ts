// What a text finds when it is nobody's name: what counts so many, however the number is written.

import assert from "node:assert/strict";
import en from "../../../../kg/messages/en.json" with { type: "json" };
import fr from "../../../../kg/messages/fr.json" with { type: "json" };
import { setTexts } from "../../../../kg/explorer/page/base/i18n.ts";
import { setRecord } from "../../../../kg/explorer/page/data/record.ts";
import { findEntities } from "../../../../kg/explorer/page/data/search.ts";
import { smallRecords, WORDS } from "../small_record.ts";

Deno.test("a figure finds what it is about, in digits and in words", () => {
  setTexts({ en, fr });
  const texts = [...WORDS.texts, ["money for ships", "argent pour des navires"], ["dollars", "dollars"]];
  const figures = [{ id: "sum", isAbout: [4], quantity: 2, unit: 3, value: "1300000000", passages: [0] }];
  const records = smallRecords({ ...WORDS, texts, figures });
  setRecord(records.get(""));
  const found = (text: string) => findEntities(text).map(({ entity }) => entity.id);
  for (const text of ["1.3 billion", "1,3 milliard", "1,300,000,000 dollars", "1 300 000 000", "1300000000 navires"]) {
    assert.deepEqual(found(text), ["pact"], text);
  }
  assert.deepEqual(found("1.4 billion"), []);
});
