// Names as labels on the picture hold them.

import assert from "node:assert/strict";
import { labelsOf } from "../../../../kg/explorer/page/data/names.ts";
import type { Entity } from "../../../../kg/explorer/page/data/record.ts";

function named(name: string, short = ""): Entity {
  return { label: [name, name], abbreviation: short ? [short, short] : null } as unknown as Entity;
}

Deno.test("a name is told by its abbreviation, else cut at a word", () => {
  const [short, long] = [
    named("Canada Border Services Agency", "CBSA"),
    named("Attorney General of the United States"),
  ];
  assert.deepEqual([...labelsOf([short, long]).values()], ["CBSA", "Attorney General of the…"]);
});

Deno.test("no two marks have the same label, however alike their names begin", () => {
  const alike = [
    named("Canadian Co-Chair of the Permanent Joint Board"),
    named("Canadian Co-Chair of the Military Committee"),
    named("Agency one", "A"),
    named("Agency two", "A"),
    named("Canadian Co-Chair of the northern Military Committee"),
  ];
  assert.equal(new Set(labelsOf(alike).values()).size, alike.length);
});
