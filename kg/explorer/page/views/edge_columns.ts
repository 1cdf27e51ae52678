// The columns of the table of lines, and the order of its rows.

import { compareWords, t } from "../base/i18n.ts";
import { passagesOf, voicesOf } from "../data/evidence.ts";
import type { Reason } from "../data/drawings.ts";
import { nameOf, termWord } from "../data/names.ts";
import { record } from "../data/record.ts";
import { statedEnd, statedStart } from "../data/stated_dates.ts";
import type { State } from "../state/state.ts";
import type { SelectedEdge } from "../selection/selection.ts";
import { isComparing } from "../selection/comparison.ts";
import { changeWord } from "../cards/changes.ts";

// A column: its key, which is the key of its word, and what stands in it for an edge.
export interface Column {
  readonly key: string;
  readonly number?: boolean;
  readonly of: (edge: SelectedEdge) => string | number;
}

export interface Sorting {
  readonly key: string;
  readonly down: boolean;
}

export const COLUMNS: readonly Column[] = [
  { key: "first", of: (edge) => nameOf(edge.first) },
  { key: "second", of: (edge) => nameOf(edge.second) },
  { key: "joinedBy", of: (edge) => joinedWords(edge) },
  { key: "strength", of: (edge) => Math.round(edge.weight * 100) / 100, number: true },
  { key: "sinceColumn", of: (edge) => earliest(edge) },
  { key: "untilColumn", of: (edge) => latest(edge) },
  { key: "voiceColumn", of: (edge) => voicesOf(passagesOf(edge.reasons)).size, number: true },
];

// Between two dates, whether a line came or went is a column too.
export function columnsOf(state: State): readonly Column[] {
  return isComparing(state) ? [...COLUMNS, CHANGE_COLUMN] : COLUMNS;
}

let sorting: Sorting = { key: "strength", down: true };

export function sortedRows(edges: readonly SelectedEdge[]): SelectedEdge[] {
  const { of } = [...COLUMNS, CHANGE_COLUMN].find((column) => column.key === sorting.key) ?? COLUMNS[0];
  const valued = edges.map((edge) => ({ edge, value: of(edge) }));
  const rows = valued.sort((one, other) => compareValues(one.value, other.value)).map(({ edge }) => edge);
  return sorting.down ? rows.reverse() : rows;
}

function compareValues(one: string | number, other: string | number): number {
  return typeof one === "number" && typeof other === "number" ? one - other : compareWords(String(one), String(other));
}

// What a reason is called: what both take part in, or the relation between them.
export function reasonName({ through, ties }: Reason): string {
  return through ? nameOf(through) : termWord(record.relations, ties[0].relation);
}

// What joins two, as a table of the page has room for it; a file has all of it.
export function joinedWords({ reasons }: SelectedEdge): string {
  const distinct = [...new Set(reasons.map(reasonName))];
  return distinct.length > 3
    ? `${distinct.slice(0, 3).join("; ")}; ${t("page.sentence.more", { count: distinct.length - 3 })}`
    : distinct.join("; ");
}

// Since when the first reason holds that is dated, as precisely as it is stated.
export function earliest({ reasons }: Pick<SelectedEdge, "reasons">): string {
  const day = earliestDay(reasons);
  return statedStart(day, reasons.filter(({ since }) => since === day).flatMap(({ ties }) => ties));
}

// When the last reason ended, where all have.
export function latest({ reasons }: Pick<SelectedEdge, "reasons">): string {
  const day = latestDay(reasons);
  return statedEnd(day, reasons.filter(({ until }) => until === day).flatMap(({ ties }) => ties));
}

export function earliestDay(reasons: readonly Reason[]): string {
  const [first = ""] = reasons.map(({ since }) => since).filter(Boolean).sort();
  return first;
}

export function latestDay(reasons: readonly Reason[]): string {
  const [last = ""] = reasons.map(({ until }) => until).sort().reverse();
  return reasons.every(({ until }) => until) ? last : "";
}

const CHANGE_COLUMN: Column = { key: "changeColumn", of: (edge) => changeWord(edge) };

export function currentSorting(): Sorting {
  return sorting;
}

export function sortBy(order: Sorting): void {
  sorting = order;
}
