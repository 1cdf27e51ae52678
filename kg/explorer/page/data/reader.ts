// Reading what the page was given into objects that point to each other.

import { inOrder } from "../base/collections.ts";
import type { Localized } from "../base/i18n.ts";
import { Drawings } from "./drawings.ts";
import { onlyReadAgain } from "./read_again.ts";
import type { DocumentRow, EntityPayload, NetworkPayload, Payload, StatementPayload, TieRow } from "./payload.ts";
import type {
  DatedEvent,
  Entity,
  Fact,
  Figure,
  Group,
  OneOrMany,
  Passage,
  Publisher,
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
  group: Group;
  countries: Entity[];
  facts: Fact[];
  readonly ties: Tie[];
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
const NO_WORDS = { words: [], said: {} };

// The record that the page was given, and how to get at the one of what was read again; each is read when first asked.
export function readRecords(content: Payload, carried: NetworkPayload): (read: "" | "again") => RecordIndex {
  const held: { [read: string]: RecordIndex } = {};
  return (read) => {
    const own = read && content.readAgain ? onlyReadAgain(content, content.readAgain) : content;
    return held[read] ??= readRecord(own, carried);
  };
}

export function readRecord(content: Payload, carried: NetworkPayload): RecordIndex {
  const texts = (at: number) => (at >= 0 ? content.texts[at] : null);
  const publishers = content.publishers.map(([id, ...name]) => ({ id, name }));
  const documents = content.documents.map((row) => readDocument(row, publishers));
  const passages = readPassages(content, documents, texts);
  const entities = content.entities.map((entity, at) => startEntity(entity, at, texts));
  const pointers = { entities, texts, evidence: (places: readonly number[]) => places.map((at) => passages[at]) };
  content.entities.forEach((entity, at) => fillEntity(entities[at], entity, pointers));
  content.documents.forEach(([, , , , , , , , speaksFor], at) => {
    documents[at].speaksFor = (speaksFor || []).map((one) => entities[one]);
  });
  const ties = content.ties.map((row) => readTie(row, pointers));
  for (const tie of ties) for (const end of new Set([tie.subject, tie.object])) entities[end.at].ties.push(tie);
  const figures = attach<Figure>(content.figures, (entity) => entity.figures, pointers);
  const events = attach<DatedEvent>(content.events, (entity) => entity.events, pointers);
  const pair = principalCountries(entities);
  for (const entity of entities) entity.group = groupOf(entity, pair);
  const { version, texts: held, questions = [], syntax = NO_WORDS, prefixes, opening } = content;
  return {
    ...{
      version,
      texts: held,
      questions,
      syntax,
      prefixes,
      opening,
      documents,
      publishers,
      passages,
      entities,
      ties,
      figures,
      events,
      pair,
    },
    ...readTerms(content),
    sifts: Boolean(content.readAgain),
    dated: [...entities, ...ties].some(({ since }) => since),
    stories: readStories(content, pointers),
    byId: new Map(entities.map((entity) => [entity.id, entity])),
    drawings: new Drawings(content.views, carried, entities, ties),
  };
}

function readDocument(
  row: DocumentRow,
  publishers: readonly Publisher[],
): SourceDocument & { speaksFor: readonly Entity[] } {
  const [id, title, publisher, address, issued, language, standing, voice, , lookedForOn = ""] = row;
  const [by, of] = [publishers[publisher] ?? null, publishers[voice] ?? null];
  return { id, title, publisher: by, voice: of, address, issued, language, standing, speaksFor: [], lookedForOn };
}

function readPassages(
  { passages, readings }: Payload,
  documents: readonly SourceDocument[],
  texts: Pointers["texts"],
): Passage[] {
  const read = new Map(
    readings.flatMap(([from, on, own]) => own.map(([at, fragment]) => [at, { from, on, fragment }] as const)),
  );
  return passages.map(([document, says, section, locator, reservation, iri], at) => ({
    iri,
    document: documents[document],
    says: texts(says),
    section: section || "",
    locator: texts(locator ?? -1),
    reservation: texts(reservation ?? -1),
    reading: read.get(at) ?? null,
  }));
}

// An entity before what it points to is there.
function startEntity(entity: EntityPayload, at: number, texts: Pointers["texts"]): Unfinished {
  const { definition, abbreviation = null, called = [], since = "", until = "", homepage = "" } = entity;
  const [status = "", asOf = "", stated = ""] = entity.status ?? [];
  const { id, label, class: own, kinds, topics, actor, collaboration } = entity;
  return {
    ...{ id, at, label, class: own, kinds, topics, actor, collaboration },
    ...{ abbreviation, called, since, until, homepage },
    status: status ? { id: status, asOf, stated } : null,
    names: otherNamesOf(entity),
    definition: texts(definition),
    group: "other",
    ...{ countries: [], facts: [], ties: [], figures: [], events: [] },
  };
}

function fillEntity(entity: Unfinished, payload: EntityPayload, { entities, evidence }: Pointers): void {
  entity.countries = payload.countries.map((at) => entities[at]);
  entity.facts = (payload.facts ?? []).map(([property, value, places]) => ({
    property,
    value: typeof value === "number" ? entities[value] : value,
    passages: evidence(places),
  }));
}

function readTie(row: TieRow, { entities, texts, evidence }: Pointers): Tie {
  const [subject, relation, object, places, since, until, roles, stated, hedges] = row;
  return {
    subject: entities[subject],
    relation,
    object: entities[object],
    passages: evidence(places),
    since,
    until,
    roles: texts(roles ?? -1),
    stated: (stated || []).map(([property, value, where]) => ({ property, value, passages: evidence(where) })),
    hedges: hedges || [],
  };
}

// Names that are neither the label nor the abbreviation that is shown.
function otherNamesOf({ called = [], abbreviation }: EntityPayload): string[] {
  const names = called.filter(([property, name]) => property !== "sec:abbreviation" || !abbreviation?.includes(name));
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

// The two countries that most of the record is about, in the order of their names.
function principalCountries(entities: readonly Entity[]): Entity[] {
  const counts = new Map<Entity, number>();
  for (const entity of entities) {
    for (const country of entity.countries) counts.set(country, (counts.get(country) || 0) + 1);
  }
  const first = [...counts].sort((one, other) => other[1] - one[1] || one[0].at - other[0].at).slice(0, 2);
  return first.map(([country]) => country).sort((one, other) => one.id.localeCompare(other.id));
}

function groupOf(entity: Entity, pair: readonly Entity[]): Group {
  if (entity.collaboration && !entity.actor) return "collaboration";
  const own = entity.class === "Country" ? [entity] : entity.countries;
  const [first, second] = pair.map((country) => own.includes(country));
  if (own.length > 2) return "other";
  return first && second ? "both" : first ? "first" : second ? "second" : "other";
}

function readStories({ stories }: Payload, { texts, evidence }: Pointers): Story[] {
  return stories.map(({ name, title, summary, steps }) => ({
    name,
    title: texts(title),
    summary: texts(summary),
    steps: steps.map(([heading, view, sentences]) => ({
      title: texts(heading),
      view,
      sentences: sentences.map(([text, places]) => ({ text: texts(text), passages: evidence(places) })),
    })),
  }));
}
