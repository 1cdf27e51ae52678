import assert from "node:assert/strict";
import { neighboursOf, stepsFrom } from "../../../../kg/explorer/page/graph/graph.ts";
import { findPath, type PathMeasure } from "../../../../kg/explorer/page/graph/paths.ts";

const EDGES = [
  { first: "a", second: "b", weight: 1 },
  { first: "b", second: "c", weight: 1 },
  { first: "a", second: "d", weight: 0.1 },
  { first: "d", second: "c", weight: 0.1 },
  { first: "a", second: "c", weight: 0.4 },
  { first: "x", second: "y", weight: 1 },
];

function nodesOn(
  by: PathMeasure,
  ends: readonly string[],
): string[] | undefined {
  const steps = findPath<string, typeof EDGES[number]>(EDGES, ends, {
    by,
    nameOf: (node) => node,
  });
  return steps ? [ends[0], ...steps.map(({ to }) => to)] : undefined;
}

Deno.test("the shortest path has the fewest steps", () => {
  assert.deepEqual(nodesOn("shortest", ["a", "c"]), ["a", "c"]);
});

Deno.test("the strongest path goes over the strongest ties", () => {
  assert.deepEqual(nodesOn("strongest", ["a", "c"]), ["a", "b", "c"]);
});

Deno.test("of equally short paths the stronger is told", () => {
  assert.deepEqual(nodesOn("shortest", ["b", "d"]), ["b", "a", "d"]);
});

Deno.test("of equal paths the first by name is told, whatever the order of the edges", () => {
  const square = [["a", "m"], ["m", "z"], ["a", "k"], ["k", "z"]].map((
    [first, second],
  ) => ({
    first,
    second,
    weight: 1,
  }));
  for (const edges of [square, square.toReversed()]) {
    for (const by of ["shortest", "strongest"] as const) {
      const steps = findPath<string, typeof square[number]>(edges, ["a", "z"], {
        by,
        nameOf: (node) => node,
      });
      assert.deepEqual(steps?.map(({ to }) => to), ["k", "z"]);
    }
  }
});

Deno.test("what nothing joins has no path", () => {
  assert.equal(nodesOn("shortest", ["a", "x"]), undefined);
});

Deno.test("an edge can be walked both ways", () => {
  assert.deepEqual(nodesOn("shortest", ["y", "x"]), ["y", "x"]);
});

Deno.test("steps are counted from the nearest start, up to a limit", () => {
  const steps = stepsFrom(
    ["b"],
    neighboursOf<string, typeof EDGES[number]>(EDGES),
    1,
  );
  assert.deepEqual([...steps], [["b", 0], ["a", 1], ["c", 1]]);
});
