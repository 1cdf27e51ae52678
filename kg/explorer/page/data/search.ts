// Finding an entity by any of its names, in either language, with or without accents, and with a slip of the finger.

import { formatDate } from "../base/i18n.ts";
import { nameOf } from "./names.ts";
import { type Entity, record } from "./record.ts";

interface SearchableName {
  readonly name: string;
  readonly plain: string;
  readonly words: readonly string[];
}

interface SearchableEntity {
  readonly entity: Entity;
  readonly names: readonly SearchableName[];
}

// What a text may mean, by which of its names, and how far that is from what was typed.
export interface Match {
  readonly entity: Entity;
  readonly name: string;
  readonly score: number;
}

export function plain(text: string): string {
  const letters = text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[’']/g, " ").replace(
    /[^\p{L}\p{N}]+/gu,
    " ",
  ).trim();
  return letters.replace(/\bu ?s( a)?\b/g, "united states").replace(/\be u\b/g, "etats unis");
}

let searchable: { of: unknown; entities: SearchableEntity[] } = { of: null, entities: [] };

// All entities with their names made plain, when first something is looked for.
function searchableEntities(): SearchableEntity[] {
  if (searchable.of !== record) searchable = { of: record, entities: record.entities.map(searchableEntity) };
  return searchable.entities;
}

function searchableEntity(entity: Entity): SearchableEntity {
  const short = (entity.abbreviation || []).filter(Boolean);
  const names = [...new Set([...short, ...entity.label, ...entity.names])].map((name) => ({
    name,
    plain: plain(name),
  }));
  return { entity, names: names.map((one) => ({ ...one, words: one.plain.split(" ") })) };
}

// Return up to `limit` entities that a text may mean, the likeliest first, each with the name that matched.
export function findEntities(text: string, limit = 8): Match[] {
  const wanted = plain(text);
  if (!wanted) return [];
  const found = searchableEntities().map(({ entity, names }) => {
    const scores = names.map((name) => ({ entity, name: name.name, score: distanceTo(name, wanted) }));
    return scores.reduce((best, one) => (one.score < best.score ? one : best));
  });
  const named = found.filter(({ score }) => score < Infinity);
  return (named.length ? named : mentionedWith(text))
    .sort((one, other) => one.score - other.score || other.entity.ties.length - one.entity.ties.length)
    .slice(0, limit);
}

// The entities whose definition or events hold all words of a text that is nobody's name, or that have an event on a day: 9/11.
function mentionedWith(text: string): Match[] {
  const numbers = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}))?$/.exec(text.trim());
  const day = numbers && `${numbers[3] || ""}-${numbers[1].padStart(2, "0")}-${numbers[2].padStart(2, "0")}`;
  const wanted = plain(text).split(" ");
  const fits = ({ definition, events }: Entity) => {
    const dates = events.flatMap(({ date }) => [date ?? []].flat());
    if (day) return dates.some((date) => date.endsWith(day));
    const said = [definition || [], ...events.map(({ summary }) => summary || []), dates.map(formatDate)].flat();
    const words = new Set(plain(said.join(" ")).split(" "));
    return wanted.every((word) => words.has(word));
  };
  return record.entities.filter(fits).map((entity) => ({ entity, name: nameOf(entity), score: 9 }));
}

// 0 the name itself, 1 its beginning, 2 the beginning of a word, 3 within, 4 and more misspelt.
export function distanceTo({ plain: name, words }: Omit<SearchableName, "name">, wanted: string): number {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (` ${name}`.includes(` ${wanted}`)) return 2;
  if (name.includes(wanted)) return 3;
  const parts = wanted.split(" ");
  const slips = parts.map((part) => Math.min(...words.map((word) => slipsBetween(word, part))));
  return slips.every((count, at) => count <= allowedSlips(parts[at]))
    ? 4 + slips.reduce((sum, count) => sum + count, 0)
    : Infinity;
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
