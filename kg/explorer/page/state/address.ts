// What the reader has chosen, kept in the fragment of the address: a link, or back and forward, brings it back.

import { isDate } from "../base/dates.ts";
import { canAsk, parametersOf, questionNamed } from "../data/questions.ts";
import { GROUPS, record } from "../data/record.ts";
import { stepOf, storyOf } from "../data/stories.ts";
import { CHANGES, CHOICES, defaults, details, type State } from "./state.ts";
import { movedMarks, movedText } from "./moved.ts";
import { currentState } from "./store.ts";

type StoryPlace = { readonly story: string | null; readonly step: number };
type Value = State[keyof State];

// What a step shows, as the state holds it; nothing when there is no such step.
export function stepView(state: StoryPlace): Partial<State> {
  const shown = Object.entries(stepOf(state)?.view || {}).map(([key, text]) => [key, readValue(key, text, state)]);
  return Object.fromEntries(shown.filter(([, value]) => value !== undefined));
}

export function readState(fragment: string): State {
  const parameters = new URLSearchParams(fragment.replace(/^#/, ""));
  const place = placeIn(parameters);
  const usual = usualState(place);
  const own = parameters.get("view") === "ask" ? askedParameters(parameters.get("question")) : [];
  const given: { [name: string]: string } = Object.create(null); // a parameter may have any name
  const read: { [key: string]: Value } = {};
  const misread: string[] = [];
  for (const [key, text] of parameters) {
    const value = Object.hasOwn(usual, key) ? readValue(key, text, place) : undefined;
    if (own.includes(key)) given[key] = text;
    else if (value !== undefined) read[key] = value;
    const lacking = value === undefined ? text : lackingIn(key, text);
    if (!own.includes(key) && (value === undefined || lacking)) misread.push(`${key}=${lacking}`);
  }
  const state = { ...usual, given, ...read, misread };
  if (!state.against || state.when) return state;
  return { ...state, against: "", misread: [...misread, `against=${state.against}`] }; // a second date needs a first
}

// The story and its step, the first unless the story has the one that is named.
function placeIn(parameters: URLSearchParams): StoryPlace {
  const [story, step] = [parameters.get("story"), Number(parameters.get("step") ?? 1)];
  return { story, step: stepOf({ story, step }) ? step : 1 };
}

// What of a value is not on record: of several words the others are shown, but no path from one end alone.
function lackingIn(key: string, text: string): string {
  if (key === "path") return readPath(text).length ? "" : text;
  if (key === "hide") return wordsOf(text).filter((id) => !canBeHidden(id)).join(" ");
  return key === "focus" ? wordsOf(text).filter((id) => !record.byId.has(id)).join(" ") : "";
}

// The words that a question gives a meaning of its own: "country" is its country and not a filter.
function askedParameters(name: string | null): string[] {
  const question = questionNamed(name);
  return question ? parametersOf(question).map((one) => one.name) : ["of"];
}

// Those whose value is a term or an entity on record.
const TERMS: { readonly [key: string]: () => { has(id: string): boolean } } = {
  topic: () => record.topics,
  kind: () => record.kinds,
  standing: () => record.standings,
  rests: () => record.standings,
  country: () => record.byId,
};

function wordsOf(text: string): string[] {
  return text.split(" ").filter(Boolean);
}

// Whose marks, which families of lines, areas and changes between two dates the legend can hide.
function canBeHidden(id: string): boolean {
  const fixed: string[] = [...GROUPS, ...CHANGES.map((change) => `change-${change}`)];
  return fixed.includes(id) || record.families.some((family) => family.id === id) ||
    record.byId.has(/^area-(.*)$/.exec(id)?.[1] ?? "");
}

// What a state is unless the address says otherwise: within a story, what its step shows.
function usualState({ story, step }: StoryPlace): State {
  return { ...defaults(), ...stepView({ story, step }) };
}

// A value as the state holds it; undefined when it is none, so that a mistyped link still opens.
function readValue(key: string, text: string, { step }: StoryPlace): Value | undefined {
  const within = (from: number, to: number) => (Number(text) >= from && Number(text) <= to ? Number(text) : undefined);
  if (key === "view" && text === "ask" && !canAsk()) return undefined;
  const choices: readonly string[] | false = Object.hasOwn(CHOICES, key) && CHOICES[key as keyof typeof CHOICES];
  if (choices) return choices.includes(text) ? text : undefined;
  if (key === "embed") return text === "no" ? "" : "yes"; // "#embed" alone says it
  if (key === "focus") return wordsOf(text).filter((id) => record.byId.has(id));
  if (key === "path") return readPath(text);
  if (key === "card") return readCard(text);
  if (key === "hide") return new Set(wordsOf(text).filter(canBeHidden));
  if (key === "depth") return within(1, 3);
  if (key === "moved") return readMoved(text);
  if (key === "detail" && !text) return null;
  if (key === "detail") return within(0, details().length - 1);
  if (key === "publishers") return within(1, 9);
  if (["when", "against", "since"].includes(key)) return text === "" || isDate(text) ? text : undefined;
  if (Object.hasOwn(TERMS, key)) return text === "" || TERMS[key]().has(text) ? text : undefined;
  if (key === "misread") return undefined;
  if (key === "story") return storyOf({ story: text })?.name;
  if (key === "step") return Number(text) === step ? step : undefined;
  return text;
}

// An entity, or a line by its ends, whichever of the two is named first.
function readCard(text: string): string | undefined {
  const ends = text.split("~").map((id) => record.byId.get(id)).filter((end) => end !== undefined);
  if (text === "" || ends.length !== text.split("~").length) return text === "" ? text : undefined;
  return ends.sort((one, other) => one.at - other.at).map(({ id }) => id).join("~");
}

function readMoved(text: string): string | undefined {
  const known = [...movedMarks(text)].filter(([id]) => record.byId.has(id));
  return text === "" ? text : movedText(new Map(known)) || undefined;
}

function readPath(text: string): string[] {
  const ends = text.split("~");
  return ends.length === 2 && ends.every((id) => record.byId.has(id)) ? ends : [];
}

export function writeState(state: State): string {
  const usual: { readonly [key: string]: Value } = { ...usualState(state), story: "", step: 1 };
  const fragment = new URLSearchParams();
  const own = state.view === "ask" ? askedParameters(state.question) : [];
  for (const [key, value] of Object.entries(state)) {
    if (
      key === "given" || key === "misread" || own.includes(key) ||
      (state.view !== "ask" && ["question", "query", "answer"].includes(key))
    ) continue;
    const text = writeValue(key, value);
    if (text !== writeValue(key, usual[key])) fragment.set(key, text);
  }
  for (const key of own) if (state.given[key]) fragment.set(key, state.given[key]);
  return fragment.size ? `#${fragment}` : "#";
}

// The address of a card beside the view as it stands: all that links have in common is written once.
let besideCard: { state: State | null; address: string } = { state: null, address: "" };

export function cardAddress(card: string): string {
  if (besideCard.state !== currentState()) {
    besideCard = { state: currentState(), address: writeState({ ...currentState(), card: "" }) };
  }
  return `${besideCard.address}${besideCard.address.length > 1 ? "&" : ""}${new URLSearchParams({ card })}`;
}

function writeValue(key: string, value: Value): string {
  if (key === "path" && Array.isArray(value)) return value.join("~");
  if (Array.isArray(value) || value instanceof Set) return [...value].join(" ");
  return value === null ? "" : String(value);
}
