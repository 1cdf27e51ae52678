// Mistakes that are made often in a query, by the patterns of kg/sparql/mistakes.py, and in the same words.

import { quoted, t } from "../base/i18n.ts";
import { record } from "../data/record.ts";
import { bareText, irisIn, placeIn } from "./query_form.ts";

export interface Mistake {
  readonly place: number;
  readonly told: string;
}

const PAIRS: ReadonlyMap<string, string> = new Map([["}", "{"], [")", "("], ["]", "["]]);

// How long a word is that may be meant as one of ours, and how many of its letters there are to each other one.
const [LONGEST, FAR] = [30, 3];

// The first sign that SPARQL does not have, outside strings and comments; within IRIs if nobody sees it.
export function strangeSign(text: string): Mistake | undefined {
  const { signs, unknown, hidden } = record.syntax;
  const strange = classOf(Object.values(signs).map(([kind]) => kind).join("") + unknown);
  const unseen = classOf(hidden.map((kind) => signs[kind][0]).join(""));
  const inIris = irisIn(text).map(([iri, at]) => [iri.search(unseen), at]).filter(([place]) => place >= 0);
  const places = [bareText(text).search(strange), ...inIris.map(([place, at]) => place + at)];
  const place = Math.min(...places.filter((one) => one >= 0));
  return place < Infinity ? { place, told: signWords(String.fromCodePoint(text.codePointAt(place) ?? 0)) } : undefined;
}

// The curly quotation mark that was to close a text, in a query that the engine refuses.
export function closingSign(text: string): Mistake | undefined {
  const place = new RegExp(record.syntax.closing, "d").exec(text)?.indices?.[1]?.[0];
  return place === undefined ? undefined : { place, told: signWords(text[place]) };
}

function classOf(signs: string): RegExp {
  return new RegExp(`[${signs}]`, "u");
}

function signWords(sign: string): string {
  const [kind, [signs, plains]] = Object.entries(record.syntax.signs).find(([, [kind]]) => classOf(kind).test(sign)) ??
    ["unknown", ["", ""]];
  const each = plains.length / signs.length;
  const plain = plains.length > 1 ? plains.substr(signs.indexOf(sign) * each, each) : plains;
  const remedy = plain === " "
    ? t("error.sign.write_space")
    : plain
    ? t("error.sign.write", { plain })
    : t("error.sign.delete");
  const code = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return t(`error.sign.${kind}`, { code, remedy });
}

// What a query has around it or before it that is not of SPARQL: marks of Markdown, a prefix of Turtle.
export function earlyMistake(text: string): Mistake | undefined {
  return ofPatterns(record.syntax.first, bareText(text));
}

// A mistake that a query which is no SPARQL shows; undefined where it shows none that is known.
export function frequentMistake(text: string): Mistake | undefined {
  const bare = bareText(text);
  const { mistakes, last } = record.syntax;
  return openQuote(bare) ?? ofPatterns(mistakes.filter(([, key]) => !last.includes(key)), bare) ?? unclosed(bare) ??
    unknownWord(bare) ?? ofPatterns(mistakes.filter(([, key]) => last.includes(key)), bare);
}

// What SPARQL has and the engine refuses, in a query of which the engine says something else.
export function refusedForm(text: string, said: string): Mistake | undefined {
  const patterns = record.syntax.refused.filter(([theirs]) => said.includes(theirs));
  return ofPatterns(patterns.map(([, pattern, key]) => [pattern, key]), bareText(text));
}

function ofPatterns(patterns: readonly (readonly [string, string])[], bare: string): Mistake | undefined {
  for (const [pattern, key] of patterns) {
    const found = new RegExp(pattern, "id").exec(bare);
    if (found) return { place: found.indices?.[1]?.[0] ?? found.index, told: t(key) };
  }
  return undefined;
}

function openQuote(bare: string): Mistake | undefined {
  const place = bare.search(/["']/);
  return place < 0 ? undefined : { place, told: t("error.syntax.open_quote") };
}

// The bracket that is closed by none, or that closes none.
function unclosed(bare: string): Mistake | undefined {
  const opened: number[] = [];
  for (let place = 0; place < bare.length; place++) {
    const sign = bare[place];
    if ("{([".includes(sign)) opened.push(place);
    const opening = PAIRS.get(sign);
    if (!opening) continue;
    if (!opened.some((one) => bare[one] === opening)) {
      return { place, told: t("error.syntax.not_opened", { sign: quoted(sign) }) };
    }
    const last = opened.pop() ?? 0;
    if (bare[last] !== opening) return notClosed(bare, last, place);
  }
  const place = opened.at(-1);
  return place === undefined ? undefined : notClosed(bare, place, bare.trimEnd().length);
}

// What is said where a bracket should have been closed by then.
function notClosed(bare: string, opened: number, place: number): Mistake {
  const sign = bare[opened];
  const closing = [...PAIRS].find(([, opening]) => opening === sign)?.[0] ?? "";
  const [line, column] = placeIn(bare, opened).map(String);
  return { place, told: t("error.syntax.not_closed", { sign: quoted(sign), closing: quoted(closing), line, column }) };
}

function unknownWord(bare: string): Mistake | undefined {
  const known = new Set(record.syntax.words);
  for (const { 0: word, index } of bare.matchAll(new RegExp(record.syntax.word, "gi"))) {
    if (!known.has(word.toUpperCase())) return { place: index, told: noWord(word) };
  }
  return undefined;
}

function noWord(word: string): string {
  const near = nearestWord(word);
  return near
    ? t("error.syntax.word_nearest", { word, nearest: quoted(near) })
    : t("error.syntax.word_unknown", { word });
}

function nearestWord(word: string): string | undefined {
  const { words } = record.syntax;
  if (word.length > LONGEST) return undefined;
  const far = words.map((known) => distance(word.toUpperCase(), known));
  const least = Math.min(...far);
  return least > Math.floor(word.length / FAR) ? undefined : words[far.indexOf(least)];
}

// How many letters are to be put in, left out, changed or turned round.
export function distance(one: string, other: string): number {
  const rows = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let at = 1; at <= one.length; at++) {
    const [above, row] = [rows[at - 1], [at]];
    for (let to = 1; to <= other.length; to++) {
      const changed = above[to - 1] + Number(one[at - 1] !== other[to - 1]);
      row[to] = Math.min(row[to - 1] + 1, above[to] + 1, changed);
      const isTurned = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      if (isTurned) row[to] = Math.min(row[to], rows[at - 2][to - 2] + 1);
    }
    rows.push(row);
  }
  return rows[one.length][other.length];
}
