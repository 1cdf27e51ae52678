// The page's script as one file: all modules joined, types taken off. The file to write is the only argument.

import { createRequire } from "node:module";
import { build, type Plugin, stop } from "esbuild";

// A package is taken from where Deno keeps it, checked against the hashes of deno.lock.
const packages: Plugin = {
  name: "packages",
  setup({ onResolve }) {
    const { resolve } = createRequire(import.meta.url);
    onResolve({ filter: /^[a-z@]/ }, ({ path, kind }) => kind === "entry-point" ? null : { path: resolve(path) });
  },
};

await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ["main.ts"],
  outfile: Deno.args[0],
  bundle: true,
  format: "iife",
  platform: "browser",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  minify: true,
  plugins: [packages],
  logLevel: "warning",
});
await stop();
