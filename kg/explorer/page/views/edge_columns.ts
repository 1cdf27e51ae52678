// The columns of the table of lines, and the order of its rows.

import { compareWords, t } from "../base/i18n.ts";
import { passagesOf, voicesOf } from "../data/evidence.ts";
import { nameOf } from "../data/names.ts";
import type { State } from "../state/state.ts";
import { type SelectedEdge, weightOf } from "../selection/selection.ts";
import { isComparing } from "../selection/comparison.ts";
import { changeWord } from "../cards/changes.ts";
import { earliest, latest, reasonName } from "../cards/reasons.ts";

// A column: its key, which is the key of its word, what stands in it for an edge, and by what it is put in order.
export interface Column {
  readonly key: string;
  readonly number?: boolean;
  readonly of: (edge: SelectedEdge) => string | number;
  readonly order?: (edge: SelectedEdge) => number;
}

export interface Sorting {
  readonly key: string;
  readonly down: boolean;
}

export const COLUMNS: readonly Column[] = [
  { key: "first", of: (edge) => nameOf(edge.first) },
  { key: "second", of: (edge) => nameOf(edge.second) },
  { key: "joinedBy", of: (edge) => joinedWords(edge) },
  { key: "strength", of: (edge) => Math.round(edge.weight * 100) / 100, order: weightOf, number: true },
  { key: "sinceColumn", of: (edge) => earliest(edge) },
  { key: "untilColumn", of: (edge) => latest(edge) },
  { key: "voiceColumn", of: (edge) => voicesOf(passagesOf(edge.reasons)).size, number: true },
];

// Between two dates, whether a line came or went is a column too.
export function columnsOf(state: State): readonly Column[] {
  return isComparing(state) ? [...COLUMNS, CHANGE_COLUMN] : COLUMNS;
}

let sorting: Sorting = { key: "strength", down: true };

// The rows in the chosen order; in a circle the lines of its middle come first, and it stands on their left.
export function sortedRows(edges: readonly SelectedEdge[], focus: readonly string[] = []): SelectedEdge[] {
  const rows = inChosenOrder(edges.map((edge) => (focus.includes(edge.second.id) ? turned(edge, focus) : edge)));
  const own = rows.filter(({ first }) => focus.includes(first.id));
  return focus.length ? [...own, ...rows.filter(({ first }) => !focus.includes(first.id))] : rows;
}

function turned(edge: SelectedEdge, focus: readonly string[]): SelectedEdge {
  return focus.includes(edge.first.id) ? edge : { ...edge, first: edge.second, second: edge.first };
}

// Equal rows keep the order of the record.
function inChosenOrder(edges: readonly SelectedEdge[]): SelectedEdge[] {
  const { of, order = of } = [...COLUMNS, CHANGE_COLUMN].find((column) => column.key === sorting.key) ?? COLUMNS[0];
  const valued = edges.map((edge) => ({ edge, value: order(edge) }));
  const way = sorting.down ? -1 : 1;
  return valued.sort((one, other) => way * compareValues(one.value, other.value)).map(({ edge }) => edge);
}

function compareValues(one: string | number, other: string | number): number {
  return typeof one === "number" && typeof other === "number" ? one - other : compareWords(String(one), String(other));
}

// What joins two, as a table of the page has room for it; a file has all of it.
export function joinedWords({ reasons }: SelectedEdge): string {
  const distinct = [...new Set(reasons.map(reasonName))];
  return distinct.length > 3
    ? `${distinct.slice(0, 3).join("; ")}; ${t("page.sentence.more", { count: distinct.length - 3 })}`
    : distinct.join("; ");
}

const CHANGE_COLUMN: Column = { key: "changeColumn", of: (edge) => changeWord(edge) };

export function currentSorting(): Sorting {
  return sorting;
}

export function sortBy(order: Sorting): void {
  sorting = order;
}
