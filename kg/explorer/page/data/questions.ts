// The questions of the record and what they ask for.

import type { Localized } from "../base/i18n.ts";
import { type Question, record } from "./record.ts";

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
  readonly label?: Localized;
}

// What a question asks for. What may be left out has a preset; "any" leaves it open.
export function parametersOf({ parameters }: Question): Parameter[] {
  const named = parameters.map(([name, kind, preset, ofClass, label]) => ({ name, kind, preset, ofClass, label }));
  return named.filter(({ name }) => name !== "language");
}

export function asksInTime({ timed }: Question): boolean {
  return timed !== "";
}
