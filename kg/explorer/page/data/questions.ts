// The questions of the record and what they ask for.

import type { Localized } from "../base/i18n.ts";
import { isDate } from "../base/dates.ts";
import { type Entity, type Question, record } from "./record.ts";

// The page of a network, and the one in a notebook, carry no engine and are asked nothing.
export function canAsk(): boolean {
  return record.questions.length > 0;
}

export function questionNamed(name: string | null): Question | undefined {
  return record.questions.find((question) => question.name === name);
}

// One thing that a question asks for.
export interface Parameter {
  readonly name: string;
  readonly kind: string;
  readonly preset: string | null;
  readonly ofClass: string;
  readonly label?: Localized | null;
  readonly choices?: readonly (readonly [choice: string, called: Localized])[];
}

// What a question asks for. What may be left out has a preset; "any" leaves it open.
export function parametersOf({ parameters }: Question): Parameter[] {
  const named = parameters.map(([name, kind, preset, ofClass, label, choices]) => {
    return { name, kind, preset, ofClass, label, choices };
  });
  return named.filter(({ name }) => name !== "language");
}

export function asksInTime({ timed }: Question): boolean {
  return timed !== "";
}

// Whether an entity is of a class, or of one below it; every entity is of none.
export function isOf(entity: Entity, ofClass: string): boolean {
  const wide: { readonly [name: string]: unknown } = {
    "": true,
    Entity: true,
    Actor: entity.actor,
    Collaboration: entity.collaboration,
    Setting: entity.setting,
  };
  return Object.hasOwn(wide, ofClass) ? Boolean(wide[ofClass]) : entity.class === ofClass;
}

// Whether a value can be given for a parameter: what it names is on record, and a date is one.
export function isGiveable({ kind, preset }: Parameter, text: string): boolean {
  if (!text || text === preset || text === "any") return true;
  if (kind === "date") return isDate(text);
  if (kind === "entity") return record.byId.has(text);
  if (kind === "country") return record.byId.get(text)?.class === "Country";
  if (kind === "document") return record.documents.some(({ id }) => id === text);
  return record.concepts.get(kind)?.has(text) ?? true;
}
