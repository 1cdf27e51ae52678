// The questions of the record and what they ask for.

import { type Question, record } from "./record.ts";

export function questionNamed(name: string | null): Question | undefined {
  return record.questions.find((question) => question.name === name);
}

// One thing that a question asks for.
export interface Parameter {
  readonly name: string;
  readonly kind: string;
  readonly preset: string | null;
}

// What a question asks for: {name, kind, preset}. What may be left out has a preset; "any" leaves it open.
export function parametersOf({ parameters }: Question): Parameter[] {
  return parameters.map(([name, kind, preset]) => ({ name, kind, preset })).filter(({ name }) => name !== "language");
}

export function asksInTime({ text }: Question): boolean {
  return text.includes("#when");
}
