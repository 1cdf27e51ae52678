// @ts-nocheck: replaced as a whole by an engine that is typed
// SPARQL over the record in the page: SELECT and ASK as in SPARQL 1.1, without SERVICE, FROM and updates.
// A solution is a row with one place for each variable; what a group says is joined to each row it is given.

import { t } from "../base/i18n.ts";
import { aggregated, compareTerms, FORMS, FUNCTIONS, isTrue, truth } from "./functions.ts";
import { QueryError, readQuery } from "./parser.ts";
import { listUnder, NONE } from "./triple_store.ts";

const MOST_STEPS = 30_000_000;

// Return {columns, rows} of a SELECT, or {holds} of an ASK. Raises QueryError for what cannot be read or takes too long.
export function answerQuery(text, graph, prefixes) {
  const query = readQuery(text, prefixes);
  const asking = new Asking(graph, query.slots.size);
  if (query.ask) return { holds: asking.group(query.where, [asking.empty()], null).length > 0 };
  const found = asking.select(query);
  return { columns: found.columns.map(({ name }) => name), rows: found.rows };
}

class Asking {
  constructor({ merge, claims }, width) {
    Object.assign(this, { merge, claims, width, steps: 0, selected: new Map() });
  }

  empty() {
    return new Array(this.width).fill(undefined);
  }

  step() {
    this.steps += 1;
    if (this.steps > MOST_STEPS) throw new QueryError(t("tooHeavy"));
  }

  // -- groups

  group(elements, rows, graph) {
    const filters = elements.filter(({ kind }) => kind === "filter");
    const others = elements.filter(({ kind }) => kind !== "filter");
    const last = new Map(filters.map((filter) => [filter, lastNeeded(filter, others)]));
    let found = this.passing(filters.filter((filter) => last.get(filter) < 0), rows, graph);
    others.forEach((element, at) => {
      if (found.length) {
        found = this.passing(
          filters.filter((filter) => last.get(filter) === at),
          this[element.kind](element, found, graph),
          graph,
        );
      }
    });
    return found;
  }

  passing(filters, rows, graph) {
    return filters.reduce(
      (left, { expression }) => left.filter((row) => isTrue(this.value(expression, row, graph))),
      rows,
    );
  }

  triples({ patterns }, rows, graph) {
    const found = [];
    for (const row of rows) this.matches(patterns, row, graph, found);
    return found;
  }

  nested({ group }, rows, graph) {
    return this.group(group, rows, graph);
  }

  optional({ group }, rows, graph) {
    return rows.flatMap((row) => {
      const found = this.group(group, [row], graph);
      return found.length ? found : [row];
    });
  }

  union({ groups }, rows, graph) {
    return groups.flatMap((group) => this.group(group, rows, graph));
  }

  minus({ group }, rows, graph) {
    const others = this.group(group, [this.empty()], graph);
    const takesAway = (row, other) =>
      other.some((term, at) => term && row[at]) && other.every((term, at) => !term || !row[at] || term === row[at]);
    return rows.filter((row) => !others.some((other) => takesAway(row, other)));
  }

  // Claims are looked up in the passages that make them.
  graph({ graph: place, group }, rows) {
    return this.group(group, rows, place);
  }

  bind({ slot, expression }, rows, graph) {
    return rows.flatMap((row) => this.with(row, [slot], [this.value(expression, row, graph)]));
  }

  values({ slots, rows: given }, rows) {
    return rows.flatMap((row) => given.flatMap((values) => this.with(row, slots, values)));
  }

  // A row with more values, or none when they contradict those that it has.
  with(row, slots, values) {
    const made = row.slice();
    for (let at = 0; at < slots.length; at += 1) {
      if (values[at] === undefined) continue;
      if (made[slots[at]] !== undefined && made[slots[at]] !== values[at]) return NONE;
      made[slots[at]] = values[at];
    }
    return [made];
  }

