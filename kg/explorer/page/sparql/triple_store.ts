// @ts-nocheck: replaced as a whole by an engine that is typed
// RDF: terms that are the same object when they are the same term, and triples found by any of their parts.

export const XSD = "http://www.w3.org/2001/XMLSchema#";

export const STRING = `${XSD}string`;

export const LANGUAGE_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";

const knownTerms = new Map();

function makeTerm(type, value, datatype, language) {
  const key = `${type} ${datatype} ${language} ${value}`;
  if (!knownTerms.has(key)) knownTerms.set(key, { type, value, datatype, language, number: knownTerms.size });
  return knownTerms.get(key);
}

export function iri(value) {
  return makeTerm("iri", value, "", "");
}

export function literal(value, datatype = STRING) {
  return makeTerm("literal", String(value), datatype, "");
}

export function textIn(value, language) {
  return makeTerm("literal", value, LANGUAGE_STRING, language.toLowerCase());
}

// A date by its precision: a year, a year and month, or a day.
export function dateLiteral(date) {
  return literal(date, XSD + ({ 4: "gYear", 7: "gYearMonth" }[date.length] || "date"));
}

export function numberLiteral(text) {
  return literal(text, XSD + (/^-?\d+$/.test(text) ? "integer" : "decimal"));
}

export const NONE = [];

export class Triples {
  constructor() {
    this.all = [];
    this.bySubject = new Map();
    this.byObject = new Map();
    this.byPredicate = new Map();
    this.byGraph = new Map();
  }

  add(subject, predicate, object, graph = null) {
    const alike = this.bySubject.get(subject)?.by.get(predicate) || NONE;
    if (alike.some((triple) => triple.object === object && triple.graph === graph)) return;
    const triple = { subject, predicate, object, graph };
    this.all.push(triple);
    index(this.bySubject, subject, predicate, triple);
    index(this.byObject, object, predicate, triple);
    listUnder(this.byPredicate, predicate, triple);
    if (graph) listUnder(this.byGraph, graph, triple);
  }

  // Return the fewest triples among which those with these parts are; a part not given is undefined.
  among(subject, predicate, object, graph) {
    const lists = [
      subject && under(this.bySubject, subject, predicate),
      object && under(this.byObject, object, predicate),
      predicate && (this.byPredicate.get(predicate) || NONE),
      graph && (this.byGraph.get(graph) || NONE),
    ];
    let fewest = this.all;
    for (const list of lists) if (list && list.length < fewest.length) fewest = list;
    return fewest;
  }
}

function index(index, key, predicate, triple) {
  if (!index.has(key)) index.set(key, { all: [], by: new Map() });
  const held = index.get(key);
  held.all.push(triple);
  listUnder(held.by, predicate, triple);
}

export function listUnder(index, key, triple) {
  if (index.has(key)) index.get(key).push(triple);
  else index.set(key, [triple]);
}

function under(index, key, predicate) {
  const held = index.get(key);
  if (!held) return NONE;
  return predicate ? held.by.get(predicate) || NONE : held.all;
}
