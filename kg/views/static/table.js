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
let sorting = { key: "strength", down: true };

function drawTable(choice) {
  const rows = sortedRows(choice.edges);
  const caption = `${say("tableCaption")} (${sayNumber(rows.length)})`;
  redraw(place("table"), [
    element("p", { class: "actions" }, button("CSV", () => downloadCsv(choice))),
    element("div", { class: "sheet", tabindex: 0, role: "region", "aria-label": caption },
      element("table", {},
        element("caption", {}, caption),
        element("thead", {}, element("tr", {}, COLUMNS.map((column) => headCell(column, choice)))),
        element("tbody", {}, rows.map(tableRow)),
      )),
  ]);
}

function sortedRows(edges) {
  const { of, number } = COLUMNS.find((column) => column.key === sorting.key);
  const compare = number ? (one, other) => of(one) - of(other) : (one, other) => of(one).localeCompare(of(other), currentLanguage());
  const rows = [...edges].sort(compare);
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

function tableRow(edge) {
  const [first, second, joined, strength, since, until, publishers] = COLUMNS.map(({ of }) => of(edge));
  return element("tr", {},
    element("th", { scope: "row" }, entityLink(edge.first, first)),
    element("td", {}, entityLink(edge.second, second)),
    element("td", {}, cardLink(edge.key, joined)),
    element("td", { class: "number" }, sayNumber(strength, 2)),
    element("td", {}, since ? sayDate(since) : say("undatedWord")),
    element("td", {}, until && sayDate(until)),
    element("td", { class: "number" }, sayNumber(publishers)),
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
