// The page's folders are layers: each imports from itself and from those above it in this list, and nothing goes in a circle.

import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const LAYERS = [
  "base",
  "graph",
  "data",
  "sparql",
  "state",
  "selection",
  "questions",
  "canvas",
  "cards",
  "panels",
  "views",
  "main.ts",
];
const PAGE = new URL("../../../kg/explorer/page/", import.meta.url);

interface Module {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly code?: { readonly specifier?: string };
  }[];
}

// All modules that the page and its worker reach, each with those of the page that it imports; imports of types alone are
// not counted.
async function readModules(): Promise<Map<string, string[]>> {
  const modules = (await Promise.all(["main.ts", "sparql/worker.ts"].map(readModulesOf)))
    .flat();
  const own = modules.filter(({ specifier }) => specifier.startsWith(PAGE.href));
  return new Map(
    own.map((
      { specifier, dependencies = [] },
    ) => [nameOf(specifier), importsOf(dependencies)]),
  );
}

async function readModulesOf(entry: string): Promise<readonly Module[]> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", fileURLToPath(new URL(entry, PAGE))],
  });
  const { stdout } = await command.output();
  return JSON.parse(new TextDecoder().decode(stdout)).modules;
}

function importsOf(
  dependencies: NonNullable<Module["dependencies"]>,
): string[] {
  const found = dependencies.flatMap(({ code }) => code?.specifier ?? []);
  return found.filter((specifier) => specifier.startsWith(PAGE.href)).map(
    nameOf,
  );
}

function nameOf(specifier: string): string {
  return specifier.slice(PAGE.href.length);
}

function layerOf(module: string): number {
  const layer = LAYERS.indexOf(module.split("/")[0]);
  assert.notEqual(layer, -1, `${module} is in no folder of the list`);
  return layer;
}

// The modules of a circle, none when there is no circle.
function circleIn(modules: ReadonlyMap<string, readonly string[]>): string[] {
  const left = new Map(modules);
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [module, imports] of left) {
      if (!imports.some((one) => left.has(one))) left.delete(module);
    }
  }
  return [...left.keys()];
}

Deno.test("every import goes to the same folder or to one above it", async () => {
  const modules = await readModules();
  assert(modules.size > 50);
  const upward = [...modules].flatMap(([module, imports]) =>
    imports.filter((one) => layerOf(one) > layerOf(module)).map((one) => `${module} imports ${one}`)
  );
  assert.deepEqual(upward, []);
});

Deno.test("no module imports itself by way of others", async () => {
  assert.deepEqual(circleIn(await readModules()), []);
});

Deno.test("a circle is found", () => {
  const modules = new Map([["main.ts", ["base/a.ts"]], ["base/a.ts", [
    "base/b.ts",
  ]], ["base/b.ts", ["base/a.ts"]]]);
  assert.deepEqual(circleIn(modules), ["main.ts", "base/a.ts", "base/b.ts"]);
});

Deno.test("every module is reached from the page or from its worker", async () => {
  const modules = await readModules();
  const lost: string[] = [];
  for (const layer of LAYERS.filter((name) => name !== "main.ts")) {
    for await (const { name } of Deno.readDir(new URL(`${layer}/`, PAGE))) {
      if (
        name.endsWith(".ts") && !name.endsWith(".d.ts") &&
        !modules.has(`${layer}/${name}`)
      ) {
        lost.push(`${layer}/${name}`);
      }
    }
  }
  assert.deepEqual(lost, []);
});
