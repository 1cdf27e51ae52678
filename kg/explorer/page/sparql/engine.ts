// SPARQL over a store of Oxigraph that is only read.

import type { Quad, Store, Term as OxigraphTerm } from "oxigraph";
import { formOf, type Refusal, refusalOf, withoutHiddenNames } from "./query_form.ts";
import { type Cell, iri, literal, readResults, type Table } from "./terms.ts";

export interface Holds {
  readonly kind: "boolean";
  readonly holds: boolean;
  readonly caveats?: readonly string[];
}

// What is wrong with a query: its reason, the engine's own words, and for a fault in the text where it stands.
export interface Fault {
  readonly kind: "error";
  readonly reason: "syntax" | "evaluation" | "rows" | Refusal;
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
}

export type Answer = Table | Holds | Fault;

export const MOST_ROWS = 100_000;
const TRIPLE = ["subject", "predicate", "object"];
const JSON_RESULTS = "application/sparql-results+json";

export class Engine {
  readonly #store: Store;
  readonly #declared: string;

  constructor(store: Store, prefixes: Readonly<Record<string, string>> = {}) {
    this.#store = store;
    this.#declared = Object.entries(prefixes).map(([name, space]) => `PREFIX ${name}: <${space}> `).join("");
  }

  // The answer to a query; what breaks the engine itself (a stack or memory that overflows) is thrown.
  answer(text: string, base?: string): Answer {
    const refusal = refusalOf(text);
    if (refusal) return { kind: "error", reason: refusal, message: "" };
    try {
      return this.#evaluated(text, base);
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError || !(error instanceof Error)) {
        throw error;
      }
      return faultOf(error.message);
    }
  }

  #evaluated(text: string, base: string | undefined): Answer {
    const form = formOf(text);
    const asTriples = form === "CONSTRUCT" || form === "DESCRIBE";
    const options = { ...(base && { base_iri: base }), ...(!asTriples && { results_format: JSON_RESULTS }) };
    const found = this.#store.query(`${this.#declared}\n${withoutHiddenNames(text)}`, options); // on a line of its own, so that columns stand
    const answer = typeof found === "string" ? readResults(found) : tableOf(found as Quad[]);
    if (typeof answer === "boolean") return { kind: "boolean", holds: answer };
    return answer.rows.length > MOST_ROWS
      ? { kind: "error", reason: "rows", message: String(answer.rows.length) }
      : answer;
  }
}

function faultOf(message: string): Fault {
  const place = /(?:at|line) (\d+)(?::| between columns | column )(\d+)/.exec(message);
  if (!place) return { kind: "error", reason: "evaluation", message };
  const told = message.slice(place.index + place[0].length);
  return { kind: "error", reason: "syntax", message: told, line: Number(place[1]) - 1, column: Number(place[2]) };
}

// The triples of a CONSTRUCT or DESCRIBE as rows.
function tableOf(quads: readonly Quad[]): Table {
  const rows = quads.map(({ subject, predicate, object }) => [subject, predicate, object].map(cellOf));
  return { kind: "table", columns: TRIPLE, rows };
}

function cellOf(term: OxigraphTerm): Cell {
  if (term.termType === "NamedNode") return iri(term.value);
  if (term.termType === "BlankNode") return { type: "blank", value: term.value };
  if (term.termType !== "Literal") return { type: "triple", value: term.toString() };
  return term.language
    ? { type: "literal", value: term.value, language: term.language }
    : literal(term.value, term.datatype.value);
}
