import assert from "node:assert/strict";
import { compareWords, fold } from "../../../../kg/explorer/page/base/i18n.ts";

Deno.test("accents and capitals do not decide on the order of words", () => {
  assert.deepEqual(
    ["Île", "zone", "État", "etape", "Zone", "ile"].sort(compareWords),
    [
      ...["etape", "État", "ile", "Île", "Zone", "zone"],
    ],
  );
});

Deno.test("letters that a keyboard may lack are folded as the library folds them", () => {
  const names = "Œuvre, ŒUVRE, Łabędź, Þingvellir, Ærø, Straße, Đakovo, Ħamrun, ﬁnal, Kırklareli";
  assert.equal(fold(names), "oeuvre oeuvre labedz thingvellir aero strasse dakovo hamrun final kirklareli");
});