  // A query within is answered once, and its rows are looked up by what a row already knows of them.
  select(query, rows, graph = null) {
    if (!rows) return this.answer(query.query || query, graph);
    if (!this.selected.has(query)) this.selected.set(query, { ...this.answer(query.query, graph), indexes: new Map() });
    const { columns, rows: given, indexes } = this.selected.get(query);
    const slots = columns.map(({ slot }) => slot);
    return rows.flatMap((row) => {
      const known = slots.map((_, at) => at).filter((at) => row[slots[at]] !== undefined);
      const near = known.length ? rowsLike(indexes, given, known, row, slots) : given;
      return near.flatMap((values) => this.with(row, slots, values));
    });
  }

  // -- triples

  matches(patterns, row, graph, found) {
    if (!patterns.length) {
      found.push(row);
      return;
    }
    let best = null;
    for (const pattern of patterns) {
      const among = this.among(pattern, row, graph);
      if (!among.length) return;
      if (!best || among.length < best.among.length) best = { pattern, among };
    }
    const rest = patterns.filter((pattern) => pattern !== best.pattern);
    const { subject, path, object } = best.pattern;
    if (path.kind !== "variable" && path.kind !== "link") return this.walks(best.pattern, rest, row, graph, found);
    for (const triple of best.among) {
      this.step();
      const next = this.fits(row, [[subject, triple.subject], [path, triple.predicate], [object, triple.object], [
        graph,
        triple.graph,
      ]]);
      if (next) this.matches(rest, next, graph, found);
    }
  }

  // The triples that a pattern may mean, given what a row knows; for a path, as many as it may take to walk it.
  among({ subject, path, object }, row, graph) {
    const known = (part) => (part?.kind === "variable" ? row[part.slot] : part?.term);
    const store = graph ? this.claims : this.merge;
    if (path.kind === "variable" || path.kind === "link") {
      return store.among(known(subject), path.predicate || row[path.slot], known(object), known(graph));
    }
    return { length: known(subject) || known(object) ? 20 : store.all.length };
  }

  // A row that says what a triple says as well; null when it contradicts it.
  fits(row, pairs) {
    let made = row;
    for (const [part, term] of pairs) {
      if (!part) continue;
      const known = part.kind === "variable" ? made[part.slot] : part.term || part.predicate;
      if (known === term) continue;
      if (known !== undefined) return null;
      if (made === row) made = row.slice();
      made[part.slot] = term;
    }
    return made;
  }

  walks({ subject, path, object }, rest, row, graph, found) {
    const known = (part) => (part.kind === "variable" ? row[part.slot] : part.term);
    const store = graph ? this.claims : this.merge;
    const place = graph && known(graph);
    const [start, end] = [known(subject), known(object)];
    const pairs = start
      ? this.reached(path, start, { store, place }).map((to) => [start, to])
      : end
      ? this.reached(inverse(path), end, { store, place }).map((from) => [from, end])
      : nodesOf(store).flatMap((from) => this.reached(path, from, { store, place }).map((to) => [from, to]));
    for (const [from, to] of pairs) {
      const next = this.fits(row, [[subject, from], [object, to]]);
      if (next) this.matches(rest, next, graph, found);
    }
  }

  // Where a path leads from a node, as often as it does.
  reached(path, from, within) {
    this.step();
    const { kind, parts } = path;
    if (kind === "link") return this.linked(from, path.predicate, undefined, within).map(({ object }) => object);
    if (kind === "inverse" && path.path.kind === "link") {
      return this.linked(undefined, path.path.predicate, from, within).map(({ subject }) => subject);
    }
    if (kind === "inverse") return this.reached(inverse(path.path), from, within);
    if (kind === "alternative") return parts.flatMap((part) => this.reached(part, from, within));
    if (kind === "sequence") {
      return parts.reduce((ends, part) => ends.flatMap((end) => this.reached(part, end, within)), [from]);
    }
    const found = new Set(path.least ? [] : [from]);
    let frontier = [from];
    for (let step = 0; step < path.most && frontier.length; step += 1) {
      frontier = frontier.flatMap((node) => this.reached(path.path, node, within)).filter((node) =>
        !found.has(node) && found.add(node)
      );
    }
    return [...found];
  }

