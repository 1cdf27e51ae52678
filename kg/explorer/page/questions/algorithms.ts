// What follows a query where SPARQL alone cannot answer, as kg/questions/algorithms.py has it: from who takes part in what
// ("through") or deals with whom ("directly") to paths, brokers and communities. Who is joined to whom by it, and how
// closely, is what the network says: actors are joined by what both take part in at one time.

import { inOrder } from "../base/collections.ts";
import type { Edge, Reason } from "../data/drawings.ts";
import { record } from "../data/record.ts";
import { recordOf } from "../data/words.ts";
import { findPath } from "../graph/paths.ts";
import { timeAt } from "../selection/in_effect.ts";
import { type Cell, integer, iri, literal, type Table, type Term, XSD } from "../sparql/terms.ts";
import type { Asked } from "./questions.ts";

type Terms = ReadonlyMap<string, Term>;

// A computation, and whether the page can do it for what is asked.
interface FollowUp {
  readonly compute: (table: Table, terms: Terms, asked: Asked) => Table;
  readonly isAnswerable: (asked: Asked) => boolean;
  // The parameters that must be one thing for it, and not any.
  readonly needed?: readonly string[];
}

export const FOLLOW_UPS: Readonly<Record<string, FollowUp>> = {
  connections: { compute: connections, isAnswerable: () => true, needed: ["of", "to"] },
  brokers: { compute: brokers, isAnswerable: () => true },
  communities: { compute: communities, isAnswerable: (asked) => partitionOf(asked) !== undefined },
};

// That an actor takes part in something or deals with somebody, and the passages that say so.
interface Part {
  readonly actor: string;
  readonly through: string;
  readonly isDirect: boolean;
  readonly passages: readonly string[];
}

// What joins two actors: the weight of each affiliation that they share; "" is a direct tie.
interface Joint {
  readonly first: string;
  readonly second: string;
  readonly affiliations: ReadonlyMap<string, number>;
  readonly weight: number;
}

// The shortest path (1) and the strongest (2) between two: Dijkstra (1959), on steps and on the sum of 1/weight (Newman 2001).
function connections(table: Table, terms: Terms, asked: Asked): Table {
  const parts = partsOf(table);
  const joints = jointsOf(parts, asked);
  const [start, goal] = ["of", "to"].map((name) => terms.get(name)?.value ?? "") as [string, string];
  const rows = (["shortest", "strongest"] as const).flatMap((by, at) => {
    const steps = findPath<string, Joint>(joints, [start, goal], { by, nameOf: (actor) => actor }) ?? [];
    return steps.map((step, place) => [integer(at + 1), integer(place + 1), ...stepCells(step, parts)]);
  });
  return tableOf(["path", "step", "first", "through", "second", "affiliations", "weight", "passages"], rows);
}

// Who joins actors of the two groups that most are in, such as law enforcement and armed forces, and that are not tied
// themselves: Gould and Fernandez (1989), without direction.
function brokers(table: Table, _: Terms, asked: Asked): Table {
  const parts = partsOf(table);
  const around = neighbourhoods(jointsOf(parts, asked));
  const [actor, group] = ["actor", "group"].map((name) => table.columns.indexOf(name));
  const groups = new Map(table.rows.map((row) => [row[actor]?.value ?? "", row[group]]));
  const side = (name = "") => [...around.keys()].filter((actor) => name && groups.get(actor)?.value === name);
  const [first, second] = twoMostCommon([...groups.values()].flatMap((group) => group ? [group.value] : []));
  const counts = openPairs(around, [side(first), side(second)]);
  const ranked = [...counts].sort(([one, [pairs]], [other, [more]]) => more - pairs || inOrder(one, other));
  const rows = ranked.map(([broker, [pairs, alone]]) => [
    iri(broker),
    groups.get(broker),
    integer(pairs),
    integer(alone),
    passagesOf(parts, broker),
  ]);
  return tableOf(["broker", "group", "pairs", "alone", "passages"], rows);
}

function twoMostCommon(names: readonly string[]): string[] {
  const counts = [...Map.groupBy(names, (name) => name)].map(([name, { length }]) => [name, length] as const);
  return counts.sort(([one, many], [other, more]) => more - many || inOrder(one, other)).map(([name]) => name).slice(
    0,
    2,
  );
}

// Who is between two that are not tied: for how many pairs, and for how many alone.
function openPairs(
  around: Map<string, Set<string>>,
  [ones, others]: [string[], string[]],
): Map<string, [number, number]> {
  const counts = new Map<string, [number, number]>();
  for (const one of ones) {
    for (const other of others) {
      if (around.get(one)?.has(other)) continue;
      const between = [...around.get(one) ?? []].filter((actor) => around.get(other)?.has(actor));
      for (const actor of between) {
        const [pairs, alone] = counts.get(actor) ?? [0, 0];
        counts.set(actor, [pairs + 1, alone + Number(between.length === 1)]);
      }
    }
  }
  return counts;
}

