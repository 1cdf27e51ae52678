// The dataset of the page, filled into a store.

import { Store } from "oxigraph";

// A text that the page holds already stands in the TriG by its number.
const REFERENCE = /"~(\d+)"@(\w+)/g;
const MERGE = "INSERT { ?subject ?predicate ?object } WHERE { GRAPH ?passage { ?subject ?predicate ?object } }";

export interface Texts {
  readonly languages: readonly string[];
  readonly texts: readonly (readonly string[])[];
}

// The passages as named graphs; in the default graph their merge, and what no passage says.
export function filledStore(trig: string, { languages, texts }: Texts): Store {
  const store = new Store();
  const whole = trig.replace(REFERENCE, (_, number: string, language: string) => {
    const text = texts[Number(number)]?.[languages.indexOf(language)] ?? "";
    return `${JSON.stringify(text)}@${language}`;
  });
  store.load(whole, { format: "application/trig", no_transaction: true });
  store.update(MERGE);
  return store;
}
