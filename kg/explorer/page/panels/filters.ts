// The legend, which is the filter, and the other filters beside it.

function drawFilters(choice) {
  const { state } = choice;
  redraw(place("legend"), [
    button("×", toggleOptions, { class: "close narrow", "aria-label": say("close"), "data-key": "close" }),
    element("h2", {}, say("legend")),
    element("p", { class: "quiet" }, say("legendHint")),
    changeList(choice),
    legendList(choice),
    undatedFilter(state),
    detailSlider(state),
    areaList(state),
    selectFilter("topic", termChoices(record.topics), state),
    selectFilter("country", countryChoices(), state),
    selectFilter("kind", termChoices(record.kinds), state),
    selectFilter("standing", termChoices(record.standings), state),
    publisherFilter(state),
    hasFilters(state) && button(say("reset"), resetFilters, { class: "reset", "data-key": "reset" }),
  ].flat());
}

function hasFilters(state) {
  return state.hide.size || state.topic || state.country || state.kind || state.standing || state.publishers > 1 || state.detail !== null;
}

function resetFilters() {
  go({ hide: new Set(), topic: "", country: "", kind: "", standing: "", publishers: 1, detail: null });
}

function legendList({ state }) {
  const rows = groupRows(state);
  if (state.mode === "between") rows.push(...familyRows(state));
  return element("ul", { class: "legend" }, rows.map((row) => legendItem(row, state)));
}

function groupRows(state) {
  const drawing = record.drawings.get(`${state.mode} ${state.lens}`);
  const counts = countBy([...drawing.places.keys()], (entity) => entity.group);
  return ["first", "second", "both", "other", "collaboration"].filter((group) => counts.has(group)).map((group) => ({
    id: group, text: groupWord(group), count: counts.get(group), mark: shapeMark(group),
  }));
}

function familyRows(state) {
  const drawing = record.drawings.get(`${state.mode} ${state.lens}`);
  const counts = countBy(drawing.edges.flatMap((edge) => edge.reasons.flatMap((reason) => reason.ties)), familyOf);
  return record.families.filter(({ id }) => counts.has(id)).map(({ id, label }) => ({
    id, text: spoken(label), count: counts.get(id), mark: element("span", { class: "stroke", style: { "background-color": familyColour(id) } }),
  }));
}

function countBy(things, of) {
  const counts = new Map();
  for (const thing of things) counts.set(of(thing), (counts.get(of(thing)) || 0) + 1);
  return counts;
}

function groupWord(group) {
  const [first, second] = record.pair.map(nameOf);
  if (group === "both") return say("bothCountries", { first, second });
  return { first, second, other: say("otherGroup"), collaboration: say("collaborationGroup") }[group];
}

function shapeMark(group) {
  const open = group === "collaboration";
  const style = { fill: `var(--${open ? "paper" : group})`, stroke: open ? "var(--collaboration)" : "none", "stroke-width": "1.4px" };
  const shape = SHAPES[group];
  const drawn = shape === "circle" || shape === "ring"
    ? svgElement("circle", { cx: 8, cy: 8, r: 5, style })
    : svgElement("polygon", { points: shapeCorners(shape, 8, 8, 5).map((corner) => corner.map((at) => at.toFixed(1)).join(",")).join(" "), style });
  return svgElement("svg", { width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" }, drawn);
}

function areaList(state) {
  const rows = areasOf(state).map((area) => ({
    id: area.id, text: areaName(area).join(" · "), count: area.actors.length,
    mark: element("span", { class: "patch", style: { "background-color": `var(--area-${area.number % AREA_TINTS})` } }),
  }));
  return rows.length > 0 && [
    element("h3", {}, say("areas")),
    element("p", { class: "quiet" }, say("areasHint")),
    element("ul", { class: "legend" }, rows.map((row) => legendItem(row, state))),
  ];
}

function legendItem({ id, text, count, mark }, state) {
  const box = element("input", { type: "checkbox", "data-key": `hide-${id}`, onchange: () => {
    const hide = new Set(state.hide);
    if (!hide.delete(id)) hide.add(id);
    go({ hide });
  } });
  box.checked = !state.hide.has(id);
  return element("li", {}, element("label", {}, box, mark, element("span", { class: "text" }, text), element("span", { class: "count" }, sayNumber(count))));
}

function undatedFilter({ undated }) {
  const box = element("input", { type: "checkbox", "data-key": "undated", onchange: (event) => go({ undated: event.target.checked }) });
  box.checked = undated;
  return element("label", { class: "undated" }, box, element("span", { class: "stroke dashed" }), say("undated"));
}

function detailSlider(state) {
  const slider = element("input", { type: "range", min: 0, max: DETAILS.length - 1, step: 1, "data-key": "detail", "aria-label": say("detail"),
    onchange: (event) => go({ detail: Number(event.target.value) }) });
  slider.value = state.detail ?? 2;
  return element("div", { class: "filter" },
    element("label", {}, say("detail")),
    slider,
    element("p", { class: "ends quiet" }, element("span", {}, say("essential")), element("span", {}, say("everything"))),
    element("p", { class: "quiet hint" }, say("detailHint")),
  );
}

function termChoices(terms) {
  const choices = [...terms.keys()].map((id) => [id, termWord(terms, id)]);
  return choices.sort((one, other) => compareWords(one[1], other[1]));
}

function countryChoices() {
  const countries = record.entities.filter((entity) => entity.class === "Country");
  return countries.map((country) => [country.id, nameOf(country)]).sort((one, other) => compareWords(one[1], other[1]));
}

function selectFilter(key, choices, state) {
  const options = [["", say("any")], ...choices].map(([value, text]) => element("option", { value }, text));
  const counted = (event) => showCounts(event.target, key, state);
  const select = element("select", { "data-key": key, onfocus: counted, onchange: (event) => go({ [key]: event.target.value }) }, options);
  select.value = state[key];
  return element("div", { class: "filter" }, element("label", {}, element("span", {}, say(key)), select));
}

function publisherFilter(state) {
  const field = element("input", { type: "number", min: 1, max: 9, "data-key": "publishers",
    onchange: (event) => go({ publishers: Math.max(1, Number(event.target.value) || 1) }) });
  field.value = state.publishers;
  return element("div", { class: "filter" }, element("label", {}, element("span", {}, say("publishers")), field));
}
