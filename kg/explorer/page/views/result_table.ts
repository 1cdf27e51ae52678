// @ts-nocheck: what it is answered in has no types yet
// An answer as a table: sorted by any column, the passages of each row a click away, to be taken as CSV.

import { csvCell } from "../base/csv.ts";
import { announce, button, element, outwardLink, redraw, save } from "../base/dom.ts";
import { capital, compareWords, formatDate, formatNumber, localized, t } from "../base/i18n.ts";
import { nameOf } from "../data/names.ts";
import { record } from "../data/record.ts";
import { numberOf } from "../sparql/functions.ts";
import { recordAsGraph } from "../sparql/record_dataset.ts";
import { iri } from "../sparql/triple_store.ts";
import { evidenceList } from "../cards/evidence_list.ts";
import { entityLink } from "../cards/links.ts";

let answerSorting = { name: "", column: -1, down: false };

// The parts that show an answer: {columns, rows, caveats}, {holds} of an ASK, or {error}.
export function answerParts(answer, { columns: words, name }) {
  if (answer.error) return [element("p", { class: "notice", role: "alert" }, answer.error)];
  if ("holds" in answer) return [element("p", { class: "lead" }, t(answer.holds ? "yes" : "no"))];
  const count = answer.rows.length === 1 ? t("rowOne") : t("rowMany", { count: formatNumber(answer.rows.length) });
  announce(count);
  return [
    element("p", { class: "caveats" }, [count, ...(answer.caveats || [])].join(" ")),
    answer.rows.length > 0 &&
    element(
      "p",
      { class: "actions" },
      button(t("csvNames"), () => saveAnswer(answer, { name, named: true }), { "data-key": "csv-names" }),
      button(t("csvIds"), () => saveAnswer(answer, { name, named: false }), { "data-key": "csv-ids" }),
    ),
    answer.rows.length > 0 && answerTable(answer, { words, name }),
  ].filter(Boolean);
}

function answerTable(answer, options) {
  const holder = element("div", {});
  const draw = () => redraw(holder, tableOf(answer, options, draw));
  draw();
  return holder;
}

function tableOf({ columns, rows }, { words, name }, draw) {
  const shown = columns.map((_, at) => at).filter((at) => columns[at] !== "passages");
  const evidence = columns.indexOf("passages");
  const own = answerSorting.name === name ? answerSorting : { column: -1 };
  const sorted = own.column < 0
    ? rows
    : [...rows].sort((one, other) => (own.down ? -1 : 1) * compareCells(one[own.column], other[own.column]));
  const heads = shown.map((at) => answerHead(columns[at], { at, own, words, name, draw }));
  if (evidence >= 0) heads.push(element("th", { scope: "col" }, t("sources")));
  const caption = t("answerCaption");
  return element(
    "div",
    { class: "sheet", tabindex: 0, role: "region", "aria-label": caption },
    element(
      "table",
      { class: "answer" },
      element("caption", { class: "offscreen" }, caption),
      element("thead", {}, element("tr", {}, heads)),
      element("tbody", {}, sorted.flatMap((row) => answerRows(row, { columns, shown, evidence }))),
    ),
  );
}

function compareCells(one, other) {
  const numbers = [one, other].map(numberOf);
  if (!numbers.includes(undefined)) return numbers[0] - numbers[1];
  return compareWords(cellText(one), cellText(other));
}

function answerHead(column, { at, own, words, name, draw }) {
  const current = own.column === at;
  const arrow = current ? (own.down ? " ↓" : " ↑") : "";
  const word = words[column] ? capital(localized(words[column])) : column;
  const sort = () => {
    answerSorting = { name, column: at, down: current && !own.down };
    draw();
  };
  return element(
    "th",
    { scope: "col", "aria-sort": current ? (own.down ? "descending" : "ascending") : "none" },
    button(word + arrow, sort, { "data-key": `answer-${column}`, title: t("sortBy", { column: word }) }),
  );
}

// A row, and below it a place for its passages, filled when they are asked for.
function answerRows(row, { columns, shown, evidence }) {
  const cells = shown.map((at, place) =>
    element(place ? "td" : "th", {
      scope: place ? null : "row",
      class: numberOf(row[at]) === undefined ? null : "number",
    }, cellElement(row[at]))
  );
  if (evidence < 0) return [element("tr", {}, cells)];
  const passages = passagesIn(row[evidence]);
  const below = element("tr", { class: "behind", hidden: true }, element("td", { colspan: columns.length }));
  const words = passages.length === 1
    ? t("passageCount")
    : t("passageCounts", { count: formatNumber(passages.length) });
  const toggle = button(words, () => {
    below.hidden = !below.hidden;
    toggle.setAttribute("aria-expanded", String(!below.hidden));
    if (!below.firstChild.firstChild) below.firstChild.append(evidenceList(passages));
  }, { class: "evidence-toggle", "aria-expanded": "false" });
  return [element("tr", {}, ...cells, element("td", {}, passages.length ? toggle : "")), below];
}

function passagesIn(cell) {
  const meanings = recordAsGraph().meanings;
  return (cell?.value || "").split(" ").filter(Boolean).map((address) => meanings.get(iri(address))?.passage).filter(
    Boolean,
  );
}

function meaningOf(term) {
  return term?.type === "iri" ? recordAsGraph().meanings.get(term) || {} : {};
}

// What a cell says: a name in place of an IRI of the record, else the value itself.
function cellText(term) {
  const { entity, words, document } = meaningOf(term);
  return entity ? nameOf(entity) : words ? localized(words) : document ? document.title : term?.value ?? "";
}

function cellElement(term) {
  const { entity, words, document, passage } = meaningOf(term);
  if (entity) return entityLink(entity);
  if (passage) return [localized(passage.says), " ", outwardLink(passage.document.address, passage.document.title)];
  if (document) return outwardLink(document.address, document.title || document.id);
  if (words) return localized(words);
  if (term?.type === "iri") return outwardLink(term.value, shortIri(term.value));
  if (numberOf(term) !== undefined) return formatNumber(numberOf(term), 3);
  return /^\d{4}-\d\d(-\d\d)?$/.test(term?.value) ? formatDate(term.value) : term?.value ?? "";
}

function shortIri(value) {
  const found = Object.entries(record.prefixes).find(([, space]) => value.startsWith(space));
  return found ? `${found[0]}:${value.slice(found[1].length)}` : value;
}

// As `kg ask --format csv` writes it: with names; or with IRIs, and the passages behind each row.
function saveAnswer({ columns, rows }, { name, named }) {
  const kept = columns.map((_, at) => at).filter((at) => !named || columns[at] !== "passages");
  const cell = (term) => csvCell(named && !meaningOf(term).document ? cellText(term) : term?.value ?? "");
  const lines = [kept.map((at) => columns[at]), ...rows.map((row) => kept.map((at) => cell(row[at])))];
  save(`\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`, `perimeter-${name}.csv`, "text/csv");
}
