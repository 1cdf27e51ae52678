// Reading what the page was given into objects that point to each other.

import { inOrder } from "../base/collections.ts";
import type { Localized } from "../base/i18n.ts";
import { Drawings } from "./drawings.ts";
import type {
  DocumentRow,
  EntityPayload,
  NetworkPayload,
  Payload,
  StatementPayload,
  TieRow,
  WordsPayload,
} from "./payload.ts";
import { onlyReadAgain } from "./read_again.ts";
import type {
  Coordinates,
  DatedEvent,
  Entity,
  Fact,
  Figure,
  OneOrMany,
  Passage,
  Publisher,
  Reading,
  RecordIndex,
  SourceDocument,
  Statement,
  Story,
  Term,
  Tie,
  Vocabulary,
} from "./record.ts";

// An entity while it is read: what it points to is filled in when all are there, and never changed after.
interface Unfinished extends Entity {
  countries: Entity[];
  coordinates: Coordinates | null;
  facts: Fact[];
  readonly ties: Tie[];
  readonly figures: Figure[];
  readonly events: DatedEvent[];
}

interface Titled extends SourceDocument {
  title: string;
  address: string;
  lookedForOn: string;
}

// The record before its words are filled in.
export interface Unworded extends RecordIndex {
  readonly entities: readonly Unfinished[];
  readonly texts: string[][];
  readonly documents: readonly Titled[];
  readonly publishers: readonly (Publisher & { readonly name: string[] })[];
  readonly passages: readonly (Passage & { reading: Reading | null })[];
  readonly figures: Figure[];
  readonly events: DatedEvent[];
}

// How places in the lists of the page become what they point to.
interface Pointers {
  readonly entities: readonly Unfinished[];
  readonly texts: (at: number) => Localized | null;
  readonly evidence: (places: readonly number[]) => Passage[];
}

// The page of a network alone is asked nothing.
const NO_WORDS = {
  expected: [],
  said: {},
  first: [],
  mistakes: [],
  refused: [],
  last: [],
  signs: {},
  unknown: "",
  hidden: [],
  closing: "(?!)",
  words: [],
  word: "",
};

// The records of a page, each made once: the whole one, whose words are filled in when they are there, and the one of
// what was read again alone, which needs them to be made.
export class Records {
  private readonly whole: Unworded;
  private words: WordsPayload | undefined;
  private again: RecordIndex | undefined;

  constructor(private readonly content: Payload, private readonly carried: NetworkPayload) {
    this.whole = readRecord(content, carried);
  }

  get hasWords(): boolean {
    return this.words !== undefined;
  }

  fill(words: WordsPayload): void {
    readWords(words, this.whole);
    this.words = words;
  }

  get(read: "" | "again"): RecordIndex {
    if (!read || !this.words?.readAgain) return this.whole;
    return this.again ??= wordedRecord(...onlyReadAgain(this.content, this.words, this.words.readAgain), this.carried);
  }
}

function wordedRecord(content: Payload, words: WordsPayload, carried: NetworkPayload): RecordIndex {
  const record = readRecord(content, carried);
  readWords(words, record);
  return record;
}

