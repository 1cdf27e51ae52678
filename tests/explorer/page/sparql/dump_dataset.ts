// Fills the dataset of a page as its worker does: {trig, words} as JSON on standard input, N-Quads on standard
// output.

import { initSync } from "oxigraph";
import { filledStore } from "../../../../kg/explorer/page/sparql/dataset.ts";

initSync({
  module: new WebAssembly.Module(
    Deno.readFileSync(new URL("web_bg.wasm", import.meta.resolve("oxigraph"))),
  ),
});
const { trig, words } = JSON.parse(
  await new Response(Deno.stdin.readable).text(),
);
console.log(filledStore(trig, words).dump({ format: "application/n-quads" }));
