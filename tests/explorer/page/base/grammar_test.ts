// French names in a sentence; tests/explorer/page/test_said_alike.py holds every tie to the library's words.

import assert from "node:assert/strict";
import { after, agreeing, atFirst, named, noun } from "../../../../kg/explorer/page/base/grammar.ts";
import { setLanguage, setTexts } from "../../../../kg/explorer/page/base/i18n.ts";
import french from "../../../../kg/messages/fr.json" with { type: "json" };

Object.assign(globalThis, { document: { documentElement: {} } });
setTexts({ en: {}, fr: french });

Deno.test("an abbreviation has the article of the name", () => {
  setLanguage("fr");
  const agency = noun("Agence des services frontaliers du Canada", "ASFC");
  assert.deepEqual([named(agency), atFirst(agency), after("fait partie de", agency)], [
    "l’ASFC",
    "L’",
    "fait partie de l’",
  ]);
  const forces = noun("Forces armées canadiennes", "FAC");
  assert.deepEqual([after("rend compte à", forces), agreeing("est régi par", forces)], [
    "rend compte aux ",
    "sont régies par",
  ]);
});

Deno.test("what has no article stands as it is", () => {
  setLanguage("fr");
  assert.deepEqual([atFirst(noun("Boeing")), after("coopère avec", noun("Boeing"))], ["", "coopère avec "]);
});

Deno.test("a common noun has a small letter within a sentence", () => {
  setLanguage("fr");
  const [operation, aim] = ["Opération NANOOK", "Renforcer la sécurité de la frontière"].map((name) => noun(name));
  assert.deepEqual([named(operation), after("a pour but", aim) + aim.name], [
    "l’opération NANOOK",
    "a pour but de renforcer la sécurité de la frontière",
  ]);
});