export function readRecord(content: Payload, carried: NetworkPayload): Unworded {
  const texts: string[][] = [];
  const publishers = content.publishers.map((id) => ({ id, name: [] as string[] }));
  const documents = content.documents.map((row) => readDocument(row, publishers));
  const passages = readPassages(content.passages, documents, (at) => textAt(texts, at));
  const entities = content.entities.map((entity, at) => startEntity(entity, at, (one) => textAt(texts, one)));
  const pointers = pointersInto({ entities, texts, passages });
  content.entities.forEach((entity, at) => fillEntity(entities[at], entity, pointers));
  content.documents.forEach(([, , , , , , speaksFor], at) => {
    documents[at].speaksFor = (speaksFor || []).map((one) => entities[one]);
  });
  const ties = content.ties.map((row) => readTie(row, pointers));
  for (const tie of ties) for (const end of new Set([tie.subject, tie.object])) entities[end.at].ties.push(tie);
  const { version, dataset, questions = [], fitting = {}, syntax = NO_WORDS, alpha, presets, prefixes, opening } =
    content;
  return {
    ...{
      version,
      dataset,
      texts,
      questions,
      fitting,
      syntax,
      alpha,
      presets,
      prefixes,
      opening,
      documents,
      publishers,
      passages,
      entities,
      ties,
      figures: [],
      events: [],
      pair: content.pair.map((at) => entities[at]),
    },
    ...readTerms(content),
    sifts: Boolean(content.sifts),
    dated: [...entities, ...ties].some(({ since }) => since),
    stories: readStories(content, pointers),
    byId: new Map(entities.map((entity) => [entity.id, entity])),
    drawings: new Drawings(content.views, carried, entities, ties),
  };
}

// Fill in what is said in words; the record points already to where each text stands.
export function readWords(words: WordsPayload, record: Unworded): void {
  words.texts.forEach((text, at) => textAt(record.texts, at)?.push(...text));
  words.publishers.forEach((name, at) => record.publishers[at].name.push(...name));
  words.documents.forEach(([title, address, lookedForOn = ""], at) => {
    Object.assign(record.documents[at], { title, address, lookedForOn });
  });
  for (const [from, on, passages] of words.readings) {
    for (const [at, fragment] of passages) record.passages[at].reading = { from, on, fragment };
  }
  const pointers = pointersInto(record);
  record.figures.push(...attach<Figure>(words.figures, (entity) => entity.figures, pointers));
  record.events.push(...attach<DatedEvent>(words.events, (entity) => entity.events, pointers));
}

// The text at a place of their list, empty until its words are there; null for none.
function textAt(texts: string[][], at: number): string[] | null {
  return at >= 0 ? texts[at] ??= [] : null;
}

function pointersInto({ entities, texts, passages }: Pick<Unworded, "entities" | "texts" | "passages">): Pointers {
  return {
    entities,
    texts: (at) => textAt(texts, at),
    evidence: (places) => places.map((at) => passages[at]),
  };
}

function readDocument(row: DocumentRow, publishers: readonly Publisher[]): Titled & { speaksFor: readonly Entity[] } {
  const [id, publisher, issued, language, standing, voice] = row;
  const [by, of] = [publishers[publisher] ?? null, publishers[voice] ?? null];
  const untold = { title: "", address: "", lookedForOn: "" };
  return { id, ...untold, publisher: by, voice: of, issued, language, standing, speaksFor: [] };
}

function readPassages(
  passages: Payload["passages"],
  documents: readonly SourceDocument[],
  texts: Pointers["texts"],
): Passage[] {
  return passages.map(([document, says, section, locator, reservation, iri]) => ({
    iri,
    document: documents[document],
    says: texts(says),
    section: section || "",
    locator: texts(locator ?? -1),
    reservation: texts(reservation ?? -1),
    reading: null,
  }));
}

// An entity before what it points to is there.
function startEntity(entity: EntityPayload, at: number, texts: Pointers["texts"]): Unfinished {
  const { definition, abbreviation = null, called = [], since = "", until = "", homepage = "" } = entity;
  const [status = "", asOf = "", stated = ""] = entity.status ?? [];
  const { id, label, class: own, kinds, topics, group, actor, collaboration, setting } = entity;
  return {
    ...{ id, at, label, class: own, kinds, topics, group, actor, collaboration, setting },
    ...{ abbreviation, called, since, until, homepage },
    status: status ? { id: status, asOf, stated } : null,
    names: otherNamesOf(entity),
    definition: texts(definition),
    coordinates: null,
    ...{ countries: [], facts: [], ties: [], figures: [], events: [] },
  };
}

