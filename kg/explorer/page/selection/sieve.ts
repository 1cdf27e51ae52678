// Which reasons and which edges pass the filters, as kg/network/sieve.py has it.

import { firstDay, lastDayOf } from "../base/dates.ts";
import { fold } from "../base/i18n.ts";
import type { Edge, Reason } from "../data/drawings.ts";
import { BOTH, passagesOf } from "../data/evidence.ts";
import { type Entity, familyOf, type Passage, type Tie } from "../data/record.ts";
import type { State } from "../state/state.ts";
import { meet, restingOnTies } from "./resting.ts";
import { countriesOf, kindsOf, settingsOf, topicsOf } from "./settings.ts";

type Test = (tie: Tie) => boolean;

// The reasons of an edge that pass, each by its ties that do: each end still has one, at the same time as one of the other.
export function passingReasons(edge: Edge, state: State): readonly Reason[] {
  const tests = testsOf(state);
  const both = state.governments === "both";
  if (!tests.length && !both) return edge.reasons;
  return edge.reasons.filter((reason) => !both || reason.whole === BOTH).flatMap((reason) => {
    const passing = reason.ties.filter((tie) => tests.every((test) => test(tie)));
    return holds(reason, edge, passing) ? [restingOnTies(reason, passing)] : [];
  });
}

function holds(reason: Reason, edge: Edge, passing: readonly Tie[]): boolean {
  if (!reason.through) return passing.length > 0;
  const [one, other] = [edge.first, edge.second].map((end) => passing.filter((tie) => tie.subject === end));
  return one.some((tie) => other.some((rival) => meet(tie, rival)));
}

let held: { readonly state: State | null; readonly tests: readonly Test[] } = { state: null, tests: [] };

function testsOf(state: State): readonly Test[] {
  if (held.state !== state) held = { state, tests: readTests(state) };
  return held.tests;
}

function readTests({ hide, standing, topic, kind, country, since, text }: State): Test[] {
  const words = [...wordsOf(text)];
  const tests: (Test | false)[] = [
    hide.size > 0 && ((tie) => !hide.has(familyOf(tie))),
    standing !== "" && ((tie) => tie.passages.some(({ document }) => document.standing === standing)),
    topic !== "" && ((tie) => topicsOf(tie).includes(topic)),
    kind !== "" && ((tie) => kindsOf(tie).includes(kind)),
    country !== "" && ((tie) => countriesOf(tie).includes(country)),
    since !== "" && ((tie) => isSince(tie, firstDay(since))),
    words.length > 0 && ((tie) => passagesAbout(tie).some((passage) => tells(passage, words))),
  ];
  return tests.filter((test) => test !== false);
}

// Whether a tie began since a day, or a document says so since.
function isSince({ since, passages }: Tie, day: string): boolean {
  return since >= day || passages.some(({ document: { issued } }) => issued && lastDayOf(issued.slice(0, 10)) >= day);
}

// The passages of a tie, and of all ties of what it leads through.
function passagesAbout(tie: Tie): readonly Passage[] {
  return [tie, ...settingsOf(tie).flatMap(({ ties }) => ties)].flatMap(({ passages }) => passages);
}

// The words of a text as they are compared: without case, accents and the sign of the plural.
export function wordsOf(text: string): Set<string> {
  const words = fold(text).split(" ").filter(Boolean);
  return new Set(words.map((word) => ([...word].length > 3 && word.endsWith("s") ? word.slice(0, -1) : word)));
}

const told = new WeakMap<Passage, readonly ReadonlySet<string>[]>();

// Whether a passage has all words, in one language.
function tells(passage: Passage, words: readonly string[]): boolean {
  let languages = told.get(passage);
  if (!languages) told.set(passage, languages = (passage.says ?? []).map(wordsOf));
  return languages.some((own) => words.every((word) => own.has(word)));
}

// Whether no document of another kind speaks of an edge.
export function restsOn({ reasons }: Edge, standing: string): boolean {
  return passagesOf(reasons).every(({ document }) => document.standing === standing);
}

const SIDES: { readonly [group: string]: number } = { first: 1, second: 2 };

// The edges that cross the border: one end is of one of the two countries, the other of the other. What stands between
// actors is of each country of which an actor is joined to it.
export function crossing<E extends Edge>(edges: readonly E[]): E[] {
  const around = new Map<Entity, number>();
  for (const { first, second } of edges) {
    for (const [one, other] of [[first, second], [second, first]]) {
      if (!one.actor) around.set(one, (around.get(one) ?? 0) | (other.actor ? sideOf(other) : 0));
    }
  }
  const side = (end: Entity) => around.get(end) ?? sideOf(end);
  return edges.filter(({ first, second }) => {
    const [one, other] = [side(first), side(second)];
    return (one & 1 && other & 2) || (one & 2 && other & 1);
  });
}

function sideOf({ group }: Entity): number {
  return SIDES[group] ?? 0;
}
