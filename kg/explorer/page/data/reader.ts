// Reading what the page was given into objects that point to each other.

import { inOrder } from "../base/collections.ts";
import { Drawings } from "./drawings.ts";

export function readRecord(content, carried) {
  const texts = (at) => (at >= 0 ? content.texts[at] : null);
  const documents = content.documents.map(readDocument);
  const passages = content.passages.map(([document, says, section, locator, reservation, own]) => ({
    iri: own,
    document: documents[document],
    says: texts(says),
    section: section || "",
    locator: texts(locator),
    reservation: texts(reservation),
  }));
  const entities = content.entities.map((entity, at) => ({
    ...{
      abbreviation: null,
      called: [],
      facts: [],
      typed: [],
      identifiers: [],
      since: "",
      until: "",
      homepage: "",
      origin: "",
    },
    ...entity,
    at,
    names: otherNamesOf(entity),
    definition: texts(entity.definition),
    ties: [],
    figures: [],
    events: [],
  }));
  const evidence = (places) => places.map((at) => passages[at]);
  for (const entity of entities) {
    entity.countries = entity.countries.map((at) => entities[at]);
    entity.facts = entity.facts.map(([property, value, places]) => ({
      property,
      value: typeof value === "number" ? entities[value] : value,
      passages: evidence(places),
    }));
    entity.typed = entity.typed.map(([name, places]) => ({ name, passages: evidence(places) }));
  }
  for (const document of documents) document.speaksFor = document.speaksFor.map((at) => entities[at]);
  const ties = content.ties.map((row) => readTie(row, entities, texts, evidence));
  for (const tie of ties) new Set([tie.subject, tie.object]).forEach((end) => end.ties.push(tie));
  const figures = attach(content.figures, "figures", { entities, texts, evidence });
  const events = attach(content.events, "events", { entities, texts, evidence });
  const pair = principalCountries(entities);
  for (const entity of entities) entity.group = groupOf(entity, pair);
  const terms = readTerms(content);
  const { version, questions, caveats, prefixes, opening } = content;
  return {
    version,
    questions,
    caveats,
    prefixes,
    opening,
    documents,
    passages,
    entities,
    ties,
    figures,
    events,
    pair,
    ...terms,
    dated: [...entities, ...ties].some(({ since }) => since),
    stories: readStories(content.stories, texts, passages),
    byId: new Map(entities.map((entity) => [entity.id, entity])),
    drawings: new Drawings(content.views, carried, entities, ties),
  };
}

function readDocument([id, title, publisher, address, issued, language, standing, speaksFor]) {
  return { id, title, publisher, address, issued, language, standing, speaksFor: speaksFor || [] };
}

function readTie(
  [subject, relation, object, places, since, until, roles, stated, hedges, id, described, told],
  entities,
  texts,
  evidence,
) {
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
    id: id || "",
    described: evidence(described || places),
    told: evidence(told || described || places),
  };
}

// Names that are neither the label nor the abbreviation that is shown.
function otherNamesOf({ called = [], abbreviation }) {
  const names = called.filter(([property, name]) => property !== "sec:abbreviation" || !abbreviation?.includes(name));
  return [...new Set(names.map(([, name]) => name))];
}

// Read figures or events, and hang them on what they are about.
function attach(nodes, name, { entities, texts, evidence }) {
  const told = nodes.map((node) => readNode(node, entities, texts, evidence));
  for (const node of told) for (const about of [node.isAbout].flat()) about?.[name]?.push(node);
  for (const entity of entities) {
    if (entity[name].length > 1) entity[name].sort((one, other) => inOrder(dateOf(one), dateOf(other)));
  }
  return told;
}

function readNode(node, entities, texts, evidence) {
  const inWords = ["quantity", "unit", "summary"];
  const read = (
    name,
    value,
  ) => (inWords.includes(name) ? texts(value) : typeof value === "number" ? entities[value] : value);
  const parts = Object.entries(node).map((
    [name, value],
  ) => [name, Array.isArray(value) ? value.map((one) => read(name, one)) : read(name, value)]);
  return { ...Object.fromEntries(parts), passages: evidence(node.passages) };
}

function dateOf(node) {
  return String([node.date ?? ""].flat()[0]);
}

function readTerms(content) {
  const map = (name) => new Map(Object.entries(content[name]));
  return {
    families: content.families,
    wider: content.wider,
    properties: map("properties"),
    relations: map("relations"),
    classes: map("classes"),
    kinds: map("kinds"),
    topics: map("topics"),
    statuses: map("statuses"),
    standings: map("standings"),
    hedges: map("hedges"),
  };
}

// The two countries that most of the record is about, in the order of their names.
function principalCountries(entities) {
  const counts = new Map();
  for (const entity of entities) {
    for (const country of entity.countries) counts.set(country, (counts.get(country) || 0) + 1);
  }
  const first = [...counts].sort((one, other) => other[1] - one[1] || one[0].at - other[0].at).slice(0, 2);
  return first.map(([country]) => country).sort((one, other) => one.id.localeCompare(other.id));
}

function groupOf(entity, pair) {
  if (entity.collaboration && !entity.actor) return "collaboration";
  const own = entity.class === "Country" ? [entity] : entity.countries;
  const [first, second] = pair.map((country) => own.includes(country));
  if (own.length > 2) return "other";
  return first && second ? "both" : first ? "first" : second ? "second" : "other";
}

function readStories(stories, texts, passages) {
  return stories.map(({ name, title, summary, steps }) => ({
    name,
    title: texts(title),
    summary: texts(summary),
    steps: steps.map(([heading, view, sentences]) => ({
      title: texts(heading),
      view,
      sentences: sentences.map(([text, at]) => ({ text: texts(text), passages: at.map((one) => passages[one]) })),
    })),
  }));
}
