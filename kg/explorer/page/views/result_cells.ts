// What the cells of an answer say, in the table and in a file: names in place of the IRIs of the record.

import { csvRow } from "../base/csv.ts";
import { type Children, outwardLink, save } from "../base/dom.ts";
import { compareWords, formatDate, formatNumber, localized, t } from "../base/i18n.ts";
import { type Meaning, meaningOfIri } from "../data/meanings.ts";
import { nameOf } from "../data/names.ts";
import { type Entity, type Passage, record } from "../data/record.ts";
import { type Cell, numberOf, type Table } from "../sparql/terms.ts";
import { entityLink } from "../cards/links.ts";

const STANDARD: ReadonlyMap<string, string> = new Map([
  ["skos:definition", "common.definition"],
  ["foaf:homepage", "common.home_page"],
]);

export function compareCells(one: Cell, other: Cell): number {
  const [number, against] = [numberOf(one), numberOf(other)];
  if (number !== undefined && against !== undefined) return number - against;
  return compareWords(cellText(one), cellText(other));
}

export function passagesIn(cell: Cell): Passage[] {
  const addresses = (cell?.value ?? "").split(" ").filter(Boolean);
  return addresses.map((address) => meaningOfIri(address).passage).filter((passage) => passage !== undefined);
}

// The entities that an answer names, each once.
export function entitiesIn({ rows }: Table): Entity[] {
  return [...new Set(rows.flatMap((row) => row.flatMap((cell) => meaningOf(cell).entity ?? [])))];
}

export function cellElement(cell: Cell): Children {
  const { entity, words, document, passage } = meaningOf(cell);
  if (entity) return entityLink(entity);
  if (passage) return [localized(passage.says), " ", outwardLink(passage.document.address, passage.document.title)];
  if (document) return outwardLink(document.address, document.title || document.id);
  if (words) return localized(words);
  const standard = standardWord(cell);
  if (standard) return standard;
  if (cell?.type === "iri") return outwardLink(cell.value, shortIri(cell.value));
  const number = numberOf(cell);
  if (number !== undefined) return formatNumber(number, 3);
  const text = cell?.value ?? "";
  return /^\d{4}-\d\d(-\d\d)?$/.test(text) ? formatDate(text) : text;
}

// As kg/render/text.py knows years: by the name of their column, or by what the query computes, and by what they are.
const OF_YEARS = /(?<![^\W_])(year|yr|y|decade|ann[ée]e|an|décennie|since|until|depuis)s?(?![^\W_])/i;
const [FIRST_YEAR, LAST_YEAR] = [1500, 2100];

// A name with its words apart, where they stand as in startYear.
function wordsOf(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, "_");
}

// The columns of an answer whose numbers are years, which have no thousands.
export function yearColumns({ columns, rows }: Table, text: string): Set<number> {
  const isYear = (cell: Cell) => {
    const number = numberOf(cell);
    return !cell || (Number.isInteger(number) && Number(number) >= FIRST_YEAR && Number(number) <= LAST_YEAR);
  };
  const computed = new Set(Array.from(text.matchAll(/\byear\s*\([^{}]*?\)\s*as\s+[?$](\w+)/gi), ([, name]) => name));
  const named = columns.map((_, at) => at).filter((at) =>
    OF_YEARS.test(wordsOf(columns[at])) || computed.has(columns[at])
  );
  return new Set(named.filter((at) => rows.every((row) => isYear(row[at]))));
}

// As `kg ask --format csv` writes it: with names; or with IRIs, and the passages behind each row.
export function saveAnswer(
  { columns, rows }: Table,
  { name, named }: { readonly name: string; readonly named: boolean },
): void {
  const kept = columns.map((_, at) => at).filter((at) => !named || columns[at] !== "passages");
  const text = (cell: Cell) => named && !meaningOf(cell).document ? cellText(cell) : cell?.value ?? "";
  const lines = [kept.map((at) => columns[at]), ...rows.map((row) => kept.map((at) => text(row[at])))];
  save(`\ufeff${lines.map(csvRow).join("\r\n")}\r\n`, `perimeter-${name}.csv`, "text/csv");
}

function cellText(cell: Cell): string {
  const { entity, words, document } = meaningOf(cell);
  return entity
    ? nameOf(entity)
    : words
    ? localized(words)
    : document
    ? document.title
    : standardWord(cell) ?? cell?.value ?? "";
}

// A property of another vocabulary that answers name, in our words.
function standardWord(cell: Cell): string | undefined {
  const key = cell?.type === "iri" ? STANDARD.get(shortIri(cell.value)) : undefined;
  return key && t(key);
}

function meaningOf(cell: Cell): Meaning {
  return cell?.type === "iri" ? meaningOfIri(cell.value) : {};
}

function shortIri(value: string): string {
  const found = Object.entries(record.prefixes).find(([, space]) => value.startsWith(space));
  return found ? `${found[0]}:${value.slice(found[1].length)}` : value;
}
