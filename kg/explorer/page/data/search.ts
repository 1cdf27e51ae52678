// Finding entities by what they are called, else by what mentions a text, else by what is nearly so called: as
// kg/questions/search.py has it.

import { inOrder } from "../base/collections.ts";
import { fold, formatDate, formatNumber, inLanguages, t } from "../base/i18n.ts";
import { nameKeys } from "./name_keys.ts";
import { nameOf } from "./names.ts";
import { type Entity, type Figure, record } from "./record.ts";

// What a text may mean, by which of its names, how far that is from what was typed, and what decides between names of
// one entity that are as far: less is nearer.
export interface Match {
  readonly entity: Entity;
  readonly name: string;
  readonly distance: number;
  readonly length: number;
}

interface SearchableName {
  readonly entity: Entity;
  readonly name: string;
  readonly key: string;
}

// What is said of an entity, in folded words: its definition first, then its events, figures and dates.
interface Mention {
  readonly entity: Entity;
  readonly source: number;
  readonly words: ReadonlySet<string>;
}

interface Searchable {
  readonly of: unknown;
  readonly keyOf: (text: string) => string;
  readonly names: readonly SearchableName[];
  readonly mentions: readonly Mention[];
  readonly ties: ReadonlyMap<Entity, number>;
}

let read: Searchable = { of: null, keyOf: fold, names: [], mentions: [], ties: new Map() };

// All names, and all that is said, made plain when first something is looked for.
function searchable(): Searchable {
  if (read.of !== record) {
    const { entities } = record;
    const keyOf = nameKeys(entities);
    const names = entities.flatMap((entity) => namesOf(entity, keyOf));
    const ties = new Map(entities.map((entity) => [entity, tieCount(entity)]));
    read = { of: record, keyOf, names, mentions: entities.flatMap(mentionsOf), ties };
  }
  return read;
}

function namesOf(entity: Entity, keyOf: (text: string) => string): SearchableName[] {
  const short = (entity.abbreviation ?? []).filter(Boolean);
  const called = entity.called.map(([, name]) => name);
  const names = [...new Set([...short, ...entity.label, ...called, entity.id])];
  return names.map((name) => ({ entity, name, key: keyOf(name) }));
}

// How many ties an entity has; one that is told of two periods is one.
function tieCount({ ties }: Entity): number {
  return new Set(ties.map(({ subject, relation, object }) => [subject.id, relation, object.id].join(" "))).size;
}

function mentionsOf(entity: Entity): Mention[] {
  const mention = (source: number, text: string, dates: readonly string[]) => {
    const said = dates.flatMap((date) => inLanguages(() => formatDate(date)));
    return { entity, source, words: new Set(fold([text, ...said].join(" ")).split(" ")) };
  };
  const stated = entity.facts.filter(({ property }) => DATES.includes(property)).map(({ value }) => String(value));
  return [
    ...(entity.definition ?? []).map((text) => mention(0, text, [])),
    ...entity.events.flatMap(({ summary, date }) =>
      (summary ?? []).map((text) => mention(1, text, [date ?? []].flat()))
    ),
    ...entity.figures.map((figure) => mention(2, figureText(figure), [])),
    ...stated.map((date) => mention(3, "", [date])),
  ];
}

// What a figure counts, in what, and its numbers in all ways in which they may be written.
function figureText({ quantity, unit, value, upperValue }: Figure): string {
  const amounts = [value ?? [], upperValue ?? []].flat();
  return [...quantity ?? [], ...unit ?? [], ...amounts.flatMap(amountsOf)].join(" ");
}

function amountsOf(value: string): string[] {
  if (!/^\d+$/.test(value)) return [value];
  const scales = Object.entries({ millions: 6, billions: 9 }).filter(([, digits]) => value.length > digits);
  const inWords = scales.map(([scale, digits]) => () => {
    return t(`number.${scale}`, { number: formatNumber(Number(value) / 10 ** digits, digits) });
  });
  return [value, ...[() => formatNumber(Number(value)), ...inWords].flatMap(inLanguages)];
}

const DATES = ["startDate", "inForceDate", "endDate"];

// Return up to `limit` entities that a text may mean, the likeliest first, each with the name that matched. Of those
// that match equally well, the one with the most ties is first.
export function findEntities(text: string, limit = 8): Match[] {
  const found = [named, mentioned, nearlyNamed].reduce<Match[]>((known, find) => known.length ? known : find(text), []);
  const best = new Map<Entity, Match>();
  for (const one of found) if (isNearer(one, best.get(one.entity))) best.set(one.entity, one);
  return [...best.values()].sort(byNearness).slice(0, limit);
}