// The community of each actor, the largest first. Who is in which was found when the page was written.
function communities(table: Table, _: Terms, asked: Asked): Table {
  const parts = partsOf(table);
  const rows = (partitionOf(asked) ?? []).flatMap((places, at) => {
    const members = places.map((place) => iriOf(record.entities[place])).sort(inOrder);
    return members.map((actor) => [
      integer(at + 1),
      integer(members.length),
      iri(actor),
      integer(parts.filter((part) => part.actor === actor).length),
      passagesOf(parts, actor),
    ]);
  });
  return tableOf(["community", "size", "actor", "affiliations", "passages"], rows);
}

// The communities for what is asked, each the places of its members; undefined where they are not in the page.
function partitionOf({ question, given, when }: Asked): readonly (readonly number[])[] | undefined {
  if (when) return undefined;
  const asked = Object.entries(given).filter(([, text]) => text && text !== "any");
  return question.partitions?.[asked.map(([name, text]) => `${name} ${text}`).sort().join(" ")];
}

function partsOf({ columns, rows }: Table): Part[] {
  const cell = (row: readonly Cell[], name: string) => row[columns.indexOf(name)]?.value ?? "";
  return rows.map((row) => ({
    actor: cell(row, "actor"),
    through: cell(row, "through"),
    isDirect: cell(row, "how") === "directly",
    passages: cell(row, "passages").split(" ").filter(Boolean),
  }));
}

// The lines of the network, of a day those in effect on it, with the actors and the reasons that the parts name alone.
function jointsOf(parts: readonly Part[], { when }: Asked): Joint[] {
  const isOf = ({ first, second }: Edge, { through }: Reason) => {
    const [one, other] = [iriOf(first), iriOf(second)];
    if (!through) return dealing.has(`${one} ${other}`) || dealing.has(`${other} ${one}`);
    return [one, other].every((actor) => taken.has(`${actor} ${iriOf(through)}`));
  };
  const [dealing, taken] = [true, false].map((direct) => {
    return new Set(parts.filter(({ isDirect }) => isDirect === direct).map((part) => `${part.actor} ${part.through}`));
  }) as [Set<string>, Set<string>];
  const named = new Set(parts.flatMap(({ actor, through, isDirect }) => isDirect ? [actor, through] : [actor]));
  const hasCountry = record.entities.some((one) => one.class === "Country" && named.has(iriOf(one)));
  const { edges } = recordOf("").drawings.get("shared", hasCountry ? "all" : "organizations");
  return edges.flatMap((edge) => {
    const reasons = inEffect(edge.reasons, when).filter((reason) => isOf(edge, reason));
    return reasons.length ? [jointOf(edge, reasons)] : [];
  });
}

function inEffect(reasons: readonly Reason[], when: string): readonly Reason[] {
  if (!when) return reasons;
  const timed = timeAt(reasons, { when });
  return timed?.time === "current" ? timed.reasons : [];
}

function jointOf({ first, second }: Edge, reasons: readonly Reason[]): Joint {
  const affiliations = new Map<string, number>();
  for (const { through, share } of reasons) {
    const affiliation = through ? iriOf(through) : "";
    affiliations.set(affiliation, (affiliations.get(affiliation) ?? 0) + share);
  }
  const weight = [...affiliations.values()].reduce((sum, each) => sum + each, 0);
  const [one, other] = [iriOf(first), iriOf(second)].sort(inOrder) as [string, string];
  return { first: one, second: other, affiliations, weight };
}

function iriOf({ id }: { readonly id: string }): string {
  return record.prefixes.ent + id;
}

function neighbourhoods(joints: readonly Joint[]): Map<string, Set<string>> {
  const around = new Map<string, Set<string>>();
  for (const { first, second } of joints) {
    for (const [one, other] of [[first, second], [second, first]] as const) {
      around.set(one, (around.get(one) ?? new Set()).add(other));
    }
  }
  return around;
}

// The ends of a step, what joins them most closely, how many affiliations, weight, passages.
function stepCells({ from, to, edge }: { from: string; to: string; edge: Joint }, parts: readonly Part[]): Cell[] {
  const ranked = [...edge.affiliations].sort(([one, share], [other, more]) => more - share || inOrder(one, other));
  const closest = ranked[0]?.[0];
  const shared = new Set([...edge.affiliations.keys(), from, to]);
  const between = parts.filter(({ actor, through }) => (actor === from || actor === to) && shared.has(through));
  const weight = literal(Math.round(edge.weight * 1000) / 1000, `${XSD}double`);
  return [
    iri(from),
    closest ? iri(closest) : undefined,
    iri(to),
    integer(edge.affiliations.size),
    weight,
    passages(between),
  ];
}

// The passages of what an actor does, and of what another does with it.
function passagesOf(parts: readonly Part[], actor: string): Cell {
  return passages(parts.filter((part) => part.actor === actor || part.through === actor));
}

function passages(parts: readonly Part[]): Cell {
  return literal([...new Set(parts.flatMap((part) => part.passages))].join(" "));
}

function tableOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): Table {
  return { kind: "table", columns, rows };
}
