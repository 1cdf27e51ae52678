// What is wrong with a query, in words: where, and what was expected, as kg/sparql/syntax_errors.py says it.

import { formatEither, formatNumber, quoted, t } from "../base/i18n.ts";
import { record } from "../data/record.ts";
import type { GivenUp } from "../sparql/client.ts";
import { type Fault, MOST_ROWS } from "../sparql/engine.ts";
import { formOf, FORMS, prologueOf } from "../sparql/query_form.ts";

const REASONS: Record<string, string> = {
  update: "page.sparql.readOnly",
  service: "page.sparql.noService",
  cancelled: "page.sparql.queryCancelled",
  late: "page.sparql.queryLate",
  broken: "page.sparql.queryBroken",
};

const WORDS = /\b[A-Z]{2,}\b|"((?:[^"\\]|\\.)+)"/g;

export function faultWords(fault: Fault | GivenUp, text: string): string {
  if (fault.reason === "syntax") return syntaxWords(fault, text);
  if (fault.reason === "evaluation") return t("page.sparql.notEvaluated", { message: fault.message });
  if (fault.reason !== "rows") return t(REASONS[fault.reason] ?? "page.sparql.queryBroken");
  return t("page.sparql.tooManyRows", { count: Number(fault.message), most: formatNumber(MOST_ROWS) });
}

function syntaxWords({ message, line = 1, column = 1 }: Fault, text: string): string {
  if (!formOf(text)) {
    const before = prologueOf(text).split("\n");
    return account(text, [before.length, (before.at(-1) ?? "").length + 1], wantedWords(FORMS.map(quoted)));
  }
  const shown = lineOf(text, line);
  const prefix = message.includes("Prefix not found") && /([\w.-]*):[\w.-]*$/.exec(shown.slice(0, column - 1));
  return prefix
    ? account(text, [line, prefix.index + 1], unknownPrefix(prefix[1] ?? ""))
    : account(text, [line, column], expected(message));
}

function lineOf(text: string, line: number): string {
  return (text.split("\n")[line - 1] ?? "").replaceAll("\t", " ");
}

// What is wrong where, and the line with a mark under the place.
function account(text: string, [line, column]: readonly [number, number], reason: string): string {
  const where = t("error.syntax.at", { line: String(line), column: String(column), reason });
  return `${where}\n  ${lineOf(text, line)}\n  ${" ".repeat(column - 1)}^`;
}

function unknownPrefix(prefix: string): string {
  return t("error.syntax.prefix_unknown", { prefix: `${prefix}:`, known: Object.keys(record.prefixes).join(", ") });
}

// What a person can use of the engine's long list of what it expected.
function expected(message: string): string {
  const { said, words } = record.syntax;
  const known = Object.keys(said).find((theirs) => message.includes(theirs));
  if (known) return t(said[known]);
  const found = new Set([...message.matchAll(WORDS)].map(([word, own]) => own ?? word));
  const wanted = words.filter((word) => found.has(word)).map(quoted);
  if (found.has("?") || found.has("$")) wanted.unshift(t("error.syntax.variable"));
  return wanted.length ? wantedWords(wanted) : t("error.syntax.not_here");
}

function wantedWords(wanted: readonly string[]): string {
  return t("error.syntax.expected", { wanted: formatEither(wanted) });
}
