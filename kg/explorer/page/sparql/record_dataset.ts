// @ts-nocheck: replaced as a whole by an engine that is typed
// The record of the page as RDF: its claims in the passages that make them, and their merge with what follows from it.
// What the page does not hold is not here: definitions of terms, and the parts of passages in their texts.

import { lastDayOf } from "../base/dates.ts";
import { LANGUAGES } from "../base/i18n.ts";
import { record } from "../data/record.ts";
import { dateLiteral, iri, literal, numberLiteral, textIn, Triples, XSD } from "./triple_store.ts";

let recordGraph = null;

// Made when the first question is asked, and kept.
export function recordAsGraph() {
  recordGraph ||= new RecordGraph().filled();
  return recordGraph;
}

class RecordGraph {
  constructor() {
    this.merge = new Triples();
    this.claims = new Triples();
    this.meanings = new Map();
    this.passages = passageTerms();
  }

  filled() {
    this.terms();
    this.documents();
    record.entities.forEach((entity) => this.entity(entity));
    record.ties.forEach((tie) => this.tie(tie));
    for (const [kind, nodes] of [["Figure", record.figures], ["Event", record.events]]) {
      nodes.forEach((node) => this.node(kind, node));
    }
    return this;
  }

  // The IRI of a term by its short name, "sec:startDate".
  name(short) {
    const [prefix, local] = short.split(/:(.*)/s);
    return iri(record.prefixes[prefix] + local);
  }

  // Note what identifies a thing, without a passage.
  say(subject, predicate, object) {
    this.merge.add(subject, this.name(predicate), object);
  }

  // Note a claim in each passage that makes it, and in the merge.
  claim(subject, predicate, object, passages) {
    const property = this.name(predicate);
    this.merge.add(subject, property, object);
    for (const passage of passages) this.claims.add(subject, property, object, this.passages.get(passage));
  }

  // A thing that the reader can open: its IRI, and what it is in the record.
  thing(short, meaning) {
    const made = this.name(short);
    this.meanings.set(made, meaning);
    return made;
  }

  texts(subject, predicate, pair) {
    if (pair) LANGUAGES.forEach((language, at) => pair[at] && this.say(subject, predicate, textIn(pair[at], language)));
  }

  // -- the ontology

  terms() {
    for (const [name, { label, joins, order, symmetric, above }] of record.relations) {
      const relation = this.thing(`sec:${name}`, { words: label });
      this.texts(relation, "rdfs:label", label);
      if (above) this.say(relation, "rdfs:subPropertyOf", this.name(`sec:${above}`));
      if (joins) this.say(relation, "sec:joinsActors", literal(joins));
      if (order) this.say(relation, "sec:legendOrder", numberLiteral(String(order)));
      if (symmetric) this.say(relation, "rdf:type", this.name("owl:SymmetricProperty"));
    }
    for (const [name, label] of [...record.properties, ...record.classes]) {
      this.texts(this.thing(`sec:${name}`, { words: label }), "rdfs:label", label);
    }
    for (const [name, above] of Object.entries(record.wider)) {
      this.say(this.name(`sec:${name}`), "rdfs:subClassOf", this.name(`sec:${above}`));
    }
    for (
      const [prefix, scheme] of [["kind", "Kinds"], ["topic", "Topics"], ["status", "Statuses"], [
        "standing",
        "Standings",
      ], ["hedge", "Hedges"]]
    ) {
      for (const [name, { label, rank }] of record[scheme.toLowerCase()]) {
        const concept = this.thing(`${prefix}:${name}`, { words: label });
        this.texts(concept, "rdfs:label", label);
        this.say(concept, "skos:inScheme", this.name(`sec:${scheme}`));
        if (rank) this.say(concept, "sec:rank", numberLiteral(String(rank)));
      }
    }
  }

  // -- documents and passages

  documents() {
    for (const document of record.documents) {
      const { id, title, publisher, address, issued, language, standing, speaksFor } = document;
      const source = this.thing(`src:${id}`, { document });
      this.say(source, "rdf:type", this.name("sec:Document"));
      if (title) this.say(source, "dcterms:title", textIn(title, language || "en"));
      if (publisher) this.say(source, "dcterms:publisher", literal(publisher));
      if (address) this.say(source, "schema:url", iri(address));
      if (issued) this.say(source, "dcterms:issued", dateLiteral(issued));
      if (language) this.say(source, "dcterms:language", literal(language));
      if (standing) this.say(source, "sec:hasStanding", this.name(`standing:${standing}`));
      for (const { id: country } of speaksFor) this.say(source, "sec:speaksFor", this.name(`ent:${country}`));
    }
    for (const [passage, term] of this.passages) {
      this.meanings.set(term, { passage });
      this.say(term, "rdf:type", this.name("sec:Passage"));
      this.say(term, "sec:isPassageOf", this.name(`src:${passage.document.id}`));
      this.texts(term, "sec:says", passage.says);
      this.texts(term, "sec:locator", passage.locator);
      this.texts(term, "sec:reservation", passage.reservation);
      if (passage.section) this.say(term, "sec:section", textIn(passage.section, passage.document.language || "en"));
    }
  }

  // -- entities

