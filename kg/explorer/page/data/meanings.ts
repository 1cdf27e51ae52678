// What an IRI of an answer is in the record: an entity, a document, a passage, or a term of the ontology.

import { record } from "./record.ts";

export interface Meaning {
  // deno-lint-ignore no-explicit-any -- until the record is typed
  readonly entity?: any;
  // deno-lint-ignore no-explicit-any -- until the record is typed
  readonly document?: any;
  // deno-lint-ignore no-explicit-any -- until the record is typed
  readonly passage?: any;
  readonly words?: readonly string[];
}

let meanings: Map<string, Meaning> | undefined;

export function meaningOf(address: string): Meaning {
  meanings ??= readMeanings();
  return meanings.get(address) ?? {};
}

function readMeanings(): Map<string, Meaning> {
  const { prefixes } = record;
  const found = new Map<string, Meaning>();
  for (const entity of record.entities) found.set(prefixes.ent + entity.id, { entity });
  for (const document of record.documents) found.set(prefixes.src + document.id, { document });
  for (const [passage, address] of passageAddresses()) found.set(address, { passage });
  for (const [name, term] of [...record.properties, ...record.classes]) found.set(prefixes.sec + name, { words: term });
  for (const [name, { label }] of record.relations) found.set(prefixes.sec + name, { words: label });
  for (const prefix of ["kind", "topic", "status", "standing", "hedge"]) {
    const scheme = prefix === "status" ? record.statuses : record[`${prefix}s`];
    for (const [name, { label }] of scheme) found.set(prefixes[prefix] + name, { words: label });
  }
  return found;
}

// Passages are numbered within their document, p1, p2 …, and stand in the order of their names.
function passageAddresses(): Map<unknown, string> {
  const addresses = new Map<unknown, string>();
  // deno-lint-ignore no-explicit-any -- until the record is typed
  const byDocument = Map.groupBy(record.passages, (passage: any) => passage.document) as Map<any, any[]>;
  for (const [document, passages] of byDocument) {
    const names = passages.map((_, at) => `p${at + 1}`).sort();
    passages.forEach((passage, at) => {
      addresses.set(passage, passage.iri || `${record.prefixes.src}${document.id}/${names[at]}`);
    });
  }
  return addresses;
}
