// Answers queries with the engine of the page: a JSON list of {base, graphs, query, quads} on standard input, the list of
// answers on standard output. What the W3C's tests are run through.

import { initSync, Store } from "oxigraph";
import { Engine } from "../../../../kg/explorer/page/sparql/engine.ts";

interface Asked {
  readonly base: string;
  readonly graphs: readonly string[];
  readonly query: string;
  readonly quads: string;
}

// Each with an engine of its own: one that broke is of no more use to the others.
function answer({ base, graphs, query, quads }: Asked): unknown {
  try {
    const store = new Store();
    for (const graph of graphs) store.update(`CREATE GRAPH <${graph}>`);
    store.load(quads, { format: "application/n-quads" });
    return new Engine(store).answer(query, base);
  } catch (error) {
    return { kind: "broken", message: String(error) };
  }
}

initSync({
  module: new WebAssembly.Module(
    Deno.readFileSync(new URL("web_bg.wasm", import.meta.resolve("oxigraph"))),
  ),
});
const asked = JSON.parse(
  await new Response(Deno.stdin.readable).text(),
) as Asked[];
console.log(JSON.stringify(asked.map(answer)));
