// The lines of the picture as a table that can be sorted, read aloud and taken away.

import { button, element, place, redraw } from "../base/dom.ts";
import { say, sayDate, sayNumber } from "../base/i18n.ts";
import { changeMark, changeWord } from "../cards/changes.ts";
import { cardLink, entityLink } from "../cards/links.ts";
import { COLUMNS, columnsOf, currentSorting, sortBy, sortedRows } from "./edge_columns.ts";
import { downloadCsv } from "./export.ts";

const [CHUNK, UNASKED] = [100, 2000];

let filling = 0;

export function drawTable(choice) {
  const rows = sortedRows(choice.edges);
  const body = element("tbody");
  const caption = `${say("tableCaption")} (${sayNumber(rows.length)})`;
  redraw(place("table"), [
    element("p", { class: "actions" }, button("CSV", () => downloadCsv(choice))),
    element(
      "div",
      { class: "sheet", tabindex: 0, role: "region", "aria-label": caption },
      element(
        "table",
        { "aria-rowcount": rows.length + 1 },
        element("caption", {}, caption),
        element("thead", {}, element("tr", {}, columnsOf(choice.state).map((column) => headCell(column, choice)))),
        body,
      ),
    ),
  ]);
  clearTimeout(filling);
  addRows(body, rows);
}

// The first rows at once, the others as soon as the page has nothing else to do; what is very long only when asked for.
function addRows(body, rows, most = UNASKED) {
  const from = body.rows.length;
  body.append(...rows.slice(from, from + CHUNK).map((edge, at) => tableRow(edge, from + at)));
  const there = body.rows.length;
  if (there === rows.length) return;
  if (there < most) {
    filling = setTimeout(() => addRows(body, rows, most), 20);
    return;
  }
  const rest = button(say("showMore", { count: sayNumber(rows.length) }), () => {
    rest.remove();
    addRows(body, rows, rows.length);
    body.rows[there].querySelector("a").focus();
  }, { class: "more", "data-key": "rows" });
  place("table").append(rest);
}

function headCell({ key, number }, choice) {
  const own = currentSorting().key === key;
  const sort = () => {
    sortBy({ key, down: own ? !currentSorting().down : Boolean(number) });
    drawTable(choice);
  };
  const arrow = own ? (currentSorting().down ? " ↓" : " ↑") : "";
  return element("th", {
    scope: "col",
    "aria-sort": own ? (currentSorting().down ? "descending" : "ascending") : "none",
  }, button(say(key) + arrow, sort, { "data-key": `sort-${key}`, title: say("sortBy", { column: say(key) }) }));
}

function tableRow(edge, at) {
  const [first, second, joined, strength, since, until, publishers] = COLUMNS.map(({ of }) => of(edge));
  return element(
    "tr",
    { "aria-rowindex": at + 2 },
    element("th", { scope: "row" }, entityLink(edge.first, first)),
    element("td", {}, entityLink(edge.second, second)),
    element("td", {}, cardLink(edge.key, joined)),
    element("td", { class: "number" }, sayNumber(strength, 2)),
    element("td", {}, since ? sayDate(since) : say("undatedWord")),
    element("td", {}, until && sayDate(until)),
    element("td", { class: "number" }, sayNumber(publishers)),
    edge.change && element("td", {}, element("span", { class: "change" }, changeMark(edge.change), changeWord(edge))),
  );
}
