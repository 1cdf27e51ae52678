// Calls functions of the page on a record: {content, calls} as JSON on standard input, where a call is [language,
// function, argument]; the list of what they return on standard output. What the library's own words are compared with.

import { firstDay, lastDayOf } from "../../../kg/explorer/page/base/dates.ts";
import type { PathMeasure } from "../../../kg/explorer/page/graph/paths.ts";
import { initSync, Store } from "oxigraph";
import * as i18n from "../../../kg/explorer/page/base/i18n.ts";
import { sourceText } from "../../../kg/explorer/page/cards/citation.ts";
import { eventParts, figureParts, partsText, tieText } from "../../../kg/explorer/page/cards/sentences.ts";
import { readRecord, readWords } from "../../../kg/explorer/page/data/reader.ts";
import { record, setRecord } from "../../../kg/explorer/page/data/record.ts";
import { findEntities } from "../../../kg/explorer/page/data/search.ts";
import { Engine } from "../../../kg/explorer/page/sparql/engine.ts";
import { faultWords } from "../../../kg/explorer/page/views/query_fault.ts";
import { inEffect, select } from "../../../kg/explorer/page/selection/selection.ts";
import { CHOICES, defaults, type State } from "../../../kg/explorer/page/state/state.ts";

// deno-lint-ignore no-explicit-any -- what stands in the call is what the function takes
const FUNCTIONS: { readonly [name: string]: (argument: any) => unknown } = {
  choices: () => CHOICES,
  disputed: (id: string) => disputed(named(record.entities, id).facts),
  disputedOfTie: (at: number) => disputed(record.ties[at].stated),
  edges: (filter: object) => edgesOf({ ...defaults(), lens: "organizations", ...filter } as State),
  event: (id: string) => partsText(eventParts(named(record.events, id))),
  fault: faultOf,
  figure: (id: string) => partsText(figureParts(named(record.figures, id))),
  find: (text: string) => findEntities(text).map(({ entity }) => entity.id),
  firstDay,
  formatDate: i18n.formatDate,
  formatEither: i18n.formatEither,
  formatNumber: (text: string) => i18n.formatNumber(Number(text), text.split(".")[1]?.length),
  lastDayOf,
  path: ({ ends, by, when }: { ends: string[]; by: PathMeasure; when: string }) => pathOf(ends, by, when),
  source: (at: number) => sourceText(record.passages[at]),
  tie: (at: number) => tieText(record.ties[at]),
  withinSentence: i18n.withinSentence,
};

function named<T extends { readonly id: string }>(
  things: readonly T[],
  id: string,
): T {
  return things.find((thing) => thing.id === id) as T;
}

// The properties on which documents contradict each other.
function disputed(
  facts: readonly { readonly property: string; readonly isDisputed: boolean }[],
): string[] {
  return [
    ...new Set(
      facts.filter(({ isDisputed }) => isDisputed).map(({ property }) => property),
    ),
  ].sort();
}

// The edges that pass a filter, of a day those in effect on it, with their weights.
function edgesOf(state: State): [string, number][] {
  return inEffect(select(state)).passing.map((
    { first, second, weight },
  ) => [`${first.id} ${second.id}`, weight]);
}

// The entities on a path, from one end to the other.
function pathOf(path: readonly string[], by: PathMeasure, when: string): string[] {
  const { edges } = select({ ...defaults(), lens: "organizations", path, by, when });
  return edges.reduce((passed, { first, second }) => {
    return [...passed, first.id === passed.at(-1) ? second.id : first.id];
  }, path.slice(0, 1));
}

function faultOf(text: string): string {
  const answer = new Engine(new Store(), record.prefixes).answer(text);
  return answer.kind === "error" ? faultWords(answer, text) : "";
}

initSync({
  module: new WebAssembly.Module(
    Deno.readFileSync(new URL("web_bg.wasm", import.meta.resolve("oxigraph"))),
  ),
});
const { content, calls } = JSON.parse(
  await new Response(Deno.stdin.readable).text(),
);
Object.assign(globalThis, { document: { documentElement: {} } }); // a language is set on the page as well
i18n.setTexts(content.messages, content.languages);
const read = readRecord(content, { nodes: [], edges: [] });
readWords(content.words, read);
setRecord(read);
console.log(
  JSON.stringify(
    calls.map(([language, name, argument]: [string, string, unknown]) => {
      i18n.setLanguage(language);
      return FUNCTIONS[name](argument);
    }),
  ),
);
