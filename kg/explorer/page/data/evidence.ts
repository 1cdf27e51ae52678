// What stands behind a claim: its passages, who published them, whose governments they speak for.

import { inOrder } from "../base/collections.ts";
import type { Reason } from "./drawings.ts";
import { type Entity, type Passage, record } from "./record.ts";

export function passagesOf(reasons: readonly Reason[]): Passage[] {
  return [...new Set(reasons.flatMap((reason) => reason.ties).flatMap((tie) => tie.passages))];
}

// Pages of one publisher are not independent, so publishers are counted and not pages.
export function publishersOf(passages: readonly Passage[]): Set<string> {
  return new Set(passages.map(({ document }) => document.publisher.toLowerCase() || document.id));
}

export function governmentsOf(passages: readonly Passage[]): Entity[] {
  const spoken = new Set(passages.flatMap(({ document }) => document.speaksFor));
  return record.pair.filter((country) => spoken.has(country));
}

function rankOf(passage: Passage): number {
  return Number(record.standings.get(passage.document.standing)?.rank ?? 99);
}

// The most official first, then the latest.
export function byStanding(passages: readonly Passage[]): Passage[] {
  return [...passages].sort(
    (one, other) => rankOf(one) - rankOf(other) || inOrder(other.document.issued, one.document.issued),
  );
}

// Two dates contradict each other unless one only says it more precisely.
export function contradict(texts: readonly string[]): boolean {
  return texts.some((one) => texts.some((other) => !one.startsWith(other) && !other.startsWith(one)));
}

// The address of a passage: that of its document, which opens at the place where a few words of it are known.
export function placeOf({ document: { address }, reading }: Passage): string {
  if (!reading?.fragment || address.includes("#")) return address;
  const escaped = encodeURIComponent(reading.fragment).replace(
    /[-!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${address}#:~:text=${escaped}`;
}
