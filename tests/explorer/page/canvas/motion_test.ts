// What is seen while the camera moves: names go along with their marks, and what is off the stage is left out.

import assert from "node:assert/strict";
import type { CanvasEdge, DrawnSelection } from "../../../../kg/explorer/page/canvas/drawn_selection.ts";
import type { PlacedLabel } from "../../../../kg/explorer/page/canvas/labels.ts";
import { carriedLabels, movedLabels } from "../../../../kg/explorer/page/canvas/motion.ts";
import type { CanvasNode } from "../../../../kg/explorer/page/canvas/shapes.ts";
import { inSight, stageBox } from "../../../../kg/explorer/page/canvas/sight.ts";

const STAGE = { width: 800, height: 600 };
const FONT = "12px sans-serif";

function mark(id: string, x: number, y: number): CanvasNode {
  return { entity: { id }, x, y, size: 6, ringed: false, ties: 1, strength: 1 } as unknown as CanvasNode;
}

function beside(node: CanvasNode): PlacedLabel {
  const box = { left: node.x + 10, right: node.x + 50, top: node.y - 8, bottom: node.y + 8 };
  return { node, lines: [node.entity.id], font: FONT, box, leader: [node, { x: node.x + 10, y: node.y }] };
}

function line(first: CanvasNode, second: CanvasNode): CanvasEdge {
  return { first: first.entity, second: second.entity, ends: [first, second], width: 2 } as unknown as CanvasEdge;
}

function drawing(nodes: readonly CanvasNode[], edges: readonly CanvasEdge[] = []): DrawnSelection {
  const byId = new Map(nodes.map((node) => [node.entity.id, node]));
  const state = { focus: ["one"], path: [] };
  return { nodes, edges, byId, absent: new Set(), state } as unknown as DrawnSelection;
}

const [ONE, OTHER, FAR] = [mark("one", 100, 100), mark("other", 100, 120), mark("far", -300, 200)];

function standing(...strong: readonly PlacedLabel[]) {
  return { scale: 1, labels: { strong, pale: [] } };
}

Deno.test("a name is as far from its mark when one comes nearer, and none is lost", () => {
  const { strong } = movedLabels(standing(beside(ONE), beside(OTHER), beside(FAR)), 3);
  assert.deepEqual(strong.map(({ lines }) => lines[0]), ["one", "other", "far"]);
  assert.deepEqual(strong[0].box, { left: 310, right: 350, top: 292, bottom: 308 });
  assert.deepEqual(strong[0].leader, [{ x: 300, y: 300 }, { x: 310, y: 300 }]);
});

Deno.test("the lesser of two names makes way where they would meet", () => {
  const { strong } = movedLabels(standing(beside(ONE), beside(OTHER), beside(FAR)), 0.5);
  assert.deepEqual(strong.map(({ lines }) => lines[0]), ["one", "far"]);
});

Deno.test("a name of no mark keeps its size and goes with its middle", () => {
  const area = { lines: ["Area"], font: FONT, box: { left: 80, right: 120, top: 90, bottom: 110 } };
  const [{ box }] = movedLabels(standing(area), 2).strong;
  assert.deepEqual(box, { left: 180, right: 220, top: 190, bottom: 210 });
});

Deno.test("at the scale they were placed for names are the very same", () => {
  const held = standing(beside(ONE));
  assert.equal(movedLabels(held, 1), held.labels);
});

Deno.test("names go to where another selection has their marks, and those of no mark in it are gone", () => {
  const moved = mark("one", 90, 130);
  const { labels: { strong } } = carriedLabels(standing(beside(ONE), beside(OTHER)), drawing([moved, FAR]));
  assert.deepEqual(strong.map(({ lines }) => lines[0]), ["one"]);
  assert.equal(strong[0].node, moved);
  assert.deepEqual(strong[0].box, { left: 100, right: 140, top: 122, bottom: 138 });
});

Deno.test("all is in sight at home, and what a camera does not see is left out", () => {
  const all = drawing([ONE, OTHER, FAR], [line(ONE, OTHER), line(OTHER, FAR)]);
  assert.deepEqual(inSight(all, { x: 0, y: 0, scale: 1 }, STAGE), { nodes: all.nodes, edges: all.edges });
  const near = inSight(all, { x: 100, y: 110, scale: 6 }, STAGE);
  assert.deepEqual(near.nodes, [ONE, OTHER]);
  assert.deepEqual(near.edges, all.edges, "a line that leaves the stage is in sight");
  assert.deepEqual(inSight(all, { x: -300, y: 0, scale: 6 }, STAGE).nodes, []);
});

Deno.test("a mark that only reaches over the edge of the stage is in sight", () => {
  const all = drawing([mark("one", 405, 0), mark("other", 440, 0)]);
  assert.deepEqual(inSight(all, { x: 0, y: 0, scale: 1 }, STAGE).nodes, [all.nodes[0]]);
});

Deno.test("the part that a stage shows is smaller the nearer one is", () => {
  assert.deepEqual(stageBox({ x: 10, y: 0, scale: 2 }, STAGE), { left: -190, right: 210, top: -150, bottom: 150 });
});
