// The lines of the picture as a table that can be sorted, read aloud and taken away.

import { button, byId, element, redraw } from "../base/dom.ts";
import { formatDate, formatNumber, t } from "../base/i18n.ts";
import { moreButton } from "../base/more.ts";
import { passagesOf, voicesOf } from "../data/evidence.ts";
import { inEffect, type SelectedEdge, type Selection } from "../selection/selection.ts";
import { changeMark, changeWord } from "../cards/changes.ts";
import { cardLink, entityLink } from "../cards/links.ts";
import { earliest, latest } from "../cards/reasons.ts";
import { type Column, columnsOf, currentSorting, joinedWords, sortBy, sortedRows } from "./edge_columns.ts";
import { downloadCsv } from "./export.ts";
import { endedWords } from "./shown_words.ts";

const [CHUNK, UNASKED] = [100, 2000];

let filling: ReturnType<typeof setTimeout> | undefined;

export function drawTable(selection: Selection): void {
  const rows = sortedRows(selection.edges, selection.state.focus);
  const body = element("tbody");
  const caption = `${t("page.table.caption")} (${countWords(selection)})`;
  redraw(byId("table"), [
    element("p", { class: "actions" }, button("CSV", () => downloadCsv(selection))),
    element(
      "div",
      { class: "sheet", tabindex: 0, role: "region", "aria-label": caption },
      element(
        "table",
        { "aria-rowcount": rows.length + 1 },
        element("caption", {}, element("span", {}, caption)),
        element(
          "thead",
          {},
          element("tr", {}, columnsOf(selection.state).map((column) => headCell(column, selection))),
        ),
        body,
      ),
    ),
  ]);
  clearTimeout(filling);
  addRows(body, rows);
}

// How many lines there are: of a day those in effect, and beside them those that had ended.
function countWords(selection: Selection): string {
  const [drawn, ended] = [formatNumber(inEffect(selection).edges.length), endedWords(selection)];
  return ended ? t("page.table.andEnded", { drawn, ended }) : drawn;
}

// The first rows at once, the others as soon as the page has nothing else to do; what is very long only when asked for.
function addRows(body: HTMLTableSectionElement, rows: readonly SelectedEdge[], most = UNASKED): void {
  const from = body.rows.length;
  body.append(...rows.slice(from, from + CHUNK).map((edge, at) => tableRow(edge, from + at)));
  const there = body.rows.length;
  if (there === rows.length) return;
  if (there < most) {
    filling = setTimeout(() => addRows(body, rows, most), 20);
    return;
  }
  const rest = moreButton(there, rows.length, () => {
    rest.remove();
    addRows(body, rows, rows.length);
    body.rows[there].querySelector("a")?.focus();
  }, "rows");
  byId("table").append(rest);
}

function headCell({ key, number }: Column, selection: Selection): HTMLElement {
  const own = currentSorting().key === key;
  const sort = () => {
    sortBy({ key, down: own ? !currentSorting().down : Boolean(number) });
    drawTable(selection);
  };
  const arrow = own ? (currentSorting().down ? " ↓" : " ↑") : "";
  return element(
    "th",
    {
      scope: "col",
      "aria-sort": own ? (currentSorting().down ? "descending" : "ascending") : "none",
    },
    button(t(`page.column.${key}`) + arrow, sort, {
      "data-key": `sort-${key}`,
      title: t("page.table.sortBy", { column: t(`page.column.${key}`) }),
    }),
  );
}

function tableRow(edge: SelectedEdge, at: number): HTMLElement {
  const [since, until] = [earliest(edge), latest(edge)];
  return element(
    "tr",
    { "aria-rowindex": at + 2 },
    element("th", { scope: "row" }, entityLink(edge.first)),
    element("td", {}, entityLink(edge.second)),
    element("td", {}, cardLink(edge.key, joinedWords(edge))),
    element("td", { class: "number" }, formatNumber(edge.weight, 2)),
    element("td", {}, since ? formatDate(since) : t("common.undated")),
    element("td", {}, until && formatDate(until), edge.time === "ended" && ` (${t("page.table.ended")})`),
    element("td", { class: "number" }, formatNumber(voicesOf(passagesOf(edge.reasons)).size)),
    edge.change && element("td", {}, element("span", { class: "change" }, changeMark(edge.change), changeWord(edge))),
  );
}
