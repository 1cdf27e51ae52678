// The reader's own notes: written as a file and read again, as text and nothing else.

import assert from "node:assert/strict";
import {
  addNotes,
  allNotes,
  areUnsaved,
  keepNote,
  noteOn,
  readNotes,
  writeNotes,
} from "../../../../kg/explorer/page/state/notes.ts";

const POISON = `<img src=x onerror="alert(1)"></script>{{7*7}}\u202e\u0000=cmd|' /C calc'!A0`;

function file(notes: unknown, more: object = {}): string {
  return JSON.stringify({ format: "perimeter-notes", version: 1, view: "#card=norad", notes, ...more });
}

Deno.test("what is written is read again, in the order of ids", () => {
  keepNote("norad", "Ask about 1968.");
  keepNote("cbsa~cbp", "Zweifel: été");
  assert(areUnsaved());
  const written = writeNotes("#when=2024", { dataset: "https://example.org/" });
  assert(!areUnsaved());
  assert(written.indexOf("cbsa~cbp") < written.indexOf("norad"));
  const read = readNotes(written);
  assert.equal(read?.view, "#when=2024");
  assert.deepEqual([...read?.notes ?? []], [["cbsa~cbp", "Zweifel: été"], ["norad", "Ask about 1968."]]);
  keepNote("norad", "");
  assert.deepEqual([...allNotes().keys()], ["cbsa~cbp"]);
});

Deno.test("poisoned text stays text, without signs that hide what it says", () => {
  const read = readNotes(file({ norad: POISON }));
  assert.equal(read?.notes.get("norad"), POISON.replace("\u202e", "").replace("\u0000", ""));
});

Deno.test("names that an object has by itself are ids like others", () => {
  const text = `{"format":"perimeter-notes","notes":{"__proto__":"one","constructor":"two"}}`;
  const read = readNotes(text);
  assert.deepEqual([...read?.notes ?? []], [["__proto__", "one"], ["constructor", "two"]]);
  addNotes(read?.notes ?? new Map());
  assert.equal(({} as { readonly [name: string]: unknown }).one, undefined);
  assert.equal(readNotes(writeNotes("#", {}))?.notes.get("__proto__"), "one");
});

Deno.test("what is no file of notes is refused, and what is no text in it is left out", () => {
  for (
    const text of [
      "",
      "nonsense",
      "[]",
      "null",
      `{"format":"other","notes":{}}`,
      `{"format":"perimeter-notes"}`,
      file([]),
    ]
  ) {
    assert.equal(readNotes(text), null, text);
  }
  assert.deepEqual([...readNotes(file({ a: 1, b: null, c: ["x"], d: { e: "f" }, g: " ", h: "yes" }))?.notes ?? []], [[
    "h",
    "yes",
  ]]);
  assert.equal(readNotes(file({}, { view: "javascript:alert(1)" }))?.view, "");
  assert.equal(readNotes(file({}, { view: 7 }))?.view, "");
  assert.equal(readNotes(file({ a: "x".repeat(1e6) }))?.notes.get("a")?.length, 20_000);
});

Deno.test("a note that stands here already stays, and what differs comes below it", () => {
  keepNote("rcmp", "Mine.");
  addNotes(new Map([["rcmp", "Theirs."]]));
  assert.equal(noteOn("rcmp"), "Mine.\n\nTheirs.");
  addNotes(new Map([["rcmp", "Theirs."]]));
  assert.equal(noteOn("rcmp"), "Mine.\n\nTheirs.");
});
