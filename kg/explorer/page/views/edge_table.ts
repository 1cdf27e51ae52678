// The lines of the picture as a table that can be sorted, read aloud and taken away.

const COLUMNS = [
  { key: "first", of: (edge) => nameOf(edge.first) },
  { key: "second", of: (edge) => nameOf(edge.second) },
  { key: "joinedBy", of: (edge) => joinedWords(edge) },
  { key: "strength", of: (edge) => Math.round(edge.weight * 100) / 100, number: true },
  { key: "sinceColumn", of: (edge) => earliest(edge) },
  { key: "untilColumn", of: (edge) => latest(edge) },
  { key: "publisherColumn", of: (edge) => publishersOf(passagesOf(edge.reasons)).size, number: true },
];

// Between two dates, whether a line came or went is a column too.
function columnsOf(state) {
  return isComparing(state) ? [...COLUMNS, CHANGE_COLUMN] : COLUMNS;
}

let sorting = { key: "strength", down: true };

const [CHUNK, UNASKED] = [100, 2000];
let filling = 0;

function drawTable(choice) {
  const rows = sortedRows(choice.edges);
  const body = element("tbody");
  const caption = `${say("tableCaption")} (${sayNumber(rows.length)})`;
  redraw(place("table"), [
    element("p", { class: "actions" }, button("CSV", () => downloadCsv(choice))),
    element("div", { class: "sheet", tabindex: 0, role: "region", "aria-label": caption },
      element("table", { "aria-rowcount": rows.length + 1 },
        element("caption", {}, caption),
        element("thead", {}, element("tr", {}, columnsOf(choice.state).map((column) => headCell(column, choice)))),
        body,
      )),
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

function sortedRows(edges) {
  const { of, number } = [...COLUMNS, CHANGE_COLUMN].find((column) => column.key === sorting.key);
  const compare = number ? (one, other) => one.value - other.value : (one, other) => compareWords(one.value, other.value);
  const rows = edges.map((edge) => ({ edge, value: of(edge) })).sort(compare).map(({ edge }) => edge);
  return sorting.down ? rows.reverse() : rows;
}

function headCell({ key, number }, choice) {
  const own = sorting.key === key;
  const sort = () => {
    sorting = { key, down: own ? !sorting.down : Boolean(number) };
    drawTable(choice);
  };
  const arrow = own ? (sorting.down ? " ↓" : " ↑") : "";
  return element("th", { scope: "col", "aria-sort": own ? (sorting.down ? "descending" : "ascending") : "none" },
    button(say(key) + arrow, sort, { "data-key": `sort-${key}`, title: say("sortBy", { column: say(key) }) }));
}

function tableRow(edge, at) {
  const [first, second, joined, strength, since, until, publishers] = COLUMNS.map(({ of }) => of(edge));
  return element("tr", { "aria-rowindex": at + 2 },
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

function joinedWords({ reasons }) {
  const names = reasons.map((reason) => (reason.through ? nameOf(reason.through) : termWord(record.relations, reason.ties[0].relation)));
  const distinct = [...new Set(names)];
  return distinct.length > 3 ? `${distinct.slice(0, 3).join("; ")}; ${say("more", { count: distinct.length - 3 })}` : distinct.join("; ");
}

function earliest({ reasons }) {
  const starts = reasons.map(({ since }) => since).filter(Boolean).sort();
  return starts.length ? shortened(starts[0]) : "";
}

function latest({ reasons }) {
  return reasons.every(({ until }) => until) ? shortened(reasons.map(({ until }) => until).sort().at(-1)) : "";
}