  entity(entity) {
    const own = this.thing(`ent:${entity.id}`, { entity });
    const roots = [entity.class, entity.actor && "Actor", entity.collaboration && "Collaboration", "Entity"];
    for (const root of roots) {
      for (let name = root; name; name = record.wider[name]) this.say(own, "rdf:type", this.name(`sec:${name}`));
    }
    this.texts(own, "rdfs:label", entity.label);
    this.texts(own, "skos:definition", entity.definition);
    for (const [property, value, language] of entity.called) this.say(own, property, textIn(value, language));
    for (const kind of entity.kinds) this.say(own, "sec:hasKind", this.name(`kind:${kind}`));
    for (const topic of entity.topics) this.say(own, "sec:hasTopic", this.name(`topic:${topic}`));
    for (const country of entity.countries) this.say(own, "sec:hasCountry", this.name(`ent:${country.id}`));
    for (const identifier of entity.identifiers) this.say(own, "sec:identifier", literal(identifier));
    if (entity.homepage) this.say(own, "foaf:homepage", iri(entity.homepage));
    if (entity.origin) this.say(own, "sec:hasNameOrigin", this.name(`origin:${entity.origin}`));
    if (entity.since) this.say(own, "sec:earliestStart", literal(entity.since, `${XSD}date`));
    if (entity.until) this.say(own, "sec:latestEnd", literal(entity.until, `${XSD}date`));
    for (const { name, passages } of entity.typed) this.claim(own, "rdf:type", this.name(`sec:${name}`), passages);
    for (const { property, value, passages } of entity.facts) {
      this.claim(own, `sec:${property}`, this.stated(property, value), passages);
    }
  }

  stated(property, value) {
    if (typeof value !== "string") return this.name(`ent:${value.id}`);
    return property === "hasStatus" ? this.name(`status:${value}`) : dateLiteral(value);
  }

  // -- ties: a triple with what is wider, and a node where a tie has dates, a role or a hedge of its own

  tie(tie) {
    const [subject, object] = [this.name(`ent:${tie.subject.id}`), this.name(`ent:${tie.object.id}`)];
    this.claim(subject, `sec:${tie.relation}`, object, tie.passages);
    const { symmetric } = record.relations.get(tie.relation) || {};
    for (let name = tie.relation; name; name = record.relations.get(name)?.above) {
      this.say(subject, `sec:${name}`, object);
      if (symmetric) this.say(object, `sec:${name}`, subject);
    }
    if (tie.roles || tie.stated.length || tie.hedges.length) this.tieNode(tie, { subject, object });
  }

  tieNode(tie, { subject, object }) {
    const node = this.name(`tie:${tie.id || `${tie.subject.id}-${tie.relation}-${tie.object.id}`}`);
    const passages = tie.described;
    this.claim(node, "rdf:type", this.name("sec:Tie"), passages);
    this.claim(node, "sec:hasSubject", subject, passages);
    this.claim(node, "sec:hasRelation", this.name(`sec:${tie.relation}`), passages);
    this.claim(node, "sec:hasObject", object, passages);
    for (const hedge of tie.hedges) this.claim(node, "sec:hasHedge", this.name(`hedge:${hedge}`), passages);
    if (tie.roles) {
      LANGUAGES.forEach((language, place) =>
        this.claim(node, "sec:role", textIn(tie.roles[place], language), tie.told)
      );
    }
    for (const { property, value, passages: where } of tie.stated) {
      this.claim(node, `sec:${property}`, dateLiteral(String(value)), where);
    }
    this.span(node, tie.stated);
  }

  // The first and the last day that dates allow.
  span(node, stated) {
    const days = (properties, dayOf) =>
      stated.filter(({ property }) => properties.includes(property)).map(({ value }) => dayOf(String(value))).sort();
    const [first] = days(["startDate", "inForceDate", "date"], (date) => `${date}-01-01`.slice(0, 10));
    const last = days(["endDate", "date"], lastDayOf).at(-1);
    if (first) this.say(node, "sec:earliestStart", literal(first, `${XSD}date`));
    if (last) this.say(node, "sec:latestEnd", literal(last, `${XSD}date`));
  }

  // -- figures and events

  node(kind, { id, passages, ...properties }) {
    const node = this.name(`${kind.toLowerCase()}:${id}`);
    this.claim(node, "rdf:type", this.name(`sec:${kind}`), passages);
    const dates = [];
    for (const [property, values] of Object.entries(properties)) {
      if (["quantity", "unit", "summary"].includes(property)) {
        LANGUAGES.forEach((language, at) =>
          this.claim(node, `sec:${property}`, textIn(values[at], language), passages)
        );
        continue;
      }
      for (const value of [values].flat()) {
        if (/date$/i.test(property)) dates.push({ property, value });
        this.claim(node, `sec:${property}`, this.measured(property, value), passages);
      }
    }
    this.span(node, dates);
  }

  measured(property, value) {
    if (typeof value === "object") return this.name(`ent:${value.id}`);
    if (property === "isAbout" || property === "isCountedBy") return this.name(`ent:${value}`);
    if (property === "isCountOf") return this.name(value);
    if (property === "hasHedge") return this.name(`hedge:${value}`);
    return /date$/i.test(property) ? dateLiteral(value) : numberLiteral(value);
  }
}

// Passages are numbered within their document, p1, p2 …, and stand in the order of their names.
function passageTerms() {
  const terms = new Map();
  for (const [document, passages] of Map.groupBy(record.passages, (passage) => passage.document)) {
    const names = passages.map((_, at) => `p${at + 1}`).sort();
    passages.forEach((passage, at) =>
      terms.set(passage, iri(passage.iri || `${record.prefixes.src}${document.id}/${names[at]}`))
    );
  }
  return terms;
}
