// The reasons of a line in short: what each is called, since when the first holds, until when the last did.

import { nameOf, termWord } from "../data/names.ts";
import type { Edge, Reason } from "../data/drawings.ts";
import { record } from "../data/record.ts";
import { statedEnd, statedStart } from "../data/stated_dates.ts";

type Reasons = Pick<Edge, "reasons">;

// What a reason is called: what both take part in, or the relation between them.
export function reasonName({ through, ties }: Reason): string {
  return through ? nameOf(through) : termWord(record.relations, ties[0].relation);
}

// The names of the reasons, each once, those first that weigh most.
export function strongestFirst({ reasons }: Reasons): string[] {
  return [...new Set([...reasons].sort((one, other) => other.share - one.share).map(reasonName))];
}

// Since when the first reason holds that is dated, as precisely as it is stated.
export function earliest({ reasons }: Reasons): string {
  const day = earliestDay(reasons);
  return statedStart(day, reasons.filter(({ since }) => since === day).flatMap(({ ties }) => ties));
}

// When the last reason ended, where all have.
export function latest({ reasons }: Reasons): string {
  const day = latestDay(reasons);
  return statedEnd(day, reasons.filter(({ until }) => until === day).flatMap(({ ties }) => ties));
}

export function earliestDay(reasons: readonly Reason[]): string {
  const [first = ""] = reasons.map(({ since }) => since).filter(Boolean).sort();
  return first;
}

export function latestDay(reasons: readonly Reason[]): string {
  const [last = ""] = reasons.map(({ until }) => until).sort().reverse();
  return reasons.every(({ until }) => until) ? last : "";
}