  linked(subject, predicate, object, { store, place }) {
    return store.among(subject, predicate, object, place).filter((triple) =>
      triple.predicate === predicate && (!subject || triple.subject === subject) &&
      (!object || triple.object === object) && (!place || triple.graph === place)
    );
  }

  // -- values

  value(expression, row, graph, totals) {
    if (expression.kind === "variable") return row[expression.slot];
    if (expression.kind === "term") return expression.term;
    if (expression.kind === "aggregate") return totals?.get(expression);
    if (expression.kind === "exists") {
      return truth(this.group(expression.group, [row], graph).length > 0 !== expression.not);
    }
    const { name, given } = expression;
    if (Object.hasOwn(FORMS, name)) return FORMS[name](given, (one) => this.value(one, row, graph, totals));
    if (!Object.hasOwn(FUNCTIONS, name)) return undefined;
    const values = given.map((one) => this.value(one, row, graph, totals));
    return values.includes(undefined) ? undefined : FUNCTIONS[name](...values);
  }

  // -- the answer of a SELECT

  answer(query, graph) {
    let solutions = this.group(query.where, [this.empty()], graph).map((row) => ({ row, totals: undefined }));
    const columns = query.select ||
      [...namedSlots(query.where)].map((slot) => ({ slot, expression: null, name: this.nameOf(query, slot) }));
    const aggregates = aggregatesIn([...columns, ...query.having, ...query.order]);
    if (query.grouping || aggregates.length) solutions = this.grouped(query, solutions, aggregates, graph);
    for (const solution of solutions) this.compute(columns, solution, graph);
    for (const having of query.having) {
      solutions = solutions.filter(({ row, totals }) => isTrue(this.value(having, row, graph, totals)));
    }
    if (query.order.length) solutions = this.sorted(solutions, query.order, graph);
    let rows = solutions.map(({ row }) => columns.map(({ slot }) => row[slot]));
    if (query.distinct) rows = [...new Map(rows.map((row) => [keyOf(row), row])).values()];
    return { columns, rows: rows.slice(query.offset, query.offset + query.limit) };
  }

  nameOf(query, slot) {
    return [...(query.slots || [])].find(([, at]) => at === slot)?.[0];
  }

  compute(columns, solution, graph) {
    for (const { slot, expression } of columns) {
      if (!expression) continue;
      const row = solution.row.slice();
      row[slot] = this.value(expression, solution.row, graph, solution.totals);
      solution.row = row;
    }
  }

  grouped({ grouping }, solutions, aggregates, graph) {
    const keys = grouping || [];
    const groups = Map.groupBy(
      solutions,
      ({ row }) => keyOf(keys.map((key) => (key.expression ? this.value(key.expression, row, graph) : row[key.slot]))),
    );
    if (!grouping && !groups.size) groups.set("", []);
    return [...groups.values()].map((members) => {
      const row = this.empty();
      for (const key of keys) {
        row[key.slot] = key.expression ? this.value(key.expression, members[0].row, graph) : members[0].row[key.slot];
      }
      return { row, totals: new Map(aggregates.map((one) => [one, this.total(one, members, graph)])) };
    });
  }

  total(aggregate, members, graph) {
    if (!aggregate.of) {
      const rows = aggregate.distinct ? [...new Set(members.map(({ row }) => keyOf(row)))] : members;
      return aggregated({ ...aggregate, distinct: false }, rows, rows);
    }
    const values = members.map(({ row }) => this.value(aggregate.of, row, graph)).filter((value) =>
      value !== undefined
    );
    return aggregated(aggregate, values);
  }