function isNearer(one: Match, known: Match | undefined): boolean {
  return !known || (one.distance - known.distance || one.length - known.length) < 0;
}

function byNearness(one: Match, other: Match): number {
  const { ties } = searchable();
  const more = (ties.get(other.entity) ?? 0) - (ties.get(one.entity) ?? 0);
  return one.distance - other.distance || more || one.length - other.length || inOrder(one.entity.id, other.entity.id);
}

// By a name that is the text, has the same words, has all of its words, begins with it or holds it.
function named(text: string): Match[] {
  const key = searchable().keyOf(text);
  const words = new Set(key.split(" "));
  if (!key) return [];
  return searchable().names.flatMap(({ entity, name, key: own }) => {
    const others = new Set(own.split(" "));
    const hasAll = [...words].every((word) => others.has(word));
    const fits = [
      own === key,
      hasAll && words.size === others.size,
      hasAll,
      own.startsWith(key),
      own.includes(key),
    ];
    const length = own.length + (own.startsWith(key) ? 0 : LONGEST);
    return fits.includes(true) ? [{ entity, name, distance: fits.indexOf(true), length }] : [];
  });
}

const LONGEST = 10_000;

// By what is said of it: all words of the text at once, or a day.
function mentioned(text: string): Match[] {
  const wanted = readingsOf(text).map((reading) => fold(reading).split(" ").filter(Boolean)).filter(({ length }) =>
    length
  );
  return searchable().mentions
    .filter(({ words }) => wanted.some((reading) => reading.every((word) => words.has(word))))
    .map(({ entity, source }) => ({ entity, name: nameOf(entity), distance: source, length: 0 }));
}

// A text, or in words the date that it writes in numbers: the month first, as in 9/11, or the day.
function readingsOf(text: string): string[] {
  const date = text.trim();
  if (/^\d{4}-\d\d(-\d\d)?$/.test(date)) return [formatDate(date)];
  const [, first, second, year] = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(date) ?? [];
  if (!first || !second) return [text];
  const [month, day] = (Number(first) <= 12 ? [first, second] : [second, first]).map((part) => part.padStart(2, "0"));
  if (Number(month) < 1 || Number(month) > 12) return [];
  return [formatDate(`${year ?? "0001"}-${month}-${day}`).replace(/ 0001$/, "")];
}

// By a name all of whose words differ from those of the text by a slip or two.
function nearlyNamed(text: string): Match[] {
  const key = searchable().keyOf(text);
  const found = searchable().names.map(({ entity, name, key: own }) => ({
    entity,
    name,
    distance: slipsIn(own, key),
    length: own.length,
  }));
  return key ? found.filter(({ distance }) => distance < Infinity) : [];
}

// How many slips of the finger a text is from a name; Infinity from what it does not resemble.
export function slipsIn(name: string, wanted: string): number {
  const parts = wanted.split(" ");
  const slips = parts.map((part) => Math.min(...name.split(" ").map((word) => slipsBetween(word, part))));
  const isNear = slips.every((count, at) => count <= allowedSlips(parts[at]));
  return isNear ? slips.reduce((sum, count) => sum + count, 0) : Infinity;
}

function allowedSlips(word: string): number {
  return word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
}

// How many letters to add, drop, change or swap to get from the beginning of one word to the other.
export function slipsBetween(word: string, wanted: string): number {
  if (word.startsWith(wanted)) return 0;
  if (wanted.length < 4 || Math.abs(word.length - wanted.length) > 2) return Infinity;
  let [before, row]: number[][] = [[], Array.from({ length: wanted.length + 1 }, (_, at) => at)];
  for (let at = 1; at <= word.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= wanted.length; to += 1) {
      const change = row[to - 1] + (word[at - 1] === wanted[to - 1] ? 0 : 1);
      next[to] = Math.min(next[to - 1] + 1, row[to] + 1, change);
      const swapped = at > 1 && to > 1 && word[at - 1] === wanted[to - 2] && word[at - 2] === wanted[to - 1];
      if (swapped) next[to] = Math.min(next[to], before[to - 2] + 1);
    }
    [before, row] = [row, next];
  }
  return row[wanted.length];
}
