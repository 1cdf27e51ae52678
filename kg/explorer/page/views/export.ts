// The view as a file: the picture as PNG or SVG, the network as CSV, JSON or GraphML.

import { inOrder } from "../base/collections.ts";
import { csvRow } from "../base/csv.ts";
import { element, save } from "../base/dom.ts";
import { localized, t } from "../base/i18n.ts";
import type { Reason } from "../data/drawings.ts";
import { governmentsOn, passagesOf, voicesOf } from "../data/evidence.ts";
import { nameOf } from "../data/names.ts";
import { type Entity, record } from "../data/record.ts";
import { statedEnd, statedStart } from "../data/stated_dates.ts";
import { writeState } from "../state/address.ts";
import { inEffect, type SelectedEdge, type SelectedNode, type Selection } from "../selection/selection.ts";
import { currentState } from "../state/store.ts";
import { shownCanvases } from "../canvas/canvases.ts";
import { type DrawnSelection, drawnSelection } from "../canvas/drawn_selection.ts";
import { type Sheet, sheetSvg } from "../canvas/sheet.ts";
import { earliest, earliestDay, latest, latestDay, reasonName } from "../cards/reasons.ts";
import { sheetLegend } from "./sheet_legend.ts";
import { creditWords, subtitleWords, titleWords } from "./shown_words.ts";
import { columnsOf, sortedRows } from "./edge_columns.ts";

const COUNTED = ["ties", "voices"];
// The size of a picture that does not stand on the screen.
const SHEET = { width: 1100, height: 700 };
const IDENTITY = ["id", "source", "target"];

type Attributes = { readonly [name: string]: string };

// Every reason in full, as the library's CSV has it; as in all files, of a day what is in effect.
export function downloadCsv(selection: Selection): void {
  const { state, edges } = inEffect(selection);
  const columns = columnsOf(state).map((column) =>
    column.key === "joinedBy" ? { ...column, of: (edge: SelectedEdge) => edgeRecord(edge).through } : column
  );
  const more = ["source", "target", "derived_start", "derived_end", "sources", "addresses"] as const;
  const row = (edge: SelectedEdge) => {
    const held = edgeRecord(edge);
    return [...columns.map(({ of }) => of(edge)), ...more.map((name) => held[name])];
  };
  const rows = [[...columns.map(({ key }) => t(`page.column.${key}`)), ...more], ...sortedRows(edges).map(row)];
  save(`\ufeff${rows.map(csvRow).join("\r\n")}\r\n`, "perimeter.csv", "text/csv");
}

// What the library's files of a network tell of a node, with how it stands in what is drawn.
function nodeRecord({ entity, ties, strength }: SelectedNode) {
  const ids = (entities: readonly Entity[]) => entities.map(({ id }) => id).sort(inOrder).join(", ");
  return {
    id: entity.id,
    label: nameOf(entity),
    label_en: entity.label[0],
    label_fr: entity.label[1],
    abbreviation: entity.abbreviation?.[0] || null,
    class: entity.class,
    kind: entity.kinds.join(", ") || null,
    countries: ids(entity.countries) || null,
    topics: entity.topics.join(", ") || null,
    since: statedStart(entity.since, [], [entity]) || null,
    until: statedEnd(entity.until, [], [entity]) || null,
    derived_start: entity.since || null,
    derived_end: entity.until || null,
    status: entity.status?.id || null,
    status_as_of: entity.status?.asOf || null,
    ties,
    strength: rounded(strength),
  };
}

// What the library's files of a network tell of an edge: direct ties are named first.
function edgeRecord(edge: SelectedEdge) {
  const [shared, direct] = [edge.reasons.filter(isShared), edge.reasons.filter((reason) => !isShared(reason))];
  return {
    source: edge.first.id,
    target: edge.second.id,
    weight: rounded(edge.weight),
    voices: voicesOf(passagesOf(edge.reasons)).size,
    governments: governmentsOn(edge.reasons).word,
    through: [...new Set([...direct, ...shared].map(reasonName))].join("; "),
    ...datesOf(edge.reasons),
    ...sourcesOf(edge.reasons),
    reasons: edge.reasons.map(reasonRecord),
    ...(edge.change && { change: edge.change }),
  };
}

function isShared({ through }: Reason): boolean {
  return through !== null;
}

function reasonRecord(reason: Reason) {
  return {
    through: reasonName(reason),
    through_id: reason.through?.id ?? reason.ties[0].relation,
    weight: rounded(reason.share),
    ...datesOf([reason]),
    ...sourcesOf([reason]),
  };
}

// Dates as precisely as they are stated, and the days that are derived from them for computing.
function datesOf(reasons: readonly Reason[]) {
  return {
    since: earliest({ reasons }) || null,
    until: latest({ reasons }) || null,
    derived_start: earliestDay(reasons) || null,
    derived_end: latestDay(reasons) || null,
  };
}

function sourcesOf(reasons: readonly Reason[]) {
  const documents = [...new Set(passagesOf(reasons).map(({ document }) => document))];
  documents.sort((one, other) => inOrder(one.id, other.id));
  return {
    sources: documents.map(({ id }) => id).join(" "),
    addresses: documents.map(({ address }) => address).filter(Boolean).join(" "),
  };
}

function rounded(weight: number): number {
  return Math.round(weight * 10_000) / 10_000;
}

