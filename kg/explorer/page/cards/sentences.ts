// Claims told as sentences: parts that are texts or entities.

import { after, agreeing, atFirst, named, type Noun, noun, withUnit } from "../base/grammar.ts";
import { formatDate, formatEither, formatList, formatNumber, localized, t } from "../base/i18n.ts";
import type { Edge, Reason } from "../data/drawings.ts";
import { governmentsOn, passagesOf, voicesOf } from "../data/evidence.ts";
import { nameOf, shortName, termWord } from "../data/names.ts";
import {
  type Coordinates,
  type DatedEvent,
  type Entity,
  type Fact,
  type Figure,
  type OneOrMany,
  type Passage,
  record,
  type SourceDocument,
  type Status,
  type Tie,
} from "../data/record.ts";
import { statedEnd, statedStart } from "../data/stated_dates.ts";

// The statuses that no page states: they follow from what pages state and when.
const [ENDED_SOME_DAY, NOT_HEARD_OF] = ["ended-some-day", "not-heard-of"];
const DERIVED: readonly string[] = [ENDED_SOME_DAY, NOT_HEARD_OF];

// An entity under a name that stands within a sentence.
interface Within {
  readonly entity: Entity;
  readonly name: string;
}

// What a claim says, in texts and entities.
export type Parts = readonly (string | Entity | Within)[];

// "3 independent voices; both governments say so."
export function supportSentence(reasons: readonly Reason[]): string {
  const passages = passagesOf(reasons);
  if (!passages.length) return t("page.evidence.noPassage");
  const count = voicesOf(passages).size;
  const voices = count ? t("common.voices", { count }) : t("common.voices.none");
  const { word, only } = governmentsOn(reasons);
  return `${voices}; ${t(`common.governments.${word}`, { country: only ? nameOf(only) : "" })}.`;
}

// Who speaks in a document, and who published it where that is another.
export function publisherWords({ publisher, voice }: SourceDocument): string {
  if (!publisher || !voice || voice === publisher) return publisher ? localized(publisher.name) : "";
  return t("common.by_way_of", { voice: localized(voice.name), publisher: localized(publisher.name) });
}

export function partsText(parts: Parts): string {
  return parts.map((part) => (typeof part === "string" ? part : "entity" in part ? part.name : nameOf(part))).join("");
}

// "leads Operation NOBLE EAGLE, since September 2001", as kg/render/sentences.py has it, seen from one of its ends.
export function tieParts(tie: Tie, from: Entity): Parts {
  const subject = nounOf(tie.subject);
  const verb = agreeing(termWord(record.relations, tie.relation), subject);
  const hedges = tie.hedges.length
    ? ` (${tie.hedges.map((hedge) => termWord(record.hedges, hedge).toLowerCase()).join(", ")})`
    : "";
  const tail = hedges + roleWords(tie) + timeWords(tie);
  const object = tie.subject === from ? nounOf(tie.object) : shortNounOf(from);
  if (tie.subject === from) return [after(verb, object), within(tie.object, object), object.closing + tail];
  const words = `${subject.closing} ${after(verb, object)}${object.name}${object.closing}`;
  return [atFirst(subject), within(tie.subject, subject), words, tail];
}

function within(entity: Entity, { name }: Noun): Entity | Within {
  return name === nameOf(entity) ? entity : { entity, name };
}

function nounOf(entity: Entity): Noun {
  return noun(nameOf(entity));
}

// What stands for a name has its article.
function shortNounOf(entity: Entity): Noun {
  return noun(nameOf(entity), shortName(entity));
}

export function tieText(tie: Tie): string {
  const subject = nounOf(tie.subject);
  return partsText([
    atFirst(subject),
    within(tie.subject, subject),
    `${subject.closing} `,
    ...tieParts(tie, tie.subject),
  ]);
}

function roleWords(tie: Tie): string {
  return tie.roles ? ` (${localized(tie.roles)})` : "";
}

const PRECISIONS: { readonly [length: number]: string } = { 4: "_year", 10: "_day" };

// ", since 1957 or 1958, until 2006": every value that a passage states, none preferred; one date where both are it,
// and a span where each is one and they are equally precise.
function timeWords({ relation, stated }: Tie): string {
  const values = (property: string) => {
    return [...new Set(stated.filter((one) => one.property === property).map(({ value }) => value))];
  };
  const [starts, ends] = [values("startDate"), values("endDate")];
  if (starts.length && starts.join() === ends.join()) return `, ${boundWords("on", starts)}`;
  const first = record.relations.get(relation)?.isInstantaneous ? "on" : "since";
  if (first === "since" && starts.length === 1 && ends.length === 1 && starts[0].length === ends[0].length) {
    const precision = PRECISIONS[starts[0].length] ?? "";
    return `, ${t(`date.span${precision}`, { start: formatDate(starts[0]), end: formatDate(ends[0]) })}`;
  }
  const bounds = [starts.length > 0 && boundWords(first, starts), ends.length > 0 && boundWords("until", ends)];
  return bounds.filter(Boolean).map((words) => `, ${words}`).join("");
}