function fillEntity(entity: Unfinished, payload: EntityPayload, { entities, texts, evidence }: Pointers): void {
  entity.countries = payload.countries.map((at) => entities[at]);
  if (payload.coordinates) {
    const [latitude, longitude, precision, places] = payload.coordinates;
    entity.coordinates = { latitude, longitude, precision: texts(precision), passages: evidence(places) };
  }
  entity.facts = (payload.facts ?? []).map(([property, value, places, isDisputed]) => ({
    property,
    value: typeof value === "number" ? entities[value] : value,
    passages: evidence(places),
    isDisputed: Boolean(isDisputed),
  }));
}

function readTie(row: TieRow, { entities, texts, evidence }: Pointers): Tie {
  const [subject, relation, object, places, since, until, roles, stated, hedges, topics] = row;
  return {
    subject: entities[subject],
    relation,
    object: entities[object],
    passages: evidence(places),
    since,
    until,
    roles: texts(roles ?? -1),
    stated: (stated || []).map(([property, value, where, isDisputed]) => ({
      ...{ property, value, passages: evidence(where), isDisputed: Boolean(isDisputed) },
    })),
    hedges: hedges || [],
    topics: topics || [],
  };
}

// Names that are neither the label nor the abbreviation that is shown, nor for searching alone.
function otherNamesOf({ called = [], abbreviation }: EntityPayload): string[] {
  const isShown = (property: string, name: string) => property === "sec:abbreviation" && abbreviation?.includes(name);
  const names = called.filter(([property, name]) => property !== "skos:hiddenLabel" && !isShown(property, name));
  return [...new Set(names.map(([, name]) => name))];
}

// Read figures or events, and list them with what they are about.
function attach<T extends Statement>(
  nodes: readonly StatementPayload[],
  listOf: (entity: Unfinished) => Statement[],
  pointers: Pointers,
): T[] {
  const read = nodes.map((node) => readStatement<T>(node, pointers));
  for (const node of read) {
    for (const about of [node.isAbout].flat()) {
      if (typeof about === "object") listOf(pointers.entities[about.at]).push(node);
    }
  }
  for (const entity of pointers.entities) listOf(entity).sort((one, other) => inOrder(dateOf(one), dateOf(other)));
  return read;
}

function readStatement<T extends Statement>(node: StatementPayload, { entities, texts, evidence }: Pointers): T {
  const inWords = ["quantity", "unit", "summary"];
  const pointed = (value: unknown) => (typeof value === "number" ? entities[value] : value);
  const read = (name: string, value: unknown) => (inWords.includes(name) ? texts(value as number) : pointed(value));
  const parts = Object.entries(node).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((one) => read(name, one)) : read(name, value),
  ]);
  return { ...Object.fromEntries(parts), passages: evidence(node.passages) };
}

function dateOf({ date = "" }: { readonly date?: OneOrMany<string> }): string {
  return String([date].flat()[0]);
}

function readTerms(content: Payload): Vocabulary {
  const map = <T>(terms: { readonly [name: string]: T }) => new Map(Object.entries(terms));
  const concepts = new Map(Object.entries(content.concepts).map(([prefix, terms]) => [prefix, map(terms)]));
  const scheme = (prefix: string) => concepts.get(prefix) ?? new Map<string, Term>();
  return {
    families: content.families,
    properties: map(content.properties),
    relations: map(content.relations),
    classes: map(content.classes),
    concepts,
    kinds: scheme("kind"),
    topics: scheme("topic"),
    statuses: scheme("status"),
    standings: scheme("standing"),
    hedges: scheme("hedge"),
  };
}

function readStories({ stories }: Payload, { texts, evidence }: Pointers): Story[] {
  return stories.map(({ name, title, summary, steps }) => ({
    name,
    title,
    summary,
    steps: steps.map(([heading, view, sentences]) => ({
      title: texts(heading),
      view,
      sentences: sentences.map(([text, places]) => ({ text: texts(text), passages: evidence(places) })),
    })),
  }));
}
