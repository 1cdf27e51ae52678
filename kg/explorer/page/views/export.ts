// The view as a file: the picture as PNG or SVG, the network as CSV, JSON or GraphML.

import { inOrder } from "../base/collections.ts";
import { csvCell } from "../base/csv.ts";
import { byId, element, save } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { governmentsOn, passagesOf, voicesOf } from "../data/evidence.ts";
import type { Entity } from "../data/record.ts";
import type { SelectedEdge, SelectedNode, Selection } from "../selection/selection.ts";
import type { DrawnSelection } from "../canvas/network_canvas.ts";
import { pictureSvg } from "../canvas/svg.ts";
import { columnsOf, earliest, latest, sortedRows } from "./edge_columns.ts";

const COUNTED = ["ties", "voices"];

type Attributes = { readonly [name: string]: string };

export function downloadCsv(selection: Selection): void {
  const columns = columnsOf(selection.state);
  const more = ["source", "target", "sources"] as const;
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

// What the library's files of a network tell of a node, with how it stands in what is drawn.
function nodeRecord({ entity, ties, strength }: SelectedNode) {
  const ids = (entities: readonly Entity[]) => entities.map(({ id }) => id).sort(inOrder).join(", ");
  return {
    id: entity.id,
    label_en: entity.label[0],
    label_fr: entity.label[1],
    abbreviation: entity.abbreviation?.[0] ?? "",
    class: entity.class,
    kind: entity.kinds.join(", "),
    countries: ids(entity.countries),
    topics: entity.topics.join(", "),
    since: entity.since,
    until: entity.until,
    status: entity.status?.id ?? "",
    status_as_of: entity.status?.asOf ?? "",
    ties,
    strength: rounded(strength),
  };
}

// What the library's files of a network tell of an edge.
function edgeRecord(edge: SelectedEdge) {
  const passages = passagesOf(edge.reasons);
  const direct = edge.reasons.filter(({ through }) => !through).flatMap(({ ties }) => ties.map((tie) => tie.relation));
  const through = edge.reasons.flatMap((reason) => reason.through?.id ?? []);
  return {
    source: edge.first.id,
    target: edge.second.id,
    weight: rounded(edge.weight),
    since: earliest(edge),
    until: latest(edge),
    voices: voicesOf(passages).size,
    governments: governmentsOn(edge.reasons).word,
    through: [...direct, ...through].join("; "),
    sources: [...new Set(passages.map(({ document }) => document.id))].sort(inOrder).join(" "),
    ...(edge.change && { change: edge.change }),
  };
}

function rounded(weight: number): number {
  return Math.round(weight * 10_000) / 10_000;
}

// Node-link JSON, as networkx, D3 and others read it.
export function downloadJson({ nodes, edges }: Selection): void {
  const links = edges.map(edgeRecord);
  const network = { directed: false, multigraph: false, graph: {}, nodes: nodes.map(nodeRecord), links };
  save(JSON.stringify(network, null, 1), "perimeter.json", "application/json");
}

export function downloadGraphml({ nodes, edges }: Selection): void {
  const space = "http://graphml.graphdrawing.org/xmlns";
  const xml = document.implementation.createDocument(space, "graphml");
  const add = (parent: Node, name: string, attributes: Attributes, text: unknown = "") => {
    const made = xml.createElementNS(space, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.textContent = String(text);
    return parent.appendChild(made);
  };
  const rows = { node: nodes.map(nodeRecord), edge: edges.map(edgeRecord) };
  const { id: _id, ...ofNodes } = rows.node[0] ?? {};
  const { source: _source, target: _target, ...ofEdges } = rows.edge[0] ?? {};
  const keys = { node: Object.entries(ofNodes), edge: Object.entries(ofEdges) };
  for (const [kind, values] of Object.entries(keys)) {
    for (const [name, value] of values) {
      const type = typeof value === "string" ? "string" : COUNTED.includes(name) ? "long" : "double";
      add(xml.documentElement, "key", { id: `${kind}-${name}`, for: kind, "attr.name": name, "attr.type": type });
    }
  }
  const graph = add(xml.documentElement, "graph", { edgedefault: "undirected" });
  const addRow = (kind: "node" | "edge", attributes: Attributes, row: { readonly [name: string]: unknown }) => {
    const made = add(graph, kind, attributes);
    for (const [name] of keys[kind]) add(made, "data", { key: `${kind}-${name}` }, row[name]);
  };
  rows.node.forEach((row) => addRow("node", { id: row.id }, row));
  rows.edge.forEach((row) => addRow("edge", { source: row.source, target: row.target }, row));
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
