// What is wrong with a query, in words: where, and what was expected, as kg/sparql/syntax_errors.py says it.

import { formatEither, formatNumber, quoted, t } from "../base/i18n.ts";
import { record } from "../data/record.ts";
import type { GivenUp } from "../sparql/client.ts";
import { type Fault, MOST_ROWS } from "../sparql/engine.ts";
import { closingSign, earlyMistake, frequentMistake, refusedForm, strangeSign } from "../sparql/mistakes.ts";
import { formOf, FORMS, placeIn, prologueOf } from "../sparql/query_form.ts";

const REASONS: Record<string, string> = {
  update: "page.sparql.readOnly",
  service: "page.sparql.noService",
  cancelled: "page.sparql.queryCancelled",
  late: "page.sparql.queryLate",
  broken: "page.sparql.queryBroken",
};

const LABELS = /\bSERVICE\s+(?:SILENT\s+)?(?:wikibase:label\b|<http:\/\/wikiba\.se\/ontology#label>)/i;
const WORDS = /\b[A-Z]{2,}\b|"((?:[^"\\]|\\.)+)"/g;

export function faultWords(fault: Fault | GivenUp, text: string): string {
  if (fault.reason === "syntax") return syntaxWords(fault, text);
  if (fault.reason === "evaluation") return t("page.sparql.notEvaluated", { message: fault.message });
  if (fault.reason === "service" && LABELS.test(text)) return t("page.sparql.noLabelService");
  if (fault.reason !== "rows") return t(REASONS[fault.reason] ?? "page.sparql.queryBroken");
  return t("page.sparql.tooManyRows", { count: Number(fault.message), most: formatNumber(MOST_ROWS) });
}

function syntaxWords({ message, line = 1, column = 1 }: Fault, text: string): string {
  const early = earlyMistake(text);
  if (early) return account(text, placeIn(text, early.place), early.told);
  const sign = strangeSign(text) ?? closingSign(text);
  if (sign) return account(text, placeIn(text, sign.place), sign.told, "error.sign.at");
  if (!formOf(text)) {
    return account(text, placeIn(text, prologueOf(text).length), wantedWords(FORMS.map(quoted)));
  }
  const shown = lineOf(text, line);
  const prefix = message.includes("Prefix not found") && /([\w.-]*):[\w.-]*$/.exec(shown.slice(0, column - 1));
  if (prefix) return account(text, [line, prefix.index + 1], unknownPrefix(prefix[1] ?? ""));
  const mistake = isSaid(message) ? refusedForm(text, message) : frequentMistake(text);
  return mistake
    ? account(text, placeIn(text, mistake.place), mistake.told)
    : account(text, [line, column], expected(message));
}

function isSaid(message: string): boolean {
  return Object.keys(record.syntax.said).some((theirs) => message.includes(theirs));
}

function lineOf(text: string, line: number): string {
  return (text.split("\n")[line - 1] ?? "").replaceAll("\t", " ").replace(/\r$/, "");
}

// What is wrong where, and the line with a mark under the place.
function account(
  text: string,
  [line, column]: readonly [number, number],
  reason: string,
  key = "error.syntax.at",
): string {
  const where = t(key, { line: String(line), column: String(column), reason });
  return `${where}\n  ${lineOf(text, line)}\n  ${" ".repeat(column - 1)}^`;
}

function unknownPrefix(prefix: string): string {
  return t("error.syntax.prefix_unknown", { prefix: `${prefix}:`, known: Object.keys(record.prefixes).join(", ") });
}

// What a person can use of the engine's long list of what it expected.
function expected(message: string): string {
  const { said, expected: known } = record.syntax;
  const theirs = Object.keys(said).find((one) => message.includes(one));
  if (theirs) return t(said[theirs]);
  const found = new Set([...message.matchAll(WORDS)].map(([word, own]) => own ?? word));
  const wanted = known.filter((word) => found.has(word)).map(quoted);
  if (found.has("?") || found.has("$")) wanted.unshift(t("error.syntax.variable"));
  return wanted.length ? wantedWords(wanted) : t("error.syntax.not_here");
}

function wantedWords(wanted: readonly string[]): string {
  return t("error.syntax.expected", { wanted: formatEither(wanted) });
}
