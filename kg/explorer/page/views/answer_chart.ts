// An answer as bars: the numbers of its rows, or how many rows there are in each year or decade.

import { type Children, element } from "../base/dom.ts";
import { formatNumber, t, withinSentence } from "../base/i18n.ts";
import { moreButton } from "../base/more.ts";
import { type Cell, numberOf, type Table } from "../sparql/terms.ts";
import { cellElement, yearColumns } from "./result_cells.ts";

// A bar with what it stands for.
export interface Bar {
  readonly label: Cell | string;
  readonly value: number;
}

// Bars of a column of an answer; in time each stands for so many years, and some rows may have no date.
export interface Chart {
  readonly column: string;
  readonly of: string;
  readonly bars: readonly Bar[];
  readonly years: 0 | 1 | 10;
  readonly undated: number;
}

const NO_AMOUNTS = /^(lat|latitude|long?|longitude|number|community|rank)$/i; // where something is, or which it is
const DATE = /^(\d{4})(-\d\d){0,2}$/;
const FEW_YEARS = 25;
const LEAST = 3;
const MOST_SHOWN = 30;

// What of an answer bars can show: the first column of amounts, else the first of dates; null where there is neither.
export function chartOf(answer: Table, text: string): Chart | null {
  if (answer.rows.length < LEAST) return null;
  const years = yearColumns(answer, text);
  const at = answer.columns.findIndex((name, one) => one > 0 && !years.has(one) && isOfAmounts(answer, one, name));
  const bars = at > 0 ? barsOf(answer, at) : [];
  if (bars.length >= LEAST) return { column: answer.columns[at], of: answer.columns[0], bars, years: 0, undated: 0 };
  const dated = answer.columns.findIndex((_, one) => isOfDates(answer, one));
  return dated < 0 ? null : chartInTime(answer, dated);
}

// Each thing once; none where one has several amounts, or where amounts are of several units.
function barsOf({ columns, rows }: Table, at: number): Bar[] {
  const unit = columns.indexOf("unit");
  const bars = new Map<string, Bar>();
  for (const row of rows) {
    const [key, value] = [row[0]?.value ?? "", numberOf(row[at]) ?? 0];
    if ((bars.get(key)?.value ?? value) !== value || row[unit]?.value !== rows[0][unit]?.value) return [];
    bars.set(key, { label: row[0], value });
  }
  return [...bars.values()];
}

// A bar has a length from nothing: amounts below nothing have none.
function isOfAmounts({ rows }: Table, at: number, name: string): boolean {
  const values = rows.map((row) => numberOf(row[at]));
  return !NO_AMOUNTS.test(name) && values.every((value) => value !== undefined && value >= 0) &&
    values.some((value) => value);
}

function isOfDates({ rows }: Table, at: number): boolean {
  const said = rows.map((row) => row[at]?.value).filter(Boolean);
  return said.length >= LEAST && said.every((value) => DATE.test(value ?? ""));
}

// Years without a row are there too, so that time runs evenly.
function chartInTime({ columns, rows }: Table, at: number): Chart {
  const said = rows.flatMap((row) => row[at]?.value ? [Number(row[at]?.value.slice(0, 4))] : []);
  const [first, last] = [Math.min(...said), Math.max(...said)];
  const years = last - first < FEW_YEARS ? 1 : 10;
  const begin = Math.floor(first / years) * years;
  const bars: Bar[] = [];
  for (let year = begin; year <= last; year += years) {
    const value = said.filter((one) => one >= year && one < year + years).length;
    bars.push({ label: years === 1 ? String(year) : `${year}–${year + 9}`, value });
  }
  return { column: columns[at], of: columns[0], bars, years, undated: rows.length - said.length };
}

// The bars, each with its number; the longest fills the width that is left.
export function chartElement(chart: Chart, columnWord: (column: string) => string): HTMLElement {
  const { column, of, bars, years, undated } = chart;
  const key = years === 0 ? "amounts" : years === 1 ? "years" : "decades";
  const most = Math.max(...bars.map(({ value }) => value));
  const list = element("ol", { class: "chart-bars" }, bars.slice(0, MOST_SHOWN).map((bar) => barItem(bar, most)));
  const rest = bars.length > MOST_SHOWN &&
    moreButton(MOST_SHOWN, bars.length, () => {
      list.append(...bars.slice(MOST_SHOWN).map((bar) => barItem(bar, most)));
      if (rest) rest.remove();
    }, "chart-rest");
  return element(
    "figure",
    { class: "answer-chart" },
    element(
      "figcaption",
      {},
      t(`page.chart.${key}`, { column: columnWord(column), of: withinSentence(columnWord(of)) }),
    ),
    list,
    rest,
    undated > 0 && element("p", { class: "quiet" }, t("page.chart.undated", { count: undated })),
  );
}

function barItem({ label, value }: Bar, most: number): HTMLElement {
  const name: Children = typeof label === "string" ? label : cellElement(label);
  const length = element("span", { class: "length", style: { "--part": String(value / most) } });
  return element(
    "li",
    {},
    element("span", { class: "bar-name" }, name),
    element("span", { class: "bar", "aria-hidden": "true" }, length),
    element("span", { class: "bar-value" }, formatNumber(value, Number.isInteger(value) ? 0 : 2)),
  );
}
