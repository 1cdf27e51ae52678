// The columns of the table of lines, and the order of its rows.

import { compareWords, t } from "../base/i18n.ts";
import { passagesOf, publishersOf } from "../data/evidence.ts";
import { nameOf, termWord } from "../data/names.ts";
import { record } from "../data/record.ts";
import { isComparing } from "../selection/comparison.ts";
import { changeWord } from "../cards/changes.ts";
import { shortened } from "../cards/sentences.ts";

export const COLUMNS = [
  { key: "first", of: (edge) => nameOf(edge.first) },
  { key: "second", of: (edge) => nameOf(edge.second) },
  { key: "joinedBy", of: (edge) => joinedWords(edge) },
  { key: "strength", of: (edge) => Math.round(edge.weight * 100) / 100, number: true },
  { key: "sinceColumn", of: (edge) => earliest(edge) },
  { key: "untilColumn", of: (edge) => latest(edge) },
  { key: "publisherColumn", of: (edge) => publishersOf(passagesOf(edge.reasons)).size, number: true },
];

// Between two dates, whether a line came or went is a column too.
export function columnsOf(state) {
  return isComparing(state) ? [...COLUMNS, CHANGE_COLUMN] : COLUMNS;
}

let sorting = { key: "strength", down: true };

export function sortedRows(edges) {
  const { of, number } = [...COLUMNS, CHANGE_COLUMN].find((column) => column.key === sorting.key);
  const compare = number
    ? (one, other) => one.value - other.value
    : (one, other) => compareWords(one.value, other.value);
  const rows = edges.map((edge) => ({ edge, value: of(edge) })).sort(compare).map(({ edge }) => edge);
  return sorting.down ? rows.reverse() : rows;
}

function joinedWords({ reasons }) {
  const names = reasons.map((
    reason,
  ) => (reason.through ? nameOf(reason.through) : termWord(record.relations, reason.ties[0].relation)));
  const distinct = [...new Set(names)];
  return distinct.length > 3
    ? `${distinct.slice(0, 3).join("; ")}; ${t("more", { count: distinct.length - 3 })}`
    : distinct.join("; ");
}

export function earliest({ reasons }) {
  const starts = reasons.map(({ since }) => since).filter(Boolean).sort();
  return starts.length ? shortened(starts[0]) : "";
}

export function latest({ reasons }) {
  return reasons.every(({ until }) => until) ? shortened(reasons.map(({ until }) => until).sort().at(-1)) : "";
}

const CHANGE_COLUMN = { key: "changeColumn", of: (edge) => changeWord(edge) };

export function currentSorting() {
  return sorting;
}

export function sortBy(order) {
  sorting = order;
}