// Since or until when, or on what day: in French « jusqu’au 1er octobre » but « jusqu’en 2002 ».
// Each of several has an article of its own: « depuis le 12 septembre ou le 14 septembre ».
export function boundWords(name: "on" | "since" | "until", dates: readonly string[]): string {
  return formatEither(dates.map((date, at) => {
    const word = at ? `or_${name}` : name;
    return t(`date.${word}${PRECISIONS[date.length] ?? ""}`, { date: formatDate(date) });
  }));
}

// "about 175 (2022)" with what is counted.
export function figureParts(figure: Figure): Parts {
  const range = (bounds: readonly (OneOrMany<string> | undefined)[], word: (value: string) => string) => {
    const stated = bounds.filter((bound) => bound !== undefined);
    return stated.map((bound) => formatEither([bound].flat().map(word))).join("–");
  };
  const hedges = [figure.hasHedge ?? []].flat().map((hedge) => termWord(record.hedges, hedge).toLowerCase());
  const numbers = range([figure.value, figure.upperValue], formatValue);
  const amount = [hedges.join(" "), withUnit(numbers, localized(figure.unit))];
  const dates = [figure.date ?? []].flat().map(formatDate);
  const when = [...dates, range([figure.startDate, figure.endDate], formatDate)].filter(Boolean).join(", ");
  const counted = amount.filter(Boolean).join(" ") + (when && ` (${when})`);
  return [t("page.text.labelled", { word: localized(figure.quantity), text: counted })];
}

function formatValue(value: string): string {
  const number = /^[+-]?\d+(?:\.(\d+))?$/.exec(value);
  return number ? formatNumber(Number(value), number[1]?.length) : value;
}

export function eventParts(event: DatedEvent): Parts {
  const dates = formatEither([event.date ?? []].flat().map(formatDate)) || t("common.undated");
  return [t("page.text.labelled", { word: dates, text: localized(event.summary) })];
}

// What joins two actors, in one sentence: "Both take part in A, B and 3 more."
export function edgeSentence({ first, second, reasons }: Pick<Edge, "first" | "second" | "reasons">, most = 3): string {
  const through = [...new Set(reasons.map((reason) => reason.through).filter((one) => one !== null))];
  const direct = reasons.filter((reason) => !reason.through).flatMap((reason) => reason.ties);
  const sentences = direct.slice(0, most).map((tie) => `${tieText(tie)}.`);
  if (through.length) {
    const things = through.slice(0, most).map((thing) => named(nounOf(thing)));
    if (through.length > most) things.push(t("page.sentence.more", { count: through.length - most }));
    sentences.push(
      `${
        t("common.both_take_part", {
          first: atFirst(nounOf(first)) + nounOf(first).name,
          second: named(nounOf(second)),
          things: formatList(things),
        })
      }.`,
    );
  }
  return sentences.join(" ");
}

// What has begun and ended, and what its dates are stated of.
export interface Dated {
  readonly since: string;
  readonly until: string;
  readonly through: Entity | null;
  readonly ties?: readonly Tie[];
}

// The time that both ends have in common.
export function spanWords({ since, until, through, ties = [] }: Dated): string {
  const things = through ? [through] : [];
  const [start, end] = [statedStart(since, ties, things), statedEnd(until, ties, things)];
  if (start && start === end) return formatDate(start);
  const bounds = [start && boundWords("since", [start]), end && boundWords("until", [end])];
  return bounds.filter(Boolean).join(", ") || t("common.undated");
}

// What a page states an entity to be, with the date of the newest that does; or what that amounts to by now.
export function statusOf({ value, passages }: Fact, { status }: Entity): Status {
  if (status?.stated === value && DERIVED.includes(status.id)) return status;
  const [newest = ""] = passages.map(({ document }) => document.issued).sort().reverse();
  return { id: String(value), asOf: newest, stated: String(value) };
}

// "Active as of 2009", "Not heard of since 2009".
export function statusWords({ id, asOf }: Status): string {
  const status = termWord(record.statuses, id);
  if (id === ENDED_SOME_DAY) return status;
  if (id === NOT_HEARD_OF) return t("common.status.since", { status, date: asOf.slice(0, 4) });
  if (!asOf) return t("common.status.undated", { status });
  const form = asOf.length === "2001-09-11".length ? "common.status.as_of_day" : "common.status.as_of";
  return t(form, { status, date: formatDate(asOf) });
}

// Whether a passage was read again: how much of its page, and when; or when the page was not found.
export function readingText({ reading, document }: Passage): string {
  if (!reading && document.lookedForOn) {
    return t("common.reading.not_found", { date: formatDate(document.lookedForOn) });
  }
  if (!reading) return t("common.reading.unread");
  const key = reading.from === "whole-page" ? "common.reading.whole" : "common.reading.part";
  return t(key, { date: formatDate(reading.on) });
}

// Degrees as a reader writes them, north or south, east or west.
export function coordinateWords({ latitude, longitude }: Coordinates): string {
  const words = (degrees: number, side: string) =>
    t(`common.coordinates.${side}`, { degrees: formatNumber(Math.abs(degrees), 5) });
  return [
    words(latitude, latitude < 0 ? "south" : "north"),
    words(longitude, longitude < 0 ? "west" : "east"),
  ].join(", ");
}
