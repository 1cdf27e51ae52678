// @ts-nocheck: replaced as a whole by an engine that is typed
// Reading SPARQL: the text of a SELECT or ASK becomes a tree that sparql.js can answer.

import { t } from "../base/i18n.ts";
import { FORMS, FUNCTIONS } from "./functions.ts";
import { iri, literal, textIn, XSD } from "./triple_store.ts";

const SPARQL_TOKEN = new RegExp(
  [
    /(?<space>\s+|#[^\n]*)/,
    /(?<iri><[^<>"{}|^`\\\s]*>)/,
    /(?<text>"""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/,
    /(?<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)/,
    /(?<variable>[?$]\w+)/,
    /(?<blank>_:[\w-]+)/,
    /(?<name>(?:[A-Za-z][\w-]*)?:(?:[\w:%-](?:[\w.:%-]*[\w:%-])?)?)/,
    /(?<number>(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+|\d*\.\d+|\d+)/,
    /(?<word>[A-Za-z_]\w*)/,
    /(?<sign>\^\^|&&|\|\||!=|<=|>=|[{}()[\].,;=<>!*/+\-|^?])/,
  ].map(({ source }) => source).join("|"),
  "y",
);

const AGGREGATES = new Set(["COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"]);

const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

export class QueryError extends Error {}

// Return the tree of a query. Raises QueryError where it cannot be read, with the line.
export function readQuery(text, prefixes) {
  return new QueryReader(text, prefixes).query();
}

function tokensOf(text) {
  const tokens = [];
  SPARQL_TOKEN.lastIndex = 0;
  for (let line = 1; SPARQL_TOKEN.lastIndex < text.length;) {
    const at = SPARQL_TOKEN.lastIndex;
    const found = SPARQL_TOKEN.exec(text);
    if (!found) throw new QueryError(t("unreadable", { line, found: text.slice(at, at + 12) }));
    const [kind, value] = Object.entries(found.groups).find(([, group]) => group !== undefined);
    if (kind !== "space") tokens.push({ kind, value, line });
    line += value.split("\n").length - 1;
  }
  return tokens;
}

class QueryReader {
  constructor(text, prefixes) {
    this.tokens = tokensOf(text);
    this.at = 0;
    this.prefixes = { ...prefixes };
    this.slots = new Map();
  }

  // -- tokens

  get next() {
    return this.tokens[this.at];
  }

  is(...values) {
    const token = this.next;
    return token !== undefined && token.kind !== "text" &&
      values.includes(token.kind === "word" ? token.value.toUpperCase() : token.value);
  }

  take(...values) {
    if (!this.is(...values)) return false;
    return this.tokens[this.at++].value.toUpperCase();
  }

  expect(value) {
    return this.take(value) || this.fail(value);
  }

  kind(kind) {
    return this.next?.kind === kind ? this.tokens[this.at++].value : undefined;
  }

  fail(wanted) {
    const token = this.next || this.tokens.at(-1);
    const found = this.next ? token.value : t("endOfQuery");
    throw new QueryError(t(wanted ? "unreadableWanted" : "unreadable", { line: token?.line || 1, found, wanted }));
  }

  slot(name) {
    if (!this.slots.has(name)) this.slots.set(name, this.slots.size);
    return this.slots.get(name);
  }

  variable() {
    const found = this.kind("variable");
    return found ? { kind: "variable", slot: this.slot(found.slice(1)), name: found.slice(1) } : undefined;
  }

  // -- the query

  query() {
    for (;;) {
      if (this.take("PREFIX")) {
        const prefix = this.kind("name") || this.fail("prefix:");
        this.prefixes[prefix.slice(0, -1)] = (this.kind("iri") || this.fail("<…>")).slice(1, -1);
      } else if (this.take("BASE")) this.kind("iri");
      else break;
    }
    if (this.is("CONSTRUCT", "DESCRIBE", "INSERT", "DELETE", "LOAD", "CLEAR")) throw new QueryError(t("onlySelect"));
    const read = this.take("ASK") ? { ask: true, ...this.modified({ select: [] }) } : this.select();
    if (this.next) this.fail();
    return { ...read, slots: this.slots };
  }

  select() {
    this.expect("SELECT");
    const distinct = Boolean(this.take("DISTINCT", "REDUCED"));
    if (this.take("*")) return this.modified({ distinct, select: null });
    const select = [];
    for (;;) {
      const variable = this.variable();
      if (variable) select.push({ ...variable, expression: null });
      else if (this.take("(")) select.push(this.named());
      else break;
    }
    return select.length ? this.modified({ distinct, select }) : this.fail("?…");
  }

  // An expression with its name: "expression AS ?name)".
  named() {
    const expression = this.expression();
    this.expect("AS");
    const variable = this.variable() || this.fail("?…");
    this.expect(")");
    return { ...variable, expression };
  }

  modified(query) {
    this.take("WHERE");
    const read = { ...query, where: this.group(), grouping: null, having: [], order: [], limit: Infinity, offset: 0 };
    if (this.take("GROUP")) {
      this.expect("BY");
      read.grouping = this.several(() => this.variable() || (this.take("(") ? this.groupTerm() : this.groupCall()));
    }
    if (this.take("HAVING")) read.having = this.several(() => this.constraint());
    if (this.take("ORDER")) {
      this.expect("BY");
      read.order = this.several(() => this.orderTerm());
    }
    while (this.is("LIMIT", "OFFSET")) {
      read[this.take("LIMIT", "OFFSET").toLowerCase()] = Number(this.kind("number") || this.fail("1"));
    }
    if (this.is("VALUES")) read.where.push(this.values());
    return read;
  }

  several(one) {
    const found = [];
    for (let each = one(); each; each = one()) found.push(each);
    return found.length ? found : this.fail("?…");
  }

  groupTerm() {
    const expression = this.expression();
    const variable = this.take("AS") ? this.variable() : null;
    this.expect(")");
    return { ...(variable || { slot: this.slot(` ${this.at}`) }), expression };
  }

  groupCall() {
    const expression = this.kindOfCall();
    return expression && { slot: this.slot(` ${this.at}`), expression };
  }

  orderTerm() {
    const way = this.take("ASC", "DESC");
    const expression = this.constraint();
    return expression && { expression, down: way === "DESC" };
  }

  // What may stand alone after ORDER BY, HAVING and FILTER: a bracket, a call, or a variable.
  constraint() {
    if (this.take("(")) {
      const expression = this.expression();
      this.expect(")");
      return expression;
    }
    return this.variable() || this.kindOfCall();
  }

  kindOfCall() {
    if (this.is("NOT", "EXISTS")) return this.primary();
    const isCall = this.tokens[this.at + 1]?.value === "(" && ["word", "name", "iri"].includes(this.next.kind) &&
      !this.is("HAVING");
    return isCall ? this.primary() : undefined;
  }

  // -- groups

  group() {
    this.expect("{");
    const elements = [];
    if (this.is("SELECT")) {
      elements.push({ kind: "select", query: this.select() });
      this.expect("}");
      return elements;
    }
    while (!this.take("}")) {
      if (!this.next) this.fail("}");
      this.element(elements);
      this.take(".");
    }
    return elements;
  }

  element(elements) {
    if (this.take("FILTER")) elements.push({ kind: "filter", expression: this.constraint() || this.fail("(") });
    else if (this.take("OPTIONAL")) elements.push({ kind: "optional", group: this.group() });
    else if (this.take("MINUS")) elements.push({ kind: "minus", group: this.group() });
    else if (this.take("GRAPH")) elements.push({ kind: "graph", graph: this.node(), group: this.group() });
    else if (this.take("BIND")) {
      this.expect("(");
      elements.push({ ...this.named(), kind: "bind" });
    } else if (this.is("VALUES")) elements.push(this.values());
    else if (this.is("{")) {
      const groups = [this.group()];
      while (this.take("UNION")) groups.push(this.group());
      elements.push(groups.length > 1 ? { kind: "union", groups } : { kind: "nested", group: groups[0] });
    } else if (this.is("SERVICE")) throw new QueryError(t("noService"));
    else this.triples(elements);
  }

  values() {
    this.expect("VALUES");
    const several = this.take("(");
    const variables = [];
    for (let one = this.variable(); one; one = several ? this.variable() : null) variables.push(one);
    if (several) this.expect(")");
    this.expect("{");
    const rows = [];
    while (!this.take("}")) {
      if (several) this.expect("(");
      rows.push(variables.map(() => (this.take("UNDEF") ? undefined : this.term() || this.fail("…"))));
      if (several) this.expect(")");
    }
    return { kind: "values", slots: variables.map(({ slot }) => slot), rows };
  }

  // -- triples

  triples(elements) {
    if (elements.at(-1)?.kind !== "triples") elements.push({ kind: "triples", patterns: [] });
    const { patterns } = elements.at(-1);
    const bracketed = this.is("[");
    const subject = this.object(patterns);
    if (!bracketed || !this.is(".", "}")) this.properties(subject, patterns);
  }

  properties(subject, patterns) {
    do {
      if (this.is(".", "}", "]")) return;
      const path = this.variable() || this.path();
      do patterns.push({ subject, path, object: this.object(patterns) }); while (this.take(","));
    } while (this.take(";"));
  }

  object(patterns) {
    if (!this.take("[")) return this.node();
    const subject = { kind: "variable", slot: this.slot(` ${this.at}`) };
    if (!this.is("]")) this.properties(subject, patterns);
    this.expect("]");
    return subject;
  }

  node() {
    const blank = this.kind("blank");
    if (blank) return { kind: "variable", slot: this.slot(` ${blank}`) };
    return this.variable() || this.constant() || this.fail("?…");
  }

  constant() {
    const found = this.term();
    return found && { kind: "term", term: found };
  }

  iri() {
    const whole = this.kind("iri");
    if (whole) return iri(whole.slice(1, -1));
    if (this.next?.kind !== "name") return undefined;
    const [prefix, local] = this.next.value.split(/:(.*)/s);
    if (!Object.hasOwn(this.prefixes, prefix)) {
      throw new QueryError(t("unknownPrefix", { line: this.next.line, prefix: `${prefix}:` }));
    }
    this.at += 1;
    return iri(this.prefixes[prefix] + local);
  }

  term() {
    const text = this.kind("text");
    if (text !== undefined) return this.literal(text);
    if (this.is("TRUE", "FALSE")) return literal(this.take("TRUE", "FALSE").toLowerCase(), `${XSD}boolean`);
    const minus = this.is("-") && this.tokens[this.at + 1]?.kind === "number" ? this.tokens[this.at++].value : "";
    const number = this.kind("number");
    if (number !== undefined) {
      return literal(
        minus + number,
        XSD + (/e/i.test(number) ? "double" : number.includes(".") ? "decimal" : "integer"),
      );
    }
    return this.iri();
  }

  literal(quoted) {
    const width = /^("""|''')/.test(quoted) ? 3 : 1;
    const value = quoted.slice(width, -width).replace(
      /\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi,
      (_, short, long, sign) =>
        sign
          ? { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" }[sign] || sign
          : String.fromCodePoint(parseInt(short || long, 16)),
    );
    const language = this.kind("language");
    if (language) return textIn(value, language.slice(1));
    return this.take("^^") ? literal(value, (this.iri() || this.fail("xsd:…")).value) : literal(value);
  }

  // -- paths

  path() {
    return this.joined("alternative", "|", () => this.joined("sequence", "/", () => this.step()));
  }

  joined(kind, sign, one) {
    const parts = [one()];
    while (this.take(sign)) parts.push(one());
    return parts.length > 1 ? { kind, parts } : parts[0];
  }

  step() {
    if (this.take("^")) return { kind: "inverse", path: this.step() };
    const path = this.link();
    const sign = this.is("*", "+", "?") && this.take("*", "+", "?");
    return sign ? { kind: "repeated", path, least: sign === "+" ? 1 : 0, most: sign === "?" ? 1 : Infinity } : path;
  }

  link() {
    if (this.take("(")) {
      const path = this.path();
      this.expect(")");
      return path;
    }
    if (this.next?.value === "a" && this.next.kind === "word") {
      this.at += 1;
      return { kind: "link", predicate: iri(RDF_TYPE) };
    }
    return { kind: "link", predicate: this.iri() || this.fail("?…") };
  }

  // -- expressions

  expression() {
    return this.binary(["||"], () => this.binary(["&&"], () => this.comparison()));
  }

  binary(signs, one) {
    let left = one();
    for (let sign = this.take(...signs); sign; sign = this.take(...signs)) {
      left = { kind: "call", name: sign, given: [left, one()] };
    }
    return left;
  }

  comparison() {
    const left = this.sum();
    const sign = this.take("=", "!=", "<", ">", "<=", ">=");
    if (sign) return { kind: "call", name: sign, given: [left, this.sum()] };
    const not = this.is("NOT") && this.tokens[this.at + 1]?.value.toUpperCase() === "IN" && this.take("NOT");
    if (!this.take("IN")) return left;
    const among = { kind: "call", name: "IN", given: [left, ...this.list()] };
    return not ? { kind: "call", name: "!", given: [among] } : among;
  }

  sum() {
    return this.binary(["+", "-"], () => this.binary(["*", "/"], () => this.unary()));
  }

  unary() {
    const sign = this.take("!", "-", "+");
    return sign ? { kind: "call", name: sign === "!" ? "!" : `unary${sign}`, given: [this.unary()] } : this.primary();
  }

  list() {
    this.expect("(");
    const given = [];
    while (!this.take(")")) {
      given.push(this.expression());
      if (!this.is(")")) this.expect(",");
    }
    return given;
  }

  primary() {
    if (this.take("(")) {
      const expression = this.expression();
      this.expect(")");
      return expression;
    }
    const not = this.take("NOT");
    if (this.take("EXISTS")) return { kind: "exists", group: this.group(), not: Boolean(not) };
    if (this.next?.kind === "word" && this.tokens[this.at + 1]?.value === "(") return this.call();
    const constant = this.variable() || this.constant() || this.fail("?…");
    return constant.term?.type === "iri" && this.is("(")
      ? { kind: "call", name: constant.term.value, given: this.list() }
      : constant;
  }

  call() {
    const name = this.next.value.toUpperCase();
    if (!AGGREGATES.has(name) && !Object.hasOwn(FUNCTIONS, name) && !Object.hasOwn(FORMS, name)) {
      throw new QueryError(t("unknownFunction", { line: this.next.line, name }));
    }
    this.at += 1;
    return AGGREGATES.has(name) ? this.aggregate(name) : { kind: "call", name, given: this.list() };
  }

  aggregate(name) {
    this.expect("(");
    const distinct = Boolean(this.take("DISTINCT"));
    const of = this.take("*") ? null : this.expression();
    let separator = " ";
    if (this.take(";")) {
      this.expect("SEPARATOR");
      this.expect("=");
      separator = this.term()?.value ?? this.fail('" "');
    }
    this.expect(")");
    return { kind: "aggregate", name, distinct, of, separator };
  }
}