// What a file says of itself: what is shown, in the words of the page's address, and whose data they are.
function facts({ state }: Selection): Attributes {
  const { name, address, date, licence } = record.dataset;
  const said = { dataset: localized(name), address, date, licence };
  const all = { title: t("page.header.title"), filter: writeState(state), ...said };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value));
}

// Node-link JSON, as networkx, D3 and others read it.
export function downloadJson(selection: Selection): void {
  const held = inEffect(selection);
  const [nodes, edges] = [held.nodes.map(nodeRecord), held.edges.map(edgeRecord)];
  const network = { directed: false, multigraph: false, graph: facts(selection), nodes, edges };
  save(JSON.stringify(network, null, 1), "perimeter.json", "application/json");
}

// A reason on a line, its dates as an interval of EDTF.
function reasonLine({ through, since, until, sources }: ReturnType<typeof reasonRecord>): string {
  return `${through}${since || until ? ` (${since ?? ""}/${until ?? ".."})` : ""} [${sources}]`;
}

export function downloadGraphml(selection: Selection): void {
  const { nodes, edges } = inEffect(selection);
  const places = standing(selection)[0].drawn.byId;
  const space = "http://graphml.graphdrawing.org/xmlns";
  const xml = document.implementation.createDocument(space, "graphml");
  const add = (parent: Node, name: string, attributes: Attributes, text: unknown = "") => {
    const made = xml.createElementNS(space, name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.textContent = String(text);
    return parent.appendChild(made);
  };
  const rows = {
    graph: [facts(selection)],
    node: nodes.map((node) => ({ ...nodeRecord(node), ...placeOf(node, places) })),
    edge: edges.map(edgeRecord).map((row) => ({ ...row, reasons: row.reasons.map(reasonLine).join("\n") })),
  };
  for (const [kind, held] of Object.entries(rows)) {
    for (const [name, value] of new Map(held.flatMap(knownOf))) {
      const type = typeof value === "string" ? "string" : COUNTED.includes(name) ? "long" : "double";
      add(xml.documentElement, "key", { id: `${kind}-${name}`, for: kind, "attr.name": name, "attr.type": type });
    }
  }
  const graph = add(xml.documentElement, "graph", { edgedefault: "undirected" });
  const addValues = (parent: Node, kind: string, row: object) =>
    knownOf(row).forEach(([name, value]) => add(parent, "data", { key: `${kind}-${name}` }, value));
  addValues(graph, "graph", rows.graph[0]);
  rows.node.forEach((row) => addValues(add(graph, "node", { id: row.id }), "node", row));
  rows.edge.forEach((row) => addValues(add(graph, "edge", { source: row.source, target: row.target }), "edge", row));
  save(xmlOf(xml), "perimeter.graphml", "application/graphml+xml");
}

// Where a node stands in the picture, as Gephi and yEd read it.
function placeOf({ entity }: SelectedNode, places: DrawnSelection["byId"]) {
  const place = places.get(entity.id);
  return { x: place ? rounded(place.x) : null, y: place ? rounded(place.y) : null };
}

// What of a row is known and is not its identity.
function knownOf(row: object): [string, string | number][] {
  return Object.entries(row).filter(([name, value]) => value !== null && value !== "" && !IDENTITY.includes(name));
}

// A document as text. Control characters may not stand in XML at all, and no serializer asks for them.
function xmlOf(node: Node): string {
  const text = new XMLSerializer().serializeToString(node);
  // deno-lint-ignore no-control-regex -- these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}

// The pictures as they stand; in place of a table, one as it would stand.
function standing(selection: Selection): Sheet["pictures"] {
  const shown = selection.state.view === "network" ? shownCanvases() : [];
  const drawn = shown.flatMap(({ selection, stage }) =>
    selection ? [{ drawn: selection, date: stage.dataset.date ?? "" }] : []
  );
  return drawn.length ? drawn : [{ drawn: drawnSelection(selection, SHEET), date: "" }];
}

// The picture as it is published: as it stands, or as it would in place of a table. Two side by side stay so.
export function publishedPicture(selection: Selection): SVGSVGElement {
  const drawn = standing(selection);
  const shown = drawn[0].drawn;
  return sheetSvg({
    title: titleWords(shown.state),
    subtitle: subtitleWords(shown.whole),
    credit: creditWords(),
    legend: sheetLegend(shown),
    pictures: drawn,
  });
}

// So many points of the file for one of the screen.
export async function downloadPng(selection: Selection, times: number): Promise<void> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(xmlOf(publishedPicture(selection)))}`;
  await image.decode();
  const [width, height] = [image.width * times, image.height * times];
  const sheet = element("canvas", { width, height });
  sheet.getContext("2d")?.drawImage(image, 0, 0, width, height);
  sheet.toBlob((blob) => blob && save(blob, fileName(`${times}x.png`)));
}

export function downloadSvg(selection: Selection): void {
  save(xmlOf(publishedPicture(selection)), fileName("svg"), "image/svg+xml");
}

// A name that says what is in the file.
function fileName(ending: string): string {
  const { focus, path, topic, country, when, against, lang } = currentState();
  return `${["perimeter", ...focus, ...path, topic, country, when, against, lang].filter(Boolean).join("-")}.${ending}`;
}
