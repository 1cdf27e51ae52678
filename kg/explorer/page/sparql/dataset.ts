// The dataset of the page, filled into a store.

import { Store } from "oxigraph";

// What the words of the page hold already stands in the TriG by its number, and what looks like one with a sign more.
const REFERENCE = /"~(~*\d+)"/g;
const MERGE = "INSERT { ?subject ?predicate ?object } WHERE { GRAPH ?passage { ?subject ?predicate ?object } }";

// The passages as named graphs; in the default graph their merge, and what no passage says.
export function filledStore(trig: string, words: unknown): Store {
  const store = new Store();
  const strings = stringsIn(words);
  const whole = trig.replace(
    REFERENCE,
    (_, number: string) => JSON.stringify(number.startsWith("~") ? number : strings[Number(number)]),
  );
  store.load(whole, { format: "application/trig", no_transaction: true });
  store.update(MERGE);
  return store;
}

// All strings within something that was read from JSON, in the order in which they stand there.
function stringsIn(held: unknown): string[] {
  if (typeof held === "string") return [held];
  return typeof held === "object" && held ? Object.values(held).flatMap(stringsIn) : [];
}
