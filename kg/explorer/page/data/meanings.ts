// What an IRI of an answer is in the record: an entity, a document, a passage, or a term of the ontology.

import type { Localized } from "../base/i18n.ts";
import { type Entity, type Passage, record, type SourceDocument, type Terms } from "./record.ts";

export interface Meaning {
  readonly entity?: Entity;
  readonly document?: SourceDocument;
  readonly passage?: Passage;
  readonly words?: Localized;
}

let meanings: Map<string, Meaning> | undefined;

export function meaningOfIri(address: string): Meaning {
  meanings ??= readMeanings();
  return meanings.get(address) ?? {};
}

function readMeanings(): Map<string, Meaning> {
  const { prefixes } = record;
  const found = new Map<string, Meaning>();
  for (const { id, name } of record.publishers) found.set(prefixes.ent + id, { words: name });
  for (const entity of record.entities) found.set(prefixes.ent + entity.id, { entity });
  for (const document of record.documents) found.set(prefixes.src + document.id, { document });
  for (const [passage, address] of passageAddresses()) found.set(address, { passage });
  for (const [prefix, terms] of vocabularies()) {
    for (const [name, term] of terms) {
      found.set(prefixes[prefix] + name, { words: "label" in term ? term.label : term });
    }
  }
  return found;
}

function vocabularies(): [prefix: string, Terms][] {
  const { properties, classes, relations, concepts } = record;
  const ours: [string, Terms][] = [["sec", properties], ["sec", classes], ["sec", relations]];
  return [...ours, ...concepts];
}

// Passages are numbered within their document, p1, p2 …, and stand in the order of their names.
function passageAddresses(): Map<Passage, string> {
  const addresses = new Map<Passage, string>();
  for (const [document, passages] of Map.groupBy(record.passages, (passage) => passage.document)) {
    const names = passages.map((_, at) => `p${at + 1}`).sort();
    passages.forEach((passage, at) => {
      addresses.set(passage, passage.iri || `${record.prefixes.src}${document.id}/${names[at]}`);
    });
  }
  return addresses;
}