  sorted(solutions, order, graph) {
    const keyed = solutions.map((solution) => ({
      solution,
      keys: order.map(({ expression }) => this.value(expression, solution.row, graph, solution.totals)),
    }));
    keyed.sort((one, other) => {
      for (const [at, { down }] of order.entries()) {
        const compared = compareTerms(one.keys[at], other.keys[at]);
        if (compared) return down ? -compared : compared;
      }
      return 0;
    });
    return keyed.map(({ solution }) => solution);
  }
}

function inverse(path) {
  if (path.kind === "inverse") return path.path;
  if (path.kind === "link") return { kind: "inverse", path };
  if (path.kind === "repeated") return { ...path, path: inverse(path.path) };
  const parts = path.parts.map(inverse);
  return { ...path, parts: path.kind === "sequence" ? parts.reverse() : parts };
}

function nodesOf(store) {
  return [...new Set([...store.bySubject.keys(), ...store.byObject.keys()])];
}

function keyOf(terms) {
  return terms.map((term) => term?.number ?? "").join(" ");
}

// The rows of a query within that agree with a row where both have a value, by an index that is made once.
function rowsLike(indexes, rows, known, row, slots) {
  const name = known.join(" ");
  if (!indexes.has(name)) {
    const [whole, open] = [new Map(), []];
    for (const one of rows) {
      if (known.some((at) => one[at] === undefined)) open.push(one);
      else listUnder(whole, keyOf(known.map((at) => one[at])), one);
    }
    indexes.set(name, { whole, open });
  }
  const { whole, open } = indexes.get(name);
  const same = whole.get(keyOf(known.map((at) => row[slots[at]]))) || NONE;
  return open.length ? [...same, ...open] : same;
}

// The place of the last element that a filter must wait for: none after it can change what the filter looks at.
function lastNeeded(filter, elements) {
  const wanted = slotsIn(filter.expression);
  const settled = new Set();
  let last = -1;
  elements.forEach((element, at) => {
    const own = slotsIn(element);
    if ([...wanted].some((slot) => own.has(slot) && !settled.has(slot))) last = at;
    if (["triples", "values"].includes(element.kind)) own.forEach((slot) => settled.add(slot));
  });
  return last;
}

// The places of all variables in a part of a query.
function slotsIn(part, found = new Set()) {
  if (Array.isArray(part)) part.forEach((one) => slotsIn(one, found));
  else if (part && typeof part === "object" && !("value" in part)) {
    if (typeof part.slot === "number") found.add(part.slot);
    for (const slot of part.slots instanceof Map ? [] : part.slots || []) found.add(slot);
    for (const [name, inner] of Object.entries(part)) if (!["rows", "slots"].includes(name)) slotsIn(inner, found);
  }
  return found;
}

// The variables that SELECT * shows: those with a name of their own, which the outer group binds.
function namedSlots(elements, found = new Set()) {
  for (const element of elements) {
    if (element.kind === "select" && element.query.select) element.query.select.forEach(({ slot }) => found.add(slot));
    else if (element.kind === "select") namedSlots(element.query.where, found);
    else if (element.kind !== "filter" && element.kind !== "minus") namedIn(element, found);
  }
  return found;
}

function namedIn(element, found) {
  const groups = [element.group, ...(element.groups || [])].filter(Boolean);
  groups.forEach((group) => namedSlots(group, found));
  const parts = [
    element,
    element.graph,
    ...(element.patterns || []).flatMap(({ subject, path, object }) => [subject, path, object]),
  ];
  for (const part of parts) if (part?.kind === "variable" && part.name) found.add(part.slot);
  if (element.kind === "bind") found.add(element.slot);
  (element.slots || []).forEach((slot) => found.add(slot));
}

function aggregatesIn(part, found = []) {
  if (Array.isArray(part)) part.forEach((one) => aggregatesIn(one, found));
  else if (part && typeof part === "object" && part.type === undefined) {
    if (part.kind === "aggregate") found.push(part);
    else Object.values(part).forEach((inner) => aggregatesIn(inner, found));
  }
  return found;
}
