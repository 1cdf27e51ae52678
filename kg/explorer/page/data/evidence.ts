// What stands behind a claim: its passages, who speaks in them, and what both governments say of it.

import { inOrder } from "../base/collections.ts";
import type { Reason } from "./drawings.ts";
import { type Entity, type Passage, type Publisher, record, type SourceDocument } from "./record.ts";

export function passagesOf(reasons: readonly Reason[]): Passage[] {
  return [...new Set(reasons.flatMap((reason) => reason.ties).flatMap((tie) => tie.passages))];
}

// The independent voices of passages: copies of one text are one voice, and what was not read again corroborates nothing.
export function voicesOf(passages: readonly Passage[]): Set<Publisher | SourceDocument> {
  return new Set(passages.filter(({ reading }) => reading).map(({ document }) => document.voice ?? document));
}

export type GovernmentWord = "both" | "parts" | "apart" | "one" | "none";

export const BOTH = 3;

// What the two governments say of some reasons, and which of them where one alone speaks: as in the library.
export function governmentsOn(reasons: readonly Reason[]): { readonly word: GovernmentWord; readonly only?: Entity } {
  if (reasons.some(({ whole }) => whole === BOTH)) return { word: "both" };
  if (reasons.some(({ some }) => some === BOTH)) return { word: "parts" };
  const speaking = reasons.reduce((found, { some }) => found | some, 0);
  if (speaking === BOTH) return { word: "apart" };
  return speaking ? { word: "one", only: record.pair[speaking - 1] } : { word: "none" };
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

// The address of a passage: that of its document, which opens at the place where a few words of it are known.
// Where a page that was not found again may be archived; derived from its address, and not tried.
export function archiveOf({ address, lookedForOn }: SourceDocument): string {
  return lookedForOn && address ? `https://web.archive.org/web/${address}` : "";
}

export function placeOf({ document: { address }, reading }: Passage): string {
  if (!reading?.fragment || address.includes("#")) return address;
  const escaped = encodeURIComponent(reading.fragment).replace(
    /[-!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${address}#:~:text=${escaped}`;
}
