// Comparisons that hold of nothing, told when an answer is empty, as kg/sparql/comparisons.py tells them.

import { TODAY } from "../base/dates.ts";
import { languages, t } from "../base/i18n.ts";
import { record } from "../data/record.ts";
import type { GivenUp } from "./client.ts";
import type { Answer } from "./engine.ts";
import { distance, strangeSign } from "./mistakes.ts";
import { bareText, earlyNames, hiddenNames, irisIn, isAggregate, placeIn, stringsIn } from "./query_form.ts";
import { literal, numberOf, type Table, written } from "./terms.ts";

const DATATYPES = new Map([[4, "gYear"], [7, "gYearMonth"], [10, "date"]]);
const DATE_AND_TIME = /^\^\^(?:xsd:dateTime\b|<http:\/\/www\.w3\.org\/2001\/XMLSchema#dateTime>)/;
const MOST = 20;

// A date that is no text: SPARQL takes the one number from the other.
const BARE_DATE = /(?<![\w?$:.~-])\d{4}-\d\d-\d\d(?![\w.-])/g;

// A call with a regular expression, in a query whose strings are blanked out: the first group is that.
const PATTERN = /\b(?:regex|replace)\s*\((?:[^(),{}]|\((?:[^(){}]|\([^(){}]{0,300}\)){0,300}\)){1,300},\s*(~+)/dgi;

// deno-lint-ignore no-control-regex -- a sign beyond ASCII is one of a name
const NAME = /[?$]((?:\w|[^\x00-\x7f\s])+)/g;
const COMPUTED = new RegExp(String.raw`\bas\s*${NAME.source}`, "gi");

type Ask = (text: string) => Promise<Answer | GivenUp>;

// An answer; an empty one with a sentence for each comparison that may be why.
export async function answerWithHints(text: string, ask: Ask): Promise<Answer | GivenUp> {
  const answer = await ask(text);
  if (answer.kind === "boolean") {
    return answer.holds ? answer : { ...answer, caveats: await silentComparisons(text, ask) };
  }
  if (answer.kind !== "table") return answer;
  const silent = saysNothing(answer.rows) ? await silentComparisons(text, ask) : [];
  return { ...answer, caveats: [...silent, ...columnsWithoutValue(answer, text)] };
}

// What is said of each empty column that a query names once: a slip, or what is computed and fails.
function columnsWithoutValue({ columns, rows }: Table, text: string): string[] {
  const bare = bareText(text);
  const namesIn = (part: string) => [...part.matchAll(NAME)].map(([, name]) => name);
  const names = namesIn(bare);
  const head = namesIn(/\bselect\b[^{]*/i.exec(bare)?.[0] ?? "");
  const alone = columns.filter((name) => head.includes(name) && names.filter((one) => one === name).length === 1);
  const others = [...new Set(names.filter((name) => !alone.includes(name)))];
  const computed = [...bare.matchAll(COMPUTED)].map(([, name]) => name);
  const empty = rows.length ? alone.filter((name) => isEmpty(rows, columns.indexOf(name))) : [];
  return empty.map((name) =>
    computed.includes(name) ? t("caveat.computed_without_value", { name }) : withoutValue(name, others)
  );
}

function isEmpty(rows: Table["rows"], place: number): boolean {
  return rows.every((row) => !row[place]);
}

function withoutValue(name: string, others: readonly string[]): string {
  const far = others.map((one) => distance(name.toLowerCase(), one.toLowerCase()));
  const least = Math.min(...far);
  return least > Math.max(Math.floor(name.length / 2), 1)
    ? t("caveat.without_value", { name })
    : t("caveat.without_value_nearest", { name, nearest: others[far.indexOf(least)] });
}

function saysNothing(rows: readonly (readonly (Parameters<typeof numberOf>[0])[])[]): boolean {
  return rows.length < 2 && rows.every((row) => row.every((cell) => !cell || numberOf(cell) === 0));
}

async function silentComparisons(text: string, ask: Ask): Promise<string[]> {
  const hidden = [...hiddenNames(text)].map(([name, expression]) => t("caveat.alias_in_having", { name, expression }));
  const early = [...earlyNames(text)].map(([name, expression]) =>
    isAggregate(expression)
      ? t("caveat.count_in_filter", { name, expression })
      : t("caveat.alias_in_filter", { name, expression })
  );
  const asked = [...await patterns(text, ask), ...await labels(text, ask)];
  return [...new Set([...signs(text), ...hidden, ...early, ...shortNames(text), ...dates(text), ...asked])];
}

function signs(text: string): string[] {
  const sign = strangeSign(text);
  if (!sign) return [];
  const [line, column] = placeIn(text, sign.place).map(String);
  return [t("error.sign.at", { line, column, reason: sign.told })];
}

// Short names in angle brackets, within which they are whole addresses.
function shortNames(text: string): string[] {
  return irisIn(text).flatMap(([found]) => {
    const [, name, prefix] = /^<(([a-z]\w*):[\w.-]+)>$/.exec(found) ?? [];
    return prefix && Object.hasOwn(record.prefixes, prefix) ? t("caveat.short_name_in_brackets", { name }) : [];
  });
}

function dates(text: string): string[] {
  const told = stringsIn(text).flatMap(([value, tail]) => {
    if (/^\d{4}(-\d\d(-\d\d)?)?$/.test(value) && isPlain(tail)) {
      return t("caveat.date_as_text", { text: value, datatype: DATATYPES.get(value.length) ?? "" });
    }
    const timed = /^(\d{4}-\d\d-\d\d)T/.exec(value);
    return timed && (DATE_AND_TIME.test(tail) || isPlain(tail)) ? t("caveat.date_and_time", { day: timed[1] }) : [];
  });
  for (const [bare] of bareText(text).matchAll(BARE_DATE)) told.push(t("caveat.date_as_sum", { text: bare }));
  return /\bnow\s*\(\s*\)/i.test(bareText(text)) ? [...told, t("caveat.now", { day: TODAY })] : told;
}

// What is said of each text that stands for a regular expression, and is none for the engine.
async function patterns(text: string, ask: Ask): Promise<string[]> {
  const places = [...bareText(text).matchAll(PATTERN)].map(({ indices }) => indices?.[1] ?? [0, 0]);
  const found = [...new Set(places.map(([start, end]) => text.slice(start, end)))].filter((one) => /^["']/.test(one));
  const told: string[] = [];
  for (const pattern of found.slice(0, MOST)) {
    const answer = await ask(`ASK { BIND(REGEX("", ${pattern}) AS ?found) FILTER(BOUND(?found)) }`);
    if (answer.kind === "boolean" && !answer.holds) told.push(t("caveat.no_pattern", { pattern }));
  }
  return told;
}

// What is said of each text that the data has in a language, and the query in none.
async function labels(text: string, ask: Ask): Promise<string[]> {
  const plain = [...new Set(stringsIn(text).filter(([value, tail]) => value && isPlain(tail)).map(([value]) => value))];
  const asked = plain.slice(0, MOST).flatMap((value) =>
    languages().map((language) => written({ type: "literal", value, language }))
  );
  if (!asked.length) return [];
  const held = await ask(`SELECT DISTINCT ?text { VALUES ?text { ${asked.join(" ")} } ?thing ?says ?text }`);
  const texts = held.kind === "table" ? held.rows.map(([cell]) => cell ?? literal("")) : [];
  return plain.flatMap((value) => {
    const found = texts.filter((term) => term.value === value).map(written).sort();
    return found.length ? t("caveat.label_without_language", { text: value, written: found.join(", ") }) : [];
  });
}

function isPlain(tail: string): boolean {
  return !tail.startsWith("^") && !tail.startsWith("@");
}
