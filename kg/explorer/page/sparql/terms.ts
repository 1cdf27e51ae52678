// RDF terms as answers hold them, read from the SPARQL 1.1 Query Results JSON Format.

export interface Iri {
  readonly type: "iri";
  readonly value: string;
}

export interface Blank {
  readonly type: "blank";
  readonly value: string;
}

export interface Literal {
  readonly type: "literal";
  readonly value: string;
  readonly datatype?: string;
  readonly language?: string;
}

// A triple as a term of RDF 1.2, as text.
export interface TripleTerm {
  readonly type: "triple";
  readonly value: string;
}

export type Term = Iri | Blank | Literal | TripleTerm;
export type Cell = Term | undefined;

export interface Table {
  readonly kind: "table";
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly caveats?: readonly string[];
}

export const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMERIC = new Set([
  "integer",
  "decimal",
  "double",
  "float",
  "int",
  "long",
  "short",
  "byte",
  "nonNegativeInteger",
]);

export function iri(value: string): Iri {
  return { type: "iri", value };
}

export function literal(value: string | number, datatype?: string): Literal {
  return datatype === undefined
    ? { type: "literal", value: String(value) }
    : { type: "literal", value: String(value), datatype };
}

export function integer(value: number): Literal {
  return literal(value, `${XSD}integer`);
}

// The number that a term stands for; undefined for any other term.
export function numberOf(term: Cell): number | undefined {
  if (term?.type !== "literal" || !term.datatype?.startsWith(XSD)) return undefined;
  return NUMERIC.has(term.datatype.slice(XSD.length)) ? Number(term.value) : undefined;
}

// A term in the syntax of SPARQL and N-Triples.
export function written(term: Term): string {
  if (term.type === "iri") return `<${term.value}>`;
  if (term.type === "blank") return `_:${term.value}`;
  if (term.type === "triple") return term.value;
  const text = `"${term.value.replace(/["\\\n\r]/g, (sign) => ESCAPES[sign] ?? sign)}"`;
  if (term.language) return `${text}@${term.language}`;
  return term.datatype && term.datatype !== `${XSD}string` ? `${text}^^<${term.datatype}>` : text;
}

const ESCAPES: Record<string, string> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r" };

// -- reading the JSON of results

interface JsonTriple {
  subject: JsonTerm;
  predicate: JsonTerm;
  object: JsonTerm;
}

interface JsonTerm {
  type: "uri" | "bnode" | "literal" | "triple";
  value: string | JsonTriple;
  datatype?: string;
  "xml:lang"?: string;
}

interface JsonResults {
  head: { vars?: string[] };
  boolean?: boolean;
  results?: { bindings: Record<string, JsonTerm>[] };
}

// A table, or whether an ASK holds.
export function readResults(json: string): Table | boolean {
  const { head, boolean, results } = JSON.parse(json) as JsonResults;
  if (boolean !== undefined) return boolean;
  const columns = head.vars ?? [];
  const rows = (results?.bindings ?? []).map((row) =>
    columns.map((name) => Object.hasOwn(row, name) ? termOf(row[name]) : undefined)
  );
  return { kind: "table", columns, rows };
}

function termOf({ type, value, datatype, "xml:lang": language }: JsonTerm): Term {
  if (typeof value !== "string") return { type: "triple", value: tripleText(value) };
  if (type === "uri") return iri(value);
  if (type === "bnode") return { type: "blank", value };
  return language ? { type: "literal", value, language } : literal(value, datatype);
}

function tripleText({ subject, predicate, object }: JsonTriple): string {
  return `<<( ${[subject, predicate, object].map((part) => written(termOf(part))).join(" ")} )>>`;
}
