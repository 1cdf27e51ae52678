// An answer as a table: sorted by any column, the passages of each row a click away, to be taken as CSV; or as a map
// where it names what has a place, and as bars where it counts or dates.

import { announce, button, type Children, choiceRow, element, redraw } from "../base/dom.ts";
import { capital, localized, t } from "../base/i18n.ts";
import { moreButton } from "../base/more.ts";
import { hasMap } from "../data/ground.ts";
import { occupied, positionsOf } from "../data/positions.ts";
import type { Question } from "../data/record.ts";
import { numberOf, type Table } from "../sparql/terms.ts";
import { navigate } from "../state/navigation.ts";
import { currentState } from "../state/store.ts";
import type { Outcome } from "../questions/questions.ts";
import { evidenceList } from "../cards/evidence_list.ts";
import { placeMap } from "./place_map.ts";
import { chartElement, chartOf } from "./answer_chart.ts";
import { faultWords } from "./query_fault.ts";
import { cellElement, compareCells, entitiesIn, passagesIn, saveAnswer, yearColumns } from "./result_cells.ts";

// What an answer is to: the name of the question, the words for its columns, and the query as it ran.
export interface Answered {
  readonly name: string;
  readonly columns: Question["columns"];
  readonly text: string;
}

// By which column a table is sorted, -1 for as it came.
interface Sorting {
  readonly name: string;
  readonly column: number;
  readonly down: boolean;
}

type Row = Table["rows"][number];

const MOST_SHOWN = 1000;

let sorting: Sorting = { name: "", column: -1, down: false };

// The parts that show an answer: a table with what limits it, the boolean of an ASK, or what is wrong with the query.
export function answerParts(answer: Outcome, answered: Answered): Children[] {
  if (answer.kind === "error") {
    return [element("p", { class: "notice fault", role: "alert" }, faultWords(answer, answered.text))];
  }
  if (answer.kind === "boolean") {
    const told = answer.caveats?.length ? [element("p", { class: "caveats" }, answer.caveats.join(" "))] : [];
    return [element("p", { class: "lead" }, t(answer.holds ? "page.question.yes" : "page.question.no")), ...told];
  }
  const count = t("page.question.rows", { count: answer.rows.length });
  announce(count);
  const caveats = element("p", { class: "caveats" }, [count, ...(answer.caveats ?? [])].join(" "));
  return answer.rows.length ? [caveats, saveButtons(answer, answered.name), answerShown(answer, answered)] : [caveats];
}

type Way = "table" | "map" | "chart";

// Shows the answer that stands in the page in the way that is chosen now.
let redrawShown: (() => void) | undefined;

// The same answer in another way: nothing is asked again.
export function showAnswerAgain(): void {
  redrawShown?.();
}

// The table, or in its place the map of what is somewhere, or bars of what is counted or dated.
function answerShown(answer: Table, answered: Answered): HTMLElement {
  const named = entitiesIn(answer);
  const places = hasMap() ? occupied(named) : [];
  const chart = chartOf(answer, answered.text);
  const ways: readonly Way[] = [
    "table",
    ...(places.length ? ["map" as const] : []),
    ...(chart ? ["chart" as const] : []),
  ];
  redrawShown = undefined;
  if (ways.length === 1) return answerTable(answer, answered);
  const holder = element("div", {});
  const shown = (way: Way) => {
    if (way === "chart" && chart) return chartElement(chart, (column) => wordOf(column, answered.columns));
    if (way !== "map") return answerTable(answer, answered);
    return placeMap(places, named.filter((entity) => entity.class === "Facility" && !positionsOf(entity).length));
  };
  const draw = () => {
    const choices = ways.map((one) => [one, t(`page.choice.view.${one}`)] as const);
    const way = ways.find((one) => one === currentState().answer) ?? "table";
    const choose = (chosen: Way) => navigate({ answer: chosen === "table" ? "" : chosen });
    redraw(holder, [choiceRow(t("page.choice.view"), choices, way, choose), shown(way)]);
  };
  redrawShown = draw;
  draw();
  return holder;
}

function saveButtons(answer: Table, name: string): HTMLElement {
  return element(
    "p",
    { class: "actions" },
    button(t("page.question.csvNames"), () => saveAnswer(answer, { name, named: true }), { "data-key": "csv-names" }),
    button(t("page.question.csvIds"), () => saveAnswer(answer, { name, named: false }), { "data-key": "csv-ids" }),
  );
}

