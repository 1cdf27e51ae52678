// The record: what the page was given, as objects that point to each other.

import type { Localized } from "../base/i18n.ts";
import type { Drawings } from "./drawings.ts";

export type OneOrMany<T> = T | readonly T[];
// Whose a mark is, in the order of the legend: of the first country, the second, both, others, or between actors.
export const GROUPS = ["first", "second", "both", "other", "collaboration"] as const;
export type Group = (typeof GROUPS)[number];
export type Mode = "shared" | "between";
export type Lens = "organizations" | "countries" | "all";

// A term of the ontology, or its label alone.
export interface Term {
  readonly label: Localized;
  readonly rank?: string | number;
  readonly over?: number;
}
export type Terms = ReadonlyMap<string, Term | Localized>;

export interface Relation extends Term {
  readonly family: string;
  readonly above?: string;
  readonly joins?: string;
  readonly isInstantaneous?: number;
  readonly order?: number;
  readonly symmetric?: number;
}

export interface Family {
  readonly id: string;
  readonly label: Localized;
  readonly colour: string;
  readonly order: number;
}

// Who publishes documents, or speaks in them.
export interface Publisher {
  readonly id: string;
  readonly name: Localized;
}

// A page that passages are taken from; a date is "" where none is known. The voice is who speaks in it, wherever it is
// published: the wire service of a story, the department whose release a site reposts. Its page was looked for and not
// found on the day lookedForOn.
export interface SourceDocument {
  readonly id: string;
  readonly title: string;
  readonly publisher: Publisher | null;
  readonly voice: Publisher | null;
  readonly address: string;
  readonly issued: string;
  readonly language: string;
  readonly standing: string;
  readonly speaksFor: readonly Entity[];
  readonly lookedForOn: string;
}

export interface Passage {
  readonly iri?: string;
  readonly document: SourceDocument;
  readonly says: Localized | null;
  readonly section: string;
  readonly locator: Localized | null;
  readonly reservation: Localized | null;
  readonly reading: Reading | null;
}

// How much of its page was at hand when a passage was read again, when, and a few words of its place there.
export interface Reading {
  readonly from: string;
  readonly on: string;
  readonly fragment: string;
}

// A date, a status or a country as passages state it.
export interface Fact {
  readonly property: string;
  readonly value: string | Entity;
  readonly passages: readonly Passage[];
  readonly isDisputed: boolean;
}

// A date of a tie as passages state it.
export interface StatedDate {
  readonly property: string;
  readonly value: string;
  readonly passages: readonly Passage[];
  readonly isDisputed: boolean;
}

// A tie has topics of its own where it leads through nothing: those of what its passages tell of.
export interface Tie {
  readonly subject: Entity;
  readonly relation: string;
  readonly object: Entity;
  readonly passages: readonly Passage[];
  readonly since: string;
  readonly until: string;
  readonly roles: Localized | null;
  readonly stated: readonly StatedDate[];
  readonly hedges: readonly string[];
  readonly topics: readonly string[];
}

// A figure or an event, with what it is about.
export interface Statement {
  readonly id: string;
  readonly isAbout: OneOrMany<Entity | string>;
  readonly date?: OneOrMany<string>;
  readonly passages: readonly Passage[];
}

export interface Figure extends Statement {
  readonly quantity: Localized | null;
  readonly unit: Localized | null;
  readonly value?: OneOrMany<string>;
  readonly upperValue?: OneOrMany<string>;
  readonly hasHedge?: OneOrMany<string>;
  readonly startDate?: OneOrMany<string>;
  readonly endDate?: OneOrMany<string>;
}

export interface DatedEvent extends Statement {
  readonly summary: Localized | null;
}

// Where a thing lies, in degrees of WGS 84, what it is that lies there, and who says so.
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
  readonly precision: Localized | null;
  readonly passages: readonly Passage[];
}

// What an entity is by the newest page that says so: the date of that page, and what it states, which may be overtaken.
export interface Status {
  readonly id: string;
  readonly asOf: string;
  readonly stated: string;
}

export interface Entity {
  readonly id: string;
  readonly at: number;
  readonly label: Localized;
  readonly abbreviation: Localized | null;
  readonly names: readonly string[];
  readonly called: readonly (readonly [property: string, name: string, language: string])[];
  readonly definition: Localized | null;
  readonly class: string;
  readonly kinds: readonly string[];
  readonly topics: readonly string[];
  readonly countries: readonly Entity[];
  readonly group: Group;
  readonly actor?: number;
  readonly collaboration?: number;
  readonly setting?: number;
  readonly since: string;
  readonly until: string;
  readonly status: Status | null;
  readonly homepage: string;
  readonly coordinates: Coordinates | null;
  readonly facts: readonly Fact[];
  readonly ties: readonly Tie[];
  readonly figures: readonly Figure[];
  readonly events: readonly DatedEvent[];
}

