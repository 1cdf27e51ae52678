// The record as it is when a claim counts only by passages that were read again.

import type { EntityPayload, Payload, ReadAgainPayload, StatementPayload, ViewsPayload } from "./payload.ts";

type Changed = Pick<EntityPayload, "countries" | "since" | "until" | "status">;
type Kept = (places: readonly number[]) => readonly number[];

// The content without what was not read again; the library told which ties are left, and what joins whom by them.
export function onlyReadAgain(content: Payload, { ties, edges, entities }: ReadAgainPayload): Payload {
  const read = new Set(content.readings.flatMap(([, , own]) => own.map(([at]) => at)));
  const kept: Kept = (places) => places.filter((at) => read.has(at));
  const changed = new Map(
    entities.map(([at, countries, since, until, status]) => [at, { countries, since, until, status }] as const),
  );
  return {
    ...content,
    ties,
    entities: content.entities.map((entity, at) => readEntity(entity, changed.get(at), kept)),
    figures: readStatements(content.figures, kept),
    events: readStatements(content.events, kept),
    views: viewsWith(content.views, edges),
  };
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

function viewsWith(views: ViewsPayload, edges: ReadAgainPayload["edges"]): ViewsPayload {
  return {
    shared: { ...views.shared, edges: edges.shared },
    between: { ...views.between, edges: edges.between },
  };
}
