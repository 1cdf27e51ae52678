// Which names are written on the picture, and where, so that none covers another or a node.

const LABEL_SIZE = 12;
const LARGEST = 12;
const LABEL_FONT = `${LABEL_SIZE}px system-ui, sans-serif`;
const STRONG_FONT = `600 13px system-ui, sans-serif`;
const measuring = document.createElement("canvas").getContext("2d");
const widths = new Map();

function textWidth(text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    measuring.font = font;
    widths.set(key, measuring.measureText(text).width);
  }
  return widths.get(key);
}

// Return the labels that fit at a scale, the most tied actors first: text, font, and the box in screen pixels.
// The few largest are always named, if need be over small nodes.
function placeLabels(nodes, { scale, always = new Set(), stage, areas = [] }) {
  const [nodeBoxes, labelled] = [new Boxes(), new Boxes()];
  const ranked = [...nodes].sort((one, other) => always.has(other.entity) - always.has(one.entity) || other.size - one.size);
  ranked.forEach((node) => nodeBoxes.add(nodeBox(node, scale)));
  const placed = [];
  for (const area of areas) {
    const box = areaNameBox(area, nodes, {
      scale, stage, isFree: (one) => nodeBoxes.isFree(one) && labelled.isFree(one), nodesIn: (part) => nodeBoxes.overlapping(part).map(({ node }) => node),
    });
    if (!box) continue;
    labelled.add(box);
    placed.push({ lines: areaName(area), font: AREA_FONT, box, colour: "area-ink", align: "center" });
  }
  ranked.forEach((node, rank) => {
    const font = rank < LARGEST ? STRONG_FONT : LABEL_FONT;
    const text = labelOf(node.entity);
    const open = labelBoxes(node, scale, textWidth(text, font)).filter((box) => isInside(box, scale, stage) && labelled.isFree(box));
    const box = open.find((one) => nodeBoxes.isFree(one, node)) || (rank < LARGEST && leastCrowded(open, nodeBoxes, node));
    if (!box) return;
    labelled.add(box);
    placed.push({ node, lines: [text], font, box });
  });
  return placed;
}

// The place where a name hides least; none when it would hide a node nearly as large.
function leastCrowded(boxes, others, node) {
  const hidden = (box) => Math.max(0, ...others.overlapping(box, node).map((other) => other.node.size));
  const best = boxes.map((box) => ({ box, hidden: hidden(box) })).sort((one, other) => one.hidden - other.hidden)[0];
  return best && best.hidden < 0.8 * node.size ? best.box : null;
}

// While the whole picture is in view, names do not run over its edge.
function isInside({ left, right }, scale, stage) {
  return !stage || scale > 1.05 || (left > -stage.width / 2 && right < stage.width / 2);
}

function nodeBox(node, scale) {
  const [x, y] = [node.x * scale, node.y * scale];
  return { left: x - node.size, right: x + node.size, top: y - node.size, bottom: y + node.size, node };
}

// To the right, to the left, below, above, and at the four corners.
function labelBoxes(node, scale, width) {
  const [x, y, gap] = [node.x * scale, node.y * scale, node.size + 4];
  const half = LABEL_SIZE / 2 + 2;
  const box = (left, top) => ({ left, right: left + width, top, bottom: top + 2 * half });
  const [right, left] = [box(x + gap, y - half), box(x - gap - width, y - half)];
  const [below, above] = [y + gap - 3, y - gap - 2 * half + 3];
  const sides = node.ringed && node.x < 0 ? [left, right] : [right, left];
  const corners = [x + node.size * 0.6, x - node.size * 0.6 - width].flatMap((edge) => [box(edge, below), box(edge, above)]);
  return [...sides, box(x - width / 2, below), box(x - width / 2, above), ...corners];
}

// Boxes in a coarse grid, so that only near ones are compared.
class Boxes {
  constructor() {
    this.cells = new Map();
  }

  // Call for each cell that a box reaches into until one call answers true; say whether one did.
  someCell(box, answer) {
    const [last, lowest] = [Math.floor(box.right / 80), Math.floor(box.bottom / 40)];
    for (let column = Math.floor(box.left / 80); column <= last; column += 1) {
      for (let row = Math.floor(box.top / 40); row <= lowest; row += 1) if (answer(column * 65536 + row)) return true;
    }
    return false;
  }

  add(box) {
    this.someCell(box, (cell) => {
      if (this.cells.has(cell)) this.cells.get(cell).push(box);
      else this.cells.set(cell, [box]);
    });
  }

  isFree(box, own) {
    return !this.someCell(box, (cell) => this.cells.get(cell)?.some((other) => meets(box, other, own)));
  }

  // The boxes that a box meets, other than those of its own node.
  overlapping(box, own) {
    const found = new Set();
    this.someCell(box, (cell) => this.cells.get(cell)?.forEach((other) => meets(box, other, own) && found.add(other)));
    return [...found];
  }
}

function meets(box, other, own) {
  if (own && other.node === own) return false;
  return box.right > other.left && other.right > box.left && box.bottom > other.top && other.bottom > box.top;
}
