// The view as a file: the picture as PNG or SVG, the network as CSV, JSON or GraphML.

function csvCell(value) {
  const text = String(value ?? "");
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function downloadCsv(choice) {
  const columns = columnsOf(choice.state);
  const more = ["source", "target", "documents"];
  const row = (edge) => [...columns.map(({ of }) => of(edge)), ...more.map((name) => edgeRecord(edge)[name])];
  const rows = [[...columns.map(({ key }) => say(key)), ...more], ...sortedRows(choice.edges).map(row)];
  save(`\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`, "perimeter.csv", "text/csv");
}

function nodeRecord({ entity, ties, strength }) {
  const countries = entity.countries.map(({ id }) => id);
  return { id: entity.id, label_en: entity.label[0], label_fr: entity.label[1], class: entity.class, countries: countries.join(" "), ties, strength };
}

function edgeRecord(edge) {
  const passages = passagesOf(edge.reasons);
  return {
    source: edge.first.id,
    target: edge.second.id,
    weight: edge.weight,
    through: edge.reasons.map(({ through }) => through?.id).filter(Boolean).join(" "),
    since: earliest(edge),
    until: latest(edge),
    publishers: publishersOf(passages).size,
    documents: [...new Set(passages.map(({ document }) => document.address))].join(" "),
    ...(edge.change && { change: edge.change }),
  };
}

function downloadJson({ nodes, edges }) {
  const network = { nodes: nodes.map(nodeRecord), edges: edges.map(edgeRecord) };
  save(JSON.stringify(network, null, 1), "perimeter.json", "application/json");
}

function downloadGraphml({ nodes, edges, state }) {
  const space = "http://graphml.graphdrawing.org/xmlns";
  const xml = document.implementation.createDocument(space, "graphml");
  const add = (parent, name, attributes, text = "") => {
    const made = xml.createElementNS(space, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, xmlText(value)));
    made.textContent = xmlText(text);
    return parent.appendChild(made);
  };
  const keys = { node: ["label_en", "label_fr", "class", "countries", "ties", "strength"], edge: ["weight", "through", "since", "until", "publishers", "documents", ...(isComparing(state) ? ["change"] : [])] };
  for (const [kind, names] of Object.entries(keys)) {
    for (const name of names) {
      const type = ["ties", "publishers"].includes(name) ? "int" : ["weight", "strength"].includes(name) ? "double" : "string";
      add(xml.documentElement, "key", { id: `${kind}-${name}`, for: kind, "attr.name": name, "attr.type": type });
    }
  }
  const graph = add(xml.documentElement, "graph", { edgedefault: "undirected" });
  const addRow = (kind, attributes, row) => {
    const made = add(graph, kind, attributes);
    for (const name of keys[kind]) add(made, "data", { key: `${kind}-${name}` }, row[name]);
  };
  nodes.map(nodeRecord).forEach((row) => addRow("node", { id: row.id }, row));
  edges.map(edgeRecord).forEach((row) => addRow("edge", { source: row.source, target: row.target }, row));
  save(new XMLSerializer().serializeToString(xml), "perimeter.graphml", "application/graphml+xml");
}

// Control characters may not stand in XML at all.
function xmlText(value) {
  return String(value).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}

// As it stands on the screen: two pictures side by side stay so.
function downloadPng() {
  const canvases = [...place("pictures").querySelectorAll("div:not([hidden]) canvas")];
  const sheet = element("canvas", { width: canvases.reduce((sum, { width }) => sum + width, 0), height: canvases[0].height });
  let left = 0;
  for (const canvas of canvases) {
    sheet.getContext("2d").drawImage(canvas, left, 0);
    left += canvas.width;
  }
  sheet.toBlob((blob) => save(blob, "perimeter.png"));
}

function downloadSvg(shown) {
  save(new XMLSerializer().serializeToString(pictureSvg(shown)), "perimeter.svg", "image/svg+xml");
}

// The picture at scale 1, drawn again with lines and names that stay sharp in print.
function pictureSvg({ choice }) {
  const { nodes, edges, state } = choice;
  const byEntity = new Map(nodes.map((node) => [node.entity, node]));
  const labels = placeLabels(nodes, { scale: 1, areas: shownAreas(choice) });
  const box = svgBox(nodes, labels);
  const lines = edges.map((edge) => {
    const [one, other] = [byEntity.get(edge.first), byEntity.get(edge.second)];
    return svgElement("line", { x1: one.x, y1: one.y, x2: other.x, y2: other.y, stroke: lineColour(edge, state.mode), "stroke-width": edge.width,
      "stroke-opacity": lineOpacity(edge), "stroke-dasharray": dashesOf(edge).join(" ") || null });
  });
  return svgElement("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: box.join(" "), width: box[2], height: box[3] },
    svgElement("title", {}, `${say("title")} — ${say("purpose")}`),
    svgElement("rect", { x: box[0], y: box[1], width: box[2], height: box[3], fill: ink("paper") }),
    svgAreas(choice), lines, nodes.map(svgNode), labels.flatMap(svgLabel));
}

// Left, top, width and height of all nodes and names, with a margin.
function svgBox(nodes, labels) {
  const boxes = [...nodes.map(({ x, y, size }) => ({ left: x - size, right: x + size, top: y - size, bottom: y + size })), ...labels.map(({ box }) => box)];
  const [left, top] = ["left", "top"].map((side) => Math.min(...boxes.map((box) => box[side])) - 24);
  const [right, bottom] = ["right", "bottom"].map((side) => Math.max(...boxes.map((box) => box[side])) + 24);
  return [left, top, right - left, bottom - top];
}

function svgLabel({ lines, font, box: { left, right, top, bottom }, colour = "ink", align = "left" }) {
  const [x, height] = [align === "left" ? left : (left + right) / 2, (bottom - top) / lines.length];
  return lines.map((line, at) => svgElement("text", {
    x, y: top + (at + 0.5) * height + 4, fill: ink(colour), "text-anchor": align === "left" ? "start" : "middle", style: { font } }, line));
}

function svgNode({ entity, x, y, size }) {
  const shape = SHAPES[entity.group];
  const open = shape === "ring";
  const paint = { fill: ink(open ? "paper" : entity.group), stroke: ink(open ? "collaboration" : "paper"), "stroke-width": 1.3 };
  if (open || shape === "circle") return svgElement("circle", { cx: x, cy: y, r: size, ...paint });
  return svgElement("polygon", { points: shapeCorners(shape, x, y, size).map((corner) => corner.join(",")).join(" "), ...paint });
}
