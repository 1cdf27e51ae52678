// What is wrong with a query, in words: where, and what was expected, as kg/sparql/syntax_errors.py says it.

import { formatNumber, t } from "../base/i18n.ts";
import { record } from "../data/record.ts";
import type { GivenUp } from "../sparql/client.ts";
import { type Fault, MOST_ROWS } from "../sparql/engine.ts";

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
  const shown = (text.split("\n")[line - 1] ?? "").replaceAll("\t", " ");
  const prefix = message.includes("Prefix not found") && /([\w.-]*):[\w.-]*$/.exec(shown.slice(0, column - 1));
  const place = prefix ? prefix.index : column - 1;
  const what = prefix ? unknownPrefix(prefix[1] ?? "") : expected(message);
  return `${t("error.syntax.at", { line: String(line), column: String(place + 1), reason: what })}\n  ${shown}\n  ${
    " ".repeat(place)
  }^`;
}

function unknownPrefix(prefix: string): string {
  return t("error.syntax.prefix_unknown", { prefix: `${prefix}:`, known: Object.keys(record.prefixes).join(", ") });
}

// What a person can use of the engine's long list of what it expected.
function expected(message: string): string {
  const { said, words } = record.syntax;
  const known = Object.keys(said).find((theirs) => message.includes(theirs));
  if (known) return t(said[known]);
  const found = new Set([...message.matchAll(WORDS)].map(([word, quoted]) => quoted ?? word));
  const wanted = words.filter((word: string) => found.has(word)).map((word: string) =>
    t("text.quoted", { text: word })
  );
  if (found.has("?") || found.has("$")) wanted.unshift(t("error.syntax.variable"));
  return wanted.length ? t("error.syntax.expected", { wanted: wanted.join(", ") }) : t("error.syntax.not_here");
}
