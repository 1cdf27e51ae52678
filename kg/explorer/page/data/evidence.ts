// What stands behind a claim: its passages, who speaks in them, and what both governments say of it.

import { inOrder } from "../base/collections.ts";
import type { Reason } from "./drawings.ts";
import {
  type Entity,
  type Fact,
  type Passage,
  type Publisher,
  record,
  type SourceDocument,
  type StatedDate,
  type Tie,
} from "./record.ts";

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

// What a thing has one of: of others, such as purposes, it may have several.
const DISPUTABLE: readonly string[] = ["startDate", "inForceDate", "endDate", "date", "hasStatus"];

// Whether two of some dates or statuses cannot both be right, as kg/render/contradiction.py has it. 1958 and 1958-05-12
// can; and a later page may tell what has come of what an earlier one announced.
export function contradict(facts: readonly Fact[]): boolean {
  if (facts.length < 2 || !DISPUTABLE.includes(facts[0].property)) return false;
  return facts.some((one, at) => facts.slice(at + 1).some((other) => exclude(one, other)));
}

function exclude(one: Fact, other: Fact): boolean {
  const [value, rival] = [String(one.value), String(other.value)];
  if (value.startsWith(rival) || rival.startsWith(value)) return false;
  const [[first, last], [rivalFirst, rivalLast]] = [extentOf(one), extentOf(other)];
  const [isAhead, isRivalAhead] = [announces(one, other), announces(other, one)];
  if (!last || !rivalLast) return one.property !== "hasStatus" || !(isAhead || isRivalAhead);
  return !(isAhead && isBefore(last, rivalFirst)) && !(isRivalAhead && isBefore(rivalLast, first));
}

// Whether what one tells may come before what the other tells: it is announced, ahead of its pages, or over.
function announces(one: Fact, other: Fact): boolean {
  if (one.property !== "hasStatus") return isBefore(extentOf(one)[1], String(one.value));
  const status = record.statuses.get(String(other.value));
  return one.value === "announced" || Boolean(status && "over" in status && status.over);
}

// The first and the last date of pages that have one.
function extentOf({ passages }: Fact): [string, string] {
  const dates = passages.map(({ document }) => document.issued).filter(Boolean).sort();
  return [dates[0] ?? "", dates.at(-1) ?? ""];
}

// As far as both are stated.
function isBefore(date: string, other: string): boolean {
  return date < other.slice(0, date.length);
}

// Whether the dates of a tie are those of several periods: it began, and by another page began again and ended.
export function havePeriods({ stated }: Pick<Tie, "stated">): boolean {
  const [starts, ends] = ["startDate", "endDate"].map((one) => stated.filter(({ property }) => property === one));
  const endsIn = (passage: Passage) => ends.filter(({ passages }) => passages.includes(passage));
  const isEnded = ({ passages }: StatedDate) => passages.some((passage) => endsIn(passage).length);
  return starts.filter(isEnded).some((again) =>
    starts.some((begun) =>
      begun.passages.some((passage) => {
        const ended = endsIn(passage);
        return (ended.length ? ended : [begun]).some(({ value }) => value < again.value);
      })
    )
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
