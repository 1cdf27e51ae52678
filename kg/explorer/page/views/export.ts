// The view as a file: the picture as PNG or SVG, the network as CSV, JSON or GraphML.

import { csvCell } from "../base/csv.ts";
import { byId, element, save } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { governmentsOn, passagesOf, voicesOf } from "../data/evidence.ts";
import type { SelectedEdge, SelectedNode, Selection } from "../selection/selection.ts";
import type { DrawnSelection } from "../canvas/network_canvas.ts";
import { isComparing } from "../selection/comparison.ts";
import { pictureSvg } from "../canvas/svg.ts";
import { columnsOf, earliest, latest, sortedRows } from "./edge_columns.ts";

type Attributes = { readonly [name: string]: string };

export function downloadCsv(selection: Selection): void {
  const columns = columnsOf(selection.state);
  const more = ["source", "target", "documents"] as const;
  const row = (edge: SelectedEdge) => {
    const held = edgeRecord(edge);
    return [...columns.map(({ of }) => of(edge)), ...more.map((name) => held[name])];
  };
  const rows = [
    [...columns.map(({ key }) => t(`page.column.${key}`)), ...more],
    ...sortedRows(selection.edges).map(row),
  ];
  save(`\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`, "perimeter.csv", "text/csv");
}

function nodeRecord({ entity, ties, strength }: SelectedNode) {
  const countries = entity.countries.map(({ id }) => id);
  return {
    id: entity.id,
    label_en: entity.label[0],
    label_fr: entity.label[1],
    class: entity.class,
    countries: countries.join(" "),
    ties,
    strength,
  };
}

function edgeRecord(edge: SelectedEdge) {
  const passages = passagesOf(edge.reasons);
  return {
    source: edge.first.id,
    target: edge.second.id,
    weight: edge.weight,
    through: edge.reasons.map(({ through }) => through?.id).filter(Boolean).join(" "),
    since: earliest(edge),
    until: latest(edge),
    voices: voicesOf(passages).size,
    governments: governmentsOn(edge.reasons).word,
    documents: [...new Set(passages.map(({ document }) => document.address))].join(" "),
    ...(edge.change && { change: edge.change }),
  };
}

export function downloadJson({ nodes, edges }: Selection): void {
  const network = { nodes: nodes.map(nodeRecord), edges: edges.map(edgeRecord) };
  save(JSON.stringify(network, null, 1), "perimeter.json", "application/json");
}

export function downloadGraphml({ nodes, edges, state }: Selection): void {
  const space = "http://graphml.graphdrawing.org/xmlns";
  const xml = document.implementation.createDocument(space, "graphml");
  const add = (parent: Node, name: string, attributes: Attributes, text: unknown = "") => {
    const made = xml.createElementNS(space, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.textContent = String(text);
    return parent.appendChild(made);
  };
  const keys = {
    node: ["label_en", "label_fr", "class", "countries", "ties", "strength"],
    edge: [
      "weight",
      "through",
      "since",
      "until",
      "voices",
      "governments",
      "documents",
      ...(isComparing(state) ? ["change"] : []),
    ],
  };
  for (const [kind, names] of Object.entries(keys)) {
    for (const name of names) {
      const type = ["ties", "voices"].includes(name)
        ? "int"
        : ["weight", "strength"].includes(name)
        ? "double"
        : "string";
      add(xml.documentElement, "key", { id: `${kind}-${name}`, for: kind, "attr.name": name, "attr.type": type });
    }
  }
  const graph = add(xml.documentElement, "graph", { edgedefault: "undirected" });
  const addRow = (kind: "node" | "edge", attributes: Attributes, row: { readonly [name: string]: unknown }) => {
    const made = add(graph, kind, attributes);
    for (const name of keys[kind]) add(made, "data", { key: `${kind}-${name}` }, row[name]);
  };
  nodes.map(nodeRecord).forEach((row) => addRow("node", { id: row.id }, row));
  edges.map(edgeRecord).forEach((row) => addRow("edge", { source: row.source, target: row.target }, row));
  save(xmlOf(xml), "perimeter.graphml", "application/graphml+xml");
}

// A document as text. Control characters may not stand in XML at all, and no serializer asks for them.
function xmlOf(node: Node): string {
  const text = new XMLSerializer().serializeToString(node);
  // deno-lint-ignore no-control-regex -- these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}

// As it stands on the screen: two pictures side by side stay so.
export function downloadPng(): void {
  const canvases = [...byId("pictures").querySelectorAll<HTMLCanvasElement>("div:not([hidden]) canvas")];
  const sheet = element("canvas", {
    width: canvases.reduce((sum, { width }) => sum + width, 0),
    height: canvases[0].height,
  });
  let left = 0;
  for (const canvas of canvases) {
    sheet.getContext("2d")?.drawImage(canvas, left, 0);
    left += canvas.width;
  }
  sheet.toBlob((blob) => blob && save(blob, "perimeter.png"));
}

export function downloadSvg(drawn: DrawnSelection): void {
  save(xmlOf(pictureSvg(drawn)), "perimeter.svg", "image/svg+xml");
}
