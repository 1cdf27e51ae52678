// What things are called, in the language of the reader.

import { localized, t } from "../base/i18n.ts";
import { type Entity, type Group, record, type Terms } from "./record.ts";

export function nameOf(entity: Entity): string {
  return localized(entity.label);
}

export function shortName(entity: Entity): string {
  const short = localized(entity.abbreviation);
  return short || nameOf(entity);
}

const [LONGEST, SHORTEST] = [30, 14];

// Names as labels on the picture can hold them; no two the same: where cutting makes them so, they are cut in the middle,
// else not at all.
export function labelsOf(entities: readonly Entity[]): Map<Entity, string> {
  const labels = new Map<Entity, string>();
  let left = entities;
  for (const cut of [(entity: Entity) => cutName(shortName(entity)), (entity: Entity) => cutInside(nameOf(entity))]) {
    const told = Map.groupBy(left, cut);
    told.forEach(([entity, other], label) => other || labels.set(entity, label));
    left = [...told.values()].filter((alike) => alike.length > 1).flat();
  }
  for (const entity of left) labels.set(entity, nameOf(entity));
  return labels;
}

function cutName(name: string): string {
  if (name.length <= LONGEST) return name;
  const cut = name.slice(0, LONGEST - 2);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), SHORTEST)).replace(/[\s,;–-]+$/, "")}…`;
}

// The beginning of a name and its end, which tells it from others that begin alike.
function cutInside(name: string): string {
  if (name.length <= LONGEST + 8) return name;
  return `${name.slice(0, SHORTEST).trimEnd()}…${name.slice(-(LONGEST - SHORTEST)).trimStart()}`;
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

// What the legend calls marks, by whose they are.
export function groupWord(group: Group): string {
  const [first, second] = record.pair.map(nameOf);
  if (group === "both") return t("page.legend.bothCountries", { first, second });
  return {
    first,
    second,
    other: t("page.legend.otherGroup"),
    collaboration: t("page.legend.collaborationGroup"),
  }[group];
}
