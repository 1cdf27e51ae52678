// What the page carries: the content as it was written into it, in lists whose columns have their names here.

import { byId } from "../base/dom.ts";
import type { Localized, Texts } from "../base/i18n.ts";
import { unpacked } from "../base/packing.ts";
import type { Dataset, Family, Group, Lens, Mode, Question, Relation, SyntaxWords, Term } from "./record.ts";

// Entities, passages, ties and texts are told by their place in their lists; -1 is none.
type At = number;
type ByName<T> = { readonly [name: string]: T };

export type DocumentRow = readonly [
  id: string,
  publisher: At,
  issued: string,
  language: string,
  standing: string,
  voice: At,
  speaksFor?: readonly At[],
];
export type PassageRow = readonly [
  document: At,
  says: At,
  section?: string,
  locator?: At,
  reservation?: At,
  iri?: string,
];
// How passages were read again, on which day, and which, each with a few words of its place on the page.
export type ReadingRow = readonly [from: string, on: string, passages: readonly (readonly [At, string])[]];
// 1 where documents contradict each other on what is stated.
export type StatedRow = readonly [property: string, value: string, passages: readonly At[], isDisputed?: 1];
export type TieRow = readonly [
  subject: At,
  relation: string,
  object: At,
  passages: readonly At[],
  since: string,
  until: string,
  roles?: At,
  stated?: readonly StatedRow[],
  hedges?: readonly string[],
  topics?: readonly string[],
];
// The governments that confirm all of a reason, and any of it, are bits: 1 the first of the two countries, 2 the second.
export type ReasonRow = readonly [
  through: At,
  ties: readonly At[],
  since: string,
  until: string,
  whole: number,
  some: number,
  given?: number,
];
export type EdgeRow = readonly [first: At, second: At, weight: unknown, reasons: readonly ReasonRow[]];
export type NodeRow = readonly [entity: At, x?: number, y?: number, area?: number];
export type DrawingRow = readonly [first: At, second: At, chance: number, spanning: number | boolean];
export type StoryRow = {
  readonly name: string;
  readonly title: Localized;
  readonly summary: Localized;
  readonly steps: readonly (readonly [
    title: At,
    view: ByName<string>,
    sentences: readonly (readonly [text: At, passages: readonly At[]])[],
  ])[];
};

// Where a thing lies: degrees north and east, what lies there, and the passages that say so.
export type CoordinatesRow = readonly [latitude: number, longitude: number, precision: At, passages: readonly At[]];

// A status, the date of its page, and what that page states.
export type StatusRow = readonly [id: string, asOf: string, stated: string] | readonly [];

export interface EntityPayload {
  readonly id: string;
  readonly label: Localized;
  readonly class: string;
  readonly kinds: readonly string[];
  readonly topics: readonly string[];
  readonly definition: At;
  readonly countries: readonly At[];
  readonly group: Group;
  readonly abbreviation?: Localized;
  readonly collaboration?: number;
  readonly setting?: number;
  readonly actor?: number;
  readonly called?: readonly (readonly [property: string, name: string, language: string])[];
  readonly homepage?: string;
  readonly since?: string;
  readonly until?: string;
  readonly status?: StatusRow;
  readonly coordinates?: CoordinatesRow;
  readonly facts?:
    readonly (readonly [property: string, value: string | At, passages: readonly At[], isDisputed?: 1])[];
}

// A figure or an event: its properties, those in words as places of texts, those that are entities as their places.
export interface StatementPayload {
  readonly passages: readonly At[];
  readonly [property: string]: unknown;
}

// An area: the actor in its middle, by which it is known, and the topics that set it apart.
export type AreaRow = readonly [anchor: At, topics: readonly string[]];

export interface ViewPayload {
  readonly nodes?: readonly NodeRow[];
  readonly edges?: readonly DrawingRow[];
  readonly areas: readonly AreaRow[];
  readonly shares?: readonly (readonly [through: At, share: number])[];
}

export type ViewsPayload = {
  readonly [mode in Mode]: { readonly edges: readonly EdgeRow[] } & { readonly [lens in Lens]: ViewPayload };
};

// The drawing that opens, which pyvis carries.
export interface NetworkPayload {
  readonly nodes: readonly { readonly id: At; readonly x?: number; readonly y?: number; readonly group?: number }[];
  readonly edges: readonly {
    readonly from: At;
    readonly to: At;
    readonly chance: number;
    readonly spanning: number | boolean;
  }[];
}

// What differs when a claim counts only by passages that were read again: the ties, the edges of each mode, and of
// entities their countries, dates and statuses.
export interface ReadAgainPayload {
  readonly ties: readonly TieRow[];
  readonly edges: { readonly [mode in Mode]: readonly EdgeRow[] };
  readonly entities: readonly (readonly [
    entity: At,
    countries: readonly At[],
    since: string,
    until: string,
    status: StatusRow,
  ])[];
}

export interface AgainPayload extends ReadAgainPayload {
  readonly texts: readonly Localized[];
}

export interface Payload {
  readonly version: string;
  readonly dataset: Dataset;
  readonly families: readonly Family[];
  readonly relations: ByName<Relation>;
  readonly classes: ByName<Localized>;
  readonly properties: ByName<Localized>;
  readonly concepts: ByName<ByName<Term>>;
  readonly documents: readonly DocumentRow[];
  readonly publishers: readonly string[];
  readonly passages: readonly PassageRow[];
  readonly entities: readonly EntityPayload[];
  readonly ties: readonly TieRow[];
  readonly pair: readonly At[];
  readonly stories: readonly StoryRow[];
  readonly views: ViewsPayload;
  readonly sifts?: number;
  readonly questions?: readonly Question[];
  readonly fitting?: ByName<readonly string[]>;
  readonly messages: ByName<Texts>;
  readonly syntax?: SyntaxWords;
  readonly alpha: number;
  readonly presets: readonly string[];
  readonly languages: readonly string[];
  readonly prefixes: ByName<string>;
  readonly opening?: { readonly mode: Mode; readonly lens: Lens };
}

// What the first picture does not need: the titles of documents with their addresses and the day on which a page was looked
// for in vain, the names of publishers, how passages were read again and what differs by those alone, figures and events,
// and the texts.
export interface WordsPayload {
  readonly documents: readonly (readonly [title: string, address: string, lookedForOn?: string])[];
  readonly publishers: readonly Localized[];
  readonly readings: readonly ReadingRow[];
  readonly figures: readonly StatementPayload[];
  readonly events: readonly StatementPayload[];
  readonly readAgain?: ReadAgainPayload;
  readonly texts: readonly Localized[];
}

// The words, with what differs by what was read again alone where the page carries that: its texts come after all others.
export function withAgain(words: WordsPayload, again: AgainPayload | null | undefined): WordsPayload {
  if (!again) return words;
  const { texts, ...readAgain } = again;
  return { ...words, texts: [...words.texts, ...texts], readAgain };
}

// What an element carries as JSON, compressed and in base 64.
export async function unpackedJson<T>(id: string): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await unpacked(byId(id).textContent)));
}
