// The record as it is when a claim counts only by passages that were read again.

import type {
  EntityPayload,
  Payload,
  ReadAgainPayload,
  StatementPayload,
  ViewsPayload,
  WordsPayload,
} from "./payload.ts";

type Changed = Pick<EntityPayload, "countries" | "since" | "until" | "status">;
type Kept = (places: readonly number[]) => readonly number[];

// The content and its words without what was not read again; the library told which ties are left, and what joins whom by
// them.
export function onlyReadAgain(
  content: Payload,
  words: WordsPayload,
  { ties, entities, edges }: ReadAgainPayload,
): [Payload, WordsPayload] {
  const read = new Set(words.readings.flatMap(([, , own]) => own.map(([at]) => at)));
  const kept: Kept = (places) => places.filter((at) => read.has(at));
  const changed = new Map(
    entities.map(([at, countries, since, until, status]) => [at, { countries, since, until, status }] as const),
  );
  const left = {
    ties,
    entities: content.entities.map((entity, at) => readEntity(entity, changed.get(at), kept)),
    views: viewsWith(content.views, edges),
  };
  const [figures, events] = [readStatements(words.figures, kept), readStatements(words.events, kept)];
  return [{ ...content, ...left }, { ...words, figures, events }];
}

function readEntity(entity: EntityPayload, changed: Changed | undefined, kept: Kept): EntityPayload {
  const facts = (entity.facts ?? [])
    .map(([property, value, places]) => [property, value, kept(places)] as const)
    .filter(([, , places]) => places.length);
  const { countries, since, until, status } = entity;
  return { ...entity, facts, ...(changed ?? { countries, since, until, status }) };
}

function readStatements(nodes: readonly StatementPayload[], kept: Kept): StatementPayload[] {
  return nodes.map((node) => ({ ...node, passages: kept(node.passages) })).filter(({ passages }) => passages.length);
}

function viewsWith({ shared, between }: ViewsPayload, edges: ReadAgainPayload["edges"]): ViewsPayload {
  return { shared: { ...shared, edges: edges.shared }, between: { ...between, edges: edges.between } };
}
