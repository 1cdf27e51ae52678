// The dataset as the page packs it.

import assert from "node:assert/strict";
import { initSync } from "oxigraph";
import { filledStore } from "../../../../kg/explorer/page/sparql/dataset.ts";
import { unpacked } from "../../../../kg/explorer/page/base/packing.ts";

const wasm = new URL("web_bg.wasm", import.meta.resolve("oxigraph"));
initSync({ module: new WebAssembly.Module(Deno.readFileSync(wasm)) });

const words = { documents: [["A title", 7]], texts: [['say "so"', "dire\n« cela »"], ["~0"]] };

Deno.test("what passages say is in the default graph as well, once", () => {
  const store = filledStore("<x:p1> { <x:a> <x:b> <x:c> } <x:p2> { <x:a> <x:b> <x:c> } <x:a> <x:d> 1 .", words);
  const count = (pattern: string) => store.query(`SELECT * WHERE { ${pattern} }`) as unknown[];
  assert.equal(count("?s ?p ?o").length, 2);
  assert.equal(count("GRAPH ?g { ?s ?p ?o }").length, 2);
});

Deno.test("words of the page are put in by their number", () => {
  const store = filledStore('<x:a> <x:b> "~1"@en , "~2"@fr , "~3"@en , "~0" , "no \\"~0\\"@en" .', words);
  const found = store.match(null, null, null, null).map(({ object }) => object.toString()).sort();
  assert.deepEqual(found, ['"A title"', '"dire\\n« cela »"@fr', '"no \\"~0\\"@en"', '"say \\"so\\""@en', '"~0"@en']);
});

Deno.test("what looks like a number of a word is what it was", () => {
  const store = filledStore('<x:a> <x:b> "~~0"@en , "~~~7" .', words);
  const found = store.match(null, null, null, null).map(({ object }) => object.toString()).sort();
  assert.deepEqual(found, ['"~0"@en', '"~~7"']);
});

Deno.test("what was packed is unpacked", async () => {
  const stream = new Blob(["périmètre"]).stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  assert.equal(new TextDecoder().decode(await unpacked(btoa(String.fromCharCode(...bytes)))), "périmètre");
});
