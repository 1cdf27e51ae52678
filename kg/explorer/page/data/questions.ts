// The questions of the record and what they ask for.

import { record } from "./record.ts";

// A question as kg/explorer/question_payload.py writes it: "text" is its query for all time, "timed" as of a day, empty
// where time makes no difference. "partitions" are the communities that were found for what is given.
export interface Question {
  readonly name: string;
  readonly title: readonly string[];
  readonly question: readonly string[];
  readonly parameters: readonly (readonly [name: string, kind: string, preset: string | null, ofClass: string])[];
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly example: Readonly<Record<string, string>>;
  readonly undated: string;
  readonly then: string;
  readonly text: string;
  readonly timed: string;
  readonly partitions?: Readonly<Record<string, readonly (readonly number[])[]>>;
}

// What a question asks for. What may be left out has a preset; "any" leaves it open.
export interface Parameter {
  readonly name: string;
  readonly kind: string;
  readonly preset: string | null;
  readonly ofClass: string;
}

// The page of a network alone carries neither questions nor an engine to answer them.
export function canAsk(): boolean {
  return record.questions.length > 0;
}

export function questionNamed(name: string): Question | undefined {
  return record.questions.find((question: Question) => question.name === name);
}

export function parametersOf({ parameters }: Question): Parameter[] {
  const named = parameters.map(([name, kind, preset, ofClass]) => ({ name, kind, preset, ofClass }));
  return named.filter(({ name }) => name !== "language");
}

export function asksInTime({ timed }: Question): boolean {
  return timed !== "";
}
