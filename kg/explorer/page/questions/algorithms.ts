// @ts-nocheck: replaced as a whole by an engine that is typed
// What follows a query where SPARQL alone cannot answer: from who takes part in what ("through") or deals with whom
// ("directly") to paths and brokers, as in kg/computations.py.

import { record } from "../data/record.ts";
import { iri, literal, XSD } from "../sparql/triple_store.ts";

export const FOLLOW_UPS = { connections, brokers };

const CLOSE_ENOUGH = 1e-9;

// The shortest path (1) and the strongest (2) between two: Dijkstra (1959), on steps and on the sum of 1/weight (Newman 2001).
function connections(table, { of, to }) {
  const parts = partsOf(table);
  const network = joinedBy(parts);
  const [start, goal] = [of, to].map((id) => iri(record.prefixes.ent + id));
  const rows = [() => 1, ({ weight }) => 1 / weight].flatMap((length, at) => {
    const path = shortestWay(network, { start, goal, length });
    return path.map((step, place) => [number(at + 1), number(place + 1), ...stepCells(step, parts)]);
  });
  return { columns: ["path", "step", "first", "through", "second", "settings", "weight", "passages"], rows };
}

// Who joins law enforcement and armed forces that are not tied themselves: Gould and Fernandez (1989), without direction.
function brokers(table) {
  const parts = partsOf(table);
  const network = joinedBy(parts);
  const groups = new Map(table.rows.map((row) => [row[0], row[1]]));
  const [police, forces] = [["topic", "law-enforcement"], ["kind", "armed-force"]].map(([prefix, name]) =>
    iri(record.prefixes[prefix] + name)
  )
    .map((group) => [...network.keys()].filter((actor) => groups.get(actor) === group));
  const counts = new Map();
  for (const one of police) {
    for (const other of forces) {
      if (network.get(one).has(other)) continue;
      const between = [...network.get(one).keys()].filter((actor) => network.get(other).has(actor));
      for (const actor of between) {
        const [pairs, alone] = counts.get(actor) || [0, 0];
        counts.set(actor, [pairs + 1, alone + Number(between.length === 1)]);
      }
    }
  }
  const ranked = [...counts].sort(([one, [pairs]], [other, [more]]) =>
    more - pairs || (one.value < other.value ? -1 : 1)
  );
  const rows = ranked.map((
    [actor, [pairs, alone]],
  ) => [
    actor,
    groups.get(actor),
    number(pairs),
    number(alone),
    passagesCell(parts.filter((part) => part.actor === actor || part.through === actor)),
  ]);
  return { columns: ["broker", "group", "pairs", "alone", "passages"], rows };
}

function number(value) {
  return literal(value, `${XSD}integer`);
}

function partsOf({ columns, rows }) {
  const [actor, through, how, passages] = ["actor", "through", "how", "passages"].map((name) => columns.indexOf(name));
  return rows.map((row) => ({
    actor: row[actor],
    through: row[through],
    isDirect: row[how].value === "directly",
    passages: row[passages].value.split(" "),
  }));
}

// Actors joined by what they share: a setting of n actors weighs 1/(n − 1), a direct tie 1.
function joinedBy(parts) {
  const network = new Map();
  const join = (one, other, setting, weight) => {
    for (const [from, to] of [[one, other], [other, one]]) {
      if (!network.has(from)) network.set(from, new Map());
      if (!network.get(from).has(to)) network.get(from).set(to, new Map());
      network.get(from).get(to).set(setting, weight);
    }
  };
  for (const { actor, through } of parts.filter(({ isDirect }) => isDirect)) join(actor, through, null, 1);
  const shared = Map.groupBy(parts.filter(({ isDirect }) => !isDirect), ({ through }) => through);
  for (const [setting, members] of shared) {
    const actors = [...new Set(members.map(({ actor }) => actor))];
    actors.forEach((one, at) =>
      actors.slice(at + 1).forEach((other) => join(one, other, setting, 1 / (actors.length - 1)))
    );
  }
  return network;
}

function weightOf(settings) {
  return [...settings.values()].reduce((sum, weight) => sum + weight, 0);
}

// The shortest of all ways; of equally short ones that over the strongest ties, then the first by name.
function shortestWay(network, { start, goal, length }) {
  const totals = new Map([[start, 0]]);
  const before = new Map([[start, []]]);
  const waiting = new Set([start]);
  while (waiting.size) {
    const nearest = [...waiting].reduce((one, other) => (totals.get(other) < totals.get(one) ? other : one));
    if (nearest === goal) break;
    waiting.delete(nearest);
    for (const [to, settings] of network.get(nearest) || []) {
      const step = { from: nearest, to, settings, weight: weightOf(settings) };
      const total = totals.get(nearest) + length(step);
      const best = totals.get(to) ?? Infinity;
      if (total > best + CLOSE_ENOUGH) continue;
      before.set(to, total < best - CLOSE_ENOUGH ? [step] : [...before.get(to), step]);
      totals.set(to, Math.min(total, best));
      if (total < best - CLOSE_ENOUGH) waiting.add(to);
    }
  }
  const strain = (way) => way.reduce((sum, { weight }) => sum + 1 / weight, 0);
  const names = (way) => way.map(({ to }) => to.value).join(" ");
  const better = (one, other) => strain(one) - strain(other) || (names(one) < names(other) ? -1 : 1);
  return waysBack(before, { start, goal }).sort(better)[0] || [];
}

function waysBack(before, { start, goal }) {
  if (goal === start) return [[]];
  return (before.get(goal) || []).flatMap((step) =>
    waysBack(before, { start, goal: step.from }).map((way) => [...way, step])
  );
}

// The ends of a step, what joins them most closely, how many settings, weight, passages.
function stepCells({ from, to, settings, weight }, parts) {
  const ranked = [...settings].sort(([one, share], [other, more]) =>
    more - share || ((one?.value ?? "") < (other?.value ?? "") ? -1 : 1)
  );
  const [closest] = ranked[0];
  const shared = new Set([...settings.keys(), from, to]);
  const between = parts.filter(({ actor, through }) => (actor === from || actor === to) && shared.has(through));
  const rounded = Math.round(weight * 1000) / 1000;
  const told = literal(rounded, `${XSD}double`);
  return [from, closest ?? undefined, to, number(settings.size), told, passagesCell(between)];
}

function passagesCell(parts) {
  return literal([...new Set(parts.flatMap(({ passages }) => passages))].join(" "));
}
