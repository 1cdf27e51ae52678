// What things are called, in the language of the reader.

import { localized } from "../base/i18n.ts";
import { type Entity, record, type Terms } from "./record.ts";

export function nameOf(entity: Entity): string {
  return localized(entity.label);
}

export function shortName(entity: Entity): string {
  const short = localized(entity.abbreviation);
  return short || nameOf(entity);
}

// As much of a name as a label on the picture can hold.
export function labelOf(entity: Entity): string {
  const name = shortName(entity);
  if (name.length <= 30) return name;
  const cut = name.slice(0, 28);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 14)).replace(/[\s,;–-]+$/, "")}…`;
}

// The word for a term of the ontology; its own name when no label is on record.
export function termWord(terms: Terms, name: string): string {
  const term = terms.get(name);
  return localized(term && "label" in term ? term.label : term) || name;
}

export function kindWords(entity: Entity): string {
  const words = [termWord(record.classes, entity.class), ...entity.kinds.map((kind) => termWord(record.kinds, kind))];
  return [...new Set(words)].join(" · ");
}
