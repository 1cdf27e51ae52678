// What of a drawing is seen: what lies outside the stage need not be painted.

import type { Camera } from "./camera.ts";
import type { CanvasEdge, DrawnSelection } from "./drawn_selection.ts";
import type { Box, Point, Size } from "./geometry.ts";
import type { CanvasNode } from "./shapes.ts";

// Marks and lines that may be seen, in the order of the selection.
export interface Sight {
  readonly nodes: readonly CanvasNode[];
  readonly edges: readonly CanvasEdge[];
}

const OVER = 6; // pixels by which a stroke or a corner goes beyond a mark of its size
const CORNER = 1.5; // how far the corners of the largest shape reach, in sizes

export function inSight(selection: DrawnSelection, camera: Camera, size: Size): Sight {
  const stage = stageBox(camera, size);
  const unit = 1 / camera.scale;
  return {
    nodes: selection.nodes.filter((node) => !isBeside(stage, node, node, (node.size * CORNER + OVER) * unit)),
    edges: selection.edges.filter((edge) => {
      const [from, to] = edge.ends;
      return !isBeside(stage, from, to, edge.width + unit);
    }),
  };
}

// The part of the drawing that a stage shows.
export function stageBox({ x, y, scale }: Camera, { width, height }: Size): Box {
  const [across, down] = [width / 2 / scale, height / 2 / scale];
  return { left: x - across, right: x + across, top: y - down, bottom: y + down };
}

// Whether a line of so much breadth lies wholly on one side of a box; a line that only passes a corner does not.
function isBeside({ left, right, top, bottom }: Box, from: Point, to: Point, breadth: number): boolean {
  return (from.x < left - breadth && to.x < left - breadth) || (from.x > right + breadth && to.x > right + breadth) ||
    (from.y < top - breadth && to.y < top - breadth) || (from.y > bottom + breadth && to.y > bottom + breadth);
}
