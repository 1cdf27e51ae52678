// Finding entities by what they are called, else by what mentions a text, else by what is nearly so called: as
// kg/questions/search.py has it.

import { inOrder } from "../base/collections.ts";
import { fold, formatDate, inLanguages } from "../base/i18n.ts";
import { nameOf } from "./names.ts";
import { type Entity, record } from "./record.ts";

// What a text may mean, by which of its names, and how far that is from what was typed: less is nearer.
export interface Match {
  readonly entity: Entity;
  readonly name: string;
  readonly score: number;
}

interface SearchableName {
  readonly entity: Entity;
  readonly name: string;
  readonly folded: string;
}

// What is said of an entity, in folded words: its definition first, then its events, then its dates.
interface Mention {
  readonly entity: Entity;
  readonly source: number;
  readonly words: ReadonlySet<string>;
}

let read: { of: unknown; names: SearchableName[]; mentions: Mention[] } = { of: null, names: [], mentions: [] };

// All names, and all that is said, made plain when first something is looked for.
function searchable(): typeof read {
  if (read.of !== record) {
    read = { of: record, names: record.entities.flatMap(namesOf), mentions: record.entities.flatMap(mentionsOf) };
  }
  return read;
}

function namesOf(entity: Entity): SearchableName[] {
  const short = (entity.abbreviation ?? []).filter(Boolean);
  const called = entity.called.map(([, name]) => name);
  const names = [...new Set([...short, ...entity.label, ...called, entity.id])];
  return names.map((name) => ({ entity, name, folded: fold(name) }));
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
    ...stated.map((date) => mention(2, "", [date])),
  ];
}

const DATES = ["startDate", "inForceDate", "endDate"];

// Return up to `limit` entities that a text may mean, the likeliest first, each with the name that matched.
export function findEntities(text: string, limit = 8): Match[] {
  const found = [named, mentioned, nearlyNamed].reduce<Match[]>((known, find) => known.length ? known : find(text), []);
  const best = new Map<Entity, Match>();
  for (const one of found) if (one.score < (best.get(one.entity)?.score ?? Infinity)) best.set(one.entity, one);
  return [...best.values()].sort((one, other) => one.score - other.score || inOrder(one.entity.id, other.entity.id))
    .slice(0, limit);
}

// By a name that is the text, begins with it, holds it, or has all of its words; of those the shorter name is nearer.
function named(text: string): Match[] {
  const key = fold(text);
  const words = key.split(" ");
  if (!key) return [];
  return searchable().names.flatMap(({ entity, name, folded }) => {
    const own = folded.split(" ");
    const fits = [
      folded === key,
      folded.startsWith(key),
      folded.includes(key),
      words.every((word) => own.includes(word)),
    ];
    const rank = fits.indexOf(true);
    return rank < 0 ? [] : [{ entity, name, score: rank + folded.length / LONGEST }];
  });
}

const LONGEST = 1000;

// By what is said of it: all words of the text at once, or a day.
function mentioned(text: string): Match[] {
  const wanted = readingsOf(text).map((reading) => fold(reading).split(" ").filter(Boolean)).filter(({ length }) =>
    length
  );
  return searchable().mentions
    .filter(({ words }) => wanted.some((reading) => reading.every((word) => words.has(word))))
    .map(({ entity, source }) => ({ entity, name: nameOf(entity), score: source }));
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
  const key = fold(text);
  const found = searchable().names.map(({ entity, name, folded }) => ({
    entity,
    name,
    score: slipsIn(folded, key) + folded.length / LONGEST,
  }));
  return key ? found.filter(({ score }) => score < Infinity) : [];
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
