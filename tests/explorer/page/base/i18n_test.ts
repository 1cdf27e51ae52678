import assert from "node:assert/strict";
import { compareWords } from "../../../../kg/explorer/page/base/i18n.ts";

Deno.test("accents and capitals do not decide on the order of words", () => {
  assert.deepEqual(
    ["Île", "zone", "État", "etape", "Zone", "ile"].sort(compareWords),
    [
      ...["etape", "État", "ile", "Île", "Zone", "zone"],
    ],
  );
});