// A question: "text" is its query for all time, "timed" as of a day, empty where time makes no difference. "partitions" are
// the communities that were found when the page was written, by what is given.
export interface Question {
  readonly name: string;
  readonly title: Localized;
  readonly question: Localized;
  readonly parameters: readonly (readonly [
    name: string,
    kind: string,
    preset: string | null,
    ofClass: string,
    label?: Localized | null,
    choices?: readonly (readonly [choice: string, called: Localized])[],
  ])[];
  readonly columns: { readonly [column: string]: Localized };
  readonly example: { readonly [parameter: string]: string };
  readonly undated: string;
  readonly then: string;
  readonly text: string;
  readonly timed: string;
  readonly partitions: { readonly [given: string]: readonly (readonly number[])[] };
}

// How the library words a fault in the syntax of a query.
export interface SyntaxWords {
  readonly expected: readonly string[];
  readonly said: { readonly [theirs: string]: string };
  readonly first: readonly (readonly [pattern: string, key: string])[];
  readonly mistakes: readonly (readonly [pattern: string, key: string])[];
  readonly refused: readonly (readonly [theirs: string, pattern: string, key: string])[];
  readonly last: readonly string[];
  readonly signs: { readonly [kind: string]: readonly [signs: string, plain: string] };
  readonly unknown: string;
  readonly hidden: readonly string[];
  readonly closing: string;
  readonly words: readonly string[];
  readonly word: string;
}

export interface StorySentence {
  readonly text: Localized | null;
  readonly passages: readonly Passage[];
}

export interface StoryStep {
  readonly title: Localized | null;
  readonly view: { readonly [key: string]: string };
  readonly sentences: readonly StorySentence[];
}

export interface Story {
  readonly name: string;
  readonly title: Localized | null;
  readonly summary: Localized | null;
  readonly steps: readonly StoryStep[];
}

// What the data say of themselves as a whole; what they do not say is "".
export interface Dataset {
  readonly name: Localized;
  readonly address: string;
  readonly date: string;
  readonly licence: string;
  readonly licenceName: string;
}

// The words of the ontology by their local names.
export interface Vocabulary {
  readonly families: readonly Family[];
  readonly properties: Terms;
  readonly relations: ReadonlyMap<string, Relation>;
  readonly classes: Terms;
  readonly concepts: ReadonlyMap<string, Terms>;
  readonly kinds: Terms;
  readonly topics: Terms;
  readonly statuses: ReadonlyMap<string, Term>;
  readonly standings: ReadonlyMap<string, Term>;
  readonly hedges: Terms;
}

// All that the page knows. Fitting are the kinds that things of a class may have. The pair is the two countries that most of it is about; "sifts" says that the page can show
// what was read again alone.
export interface RecordIndex extends Vocabulary {
  readonly version: string;
  readonly dataset: Dataset;
  readonly questions: readonly Question[];
  readonly fitting: { readonly [ofClass: string]: readonly string[] };
  readonly syntax: SyntaxWords;
  readonly alpha: number;
  readonly presets: readonly string[];
  readonly prefixes: { readonly [prefix: string]: string };
  readonly opening?: { readonly mode: Mode; readonly lens: Lens };
  readonly documents: readonly SourceDocument[];
  readonly publishers: readonly Publisher[];
  readonly passages: readonly Passage[];
  readonly entities: readonly Entity[];
  readonly ties: readonly Tie[];
  readonly figures: readonly Figure[];
  readonly events: readonly DatedEvent[];
  readonly stories: readonly Story[];
  readonly pair: readonly Entity[];
  readonly sifts: boolean;
  readonly dated: boolean;
  readonly byId: ReadonlyMap<string, Entity>;
  readonly drawings: Pick<Drawings, "get">;
}

export let record: RecordIndex;

// Hold the record that was read; called once by the page, and by each test of a unit.
export function setRecord(read: RecordIndex): void {
  record = read;
}

export function familyOf(tie: Tie): string {
  return record.relations.get(tie.relation)?.family || tie.relation;
}

// The entities of some ids; an id that the record lacks is left out.
export function entitiesOf(ids: readonly string[]): Entity[] {
  return ids.map((id) => record.byId.get(id)).filter((entity) => entity !== undefined);
}
