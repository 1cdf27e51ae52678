// The questions of the record and what they ask for.

import { record } from "./record.ts";

export function questionNamed(name) {
  return record.questions.find((question) => question.name === name);
}

// What a question asks for: {name, kind, preset}. What may be left out has a preset; "any" leaves it open.
export function parametersOf({ parameters }) {
  return parameters.map(([name, kind, preset]) => ({ name, kind, preset })).filter(({ name }) => name !== "language");
}

export function asksInTime({ text }) {
  return text.includes("#when");
}