function answerTable(answer: Table, answered: Answered): HTMLElement {
  const holder = element("div", {});
  const draw = () => redraw(holder, tableParts(answer, answered, draw));
  draw();
  return holder;
}

function tableParts(answer: Table, { columns: words, name, text }: Answered, draw: () => void): Children[] {
  const { columns } = answer;
  const shown = columns.map((_, at) => at).filter((at) => columns[at] !== "passages");
  const rows = sortedRows(answer, name);
  const sort = (column: number) => {
    sorting = { name, column, down: isSortedBy(name, column) && !sorting.down };
    draw();
  };
  const heads = shown.map((at) => headCell(wordOf(columns[at], words), isSortedBy(name, at), () => sort(at)));
  if (columns.includes("passages")) heads.push(element("th", { scope: "col" }, t("common.sources")));
  const body = element("tbody");
  const years = yearColumns(answer, text);
  const fill = (more: readonly Row[]) => body.append(...more.flatMap((row) => answerRows(row, columns, shown, years)));
  fill(rows.slice(0, MOST_SHOWN));
  return [sheetOf(heads, body), rows.length > MOST_SHOWN && restButton(rows, fill)];
}

function isSortedBy(name: string, column: number): boolean {
  return sorting.name === name && sorting.column === column;
}

function sortedRows({ columns, rows }: Table, name: string): readonly Row[] {
  const { column, down } = sorting;
  if (sorting.name !== name || column < 0 || column >= columns.length) return rows;
  return [...rows].sort((one, other) => (down ? -1 : 1) * compareCells(one[column], other[column]));
}

function wordOf(column: string, words: Question["columns"]): string {
  return Object.hasOwn(words, column) ? capital(localized(words[column])) : column;
}

function sheetOf(heads: readonly HTMLElement[], body: HTMLElement): HTMLElement {
  const caption = t("page.question.answerCaption");
  const head = element("thead", {}, element("tr", {}, heads));
  const table = element("table", { class: "answer" }, element("caption", { class: "offscreen" }, caption), head, body);
  return element("div", { class: "sheet", tabindex: 0, role: "region", "aria-label": caption }, table);
}

function headCell(word: string, isSorted: boolean, sort: () => void): HTMLElement {
  const arrow = isSorted ? (sorting.down ? " ↓" : " ↑") : "";
  return element(
    "th",
    { scope: "col", "aria-sort": isSorted ? (sorting.down ? "descending" : "ascending") : "none" },
    button(word + arrow, sort, { "data-key": `answer-${word}`, title: t("page.table.sortBy", { column: word }) }),
  );
}

// What is very long is shown whole only when asked for.
function restButton(rows: readonly Row[], fill: (more: readonly Row[]) => void): HTMLElement {
  const rest = moreButton(MOST_SHOWN, rows.length, () => {
    fill(rows.slice(MOST_SHOWN));
    rest.remove();
  }, "answer-rest");
  return rest;
}

// A row, and below it a place for its passages, filled when they are asked for.
function answerRows(
  row: Row,
  columns: readonly string[],
  shown: readonly number[],
  years: ReadonlySet<number>,
): HTMLElement[] {
  const cells = shown.map((at, place) =>
    element(place ? "td" : "th", {
      scope: place ? null : "row",
      class: numberOf(row[at]) === undefined ? null : "number",
    }, years.has(at) ? row[at]?.value : cellElement(row[at]))
  );
  const evidence = columns.indexOf("passages");
  if (evidence < 0) return [element("tr", {}, cells)];
  const passages = passagesIn(row[evidence]);
  const place = element("td", { colspan: columns.length });
  const below = element("tr", { class: "behind", hidden: true }, place);
  const words = t("common.passages", { count: passages.length });
  const toggle = button(words, () => {
    below.hidden = !below.hidden;
    toggle.setAttribute("aria-expanded", String(!below.hidden));
    if (!place.firstChild) place.append(evidenceList(passages));
  }, { class: "evidence-toggle", "aria-expanded": "false" });
  return [element("tr", {}, cells, element("td", {}, passages.length ? toggle : "")), below];
}
