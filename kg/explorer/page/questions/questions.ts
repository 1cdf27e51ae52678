// Asking a question of the catalogue: the query as it runs, its answer, and what limits it, as kg/questions/ask.py has it.

import { firstDay, lastDayOf, TODAY } from "../base/dates.ts";
import { currentLanguage, t } from "../base/i18n.ts";
import { asksInTime, parametersOf } from "../data/questions.ts";
import { termWord } from "../data/names.ts";
import { type Question, record } from "../data/record.ts";
import type { GivenUp } from "../sparql/client.ts";
import type { Answer } from "../sparql/engine.ts";
import { type Cell, integer, iri, literal, type Table, type Term, written, XSD } from "../sparql/terms.ts";
import { FOLLOW_UPS } from "./algorithms.ts";

export type Query = (text: string) => Promise<Answer | GivenUp>;
export type Outcome = (Answer & { caveats?: readonly string[] }) | GivenUp;

// A question with what is given for its parameters, as of a date where there is one.
export interface Asked {
  readonly question: Question;
  readonly given: Readonly<Record<string, string>>;
  readonly when: string;
}

const SPACES: Record<string, string> = { entity: "ent", country: "ent", document: "src" };

// Whether the page can answer: what follows some queries is computed by methods that only the library has.
export function isAnswerable(asked: Asked): boolean {
  const { then } = asked.question;
  return !then || (FOLLOW_UPS[then]?.isAnswerable(asked) ?? false);
}

// Whether a question needs what was given for a parameter, or its preset: something, and where it must be one thing, not any.
export function isMissing({ then }: Question, name: string, text: string | null): boolean {
  return !text || (text === "any" && (FOLLOW_UPS[then]?.needed ?? []).includes(name));
}

// The query with its parameters and its date put in, for this page and for any other tool.
export function asItRuns({ question, given, when }: Asked): string {
  const template = when && asksInTime(question) ? question.timed : question.text;
  const block = [...termsOf(question, given)].map(([name, term]) => `VALUES ?${name} { ${written(term)} }`).join(" ");
  const filled = template.replaceAll("@given@", () => block).replaceAll("@day@", lastDayOf(when));
  return filled.replace(/^\s*\n/gm, "");
}

// The terms that are given for parameters, by their names.
function termsOf({ parameters }: Question, given: Asked["given"]): Map<string, Term> {
  const presets = Object.fromEntries(parameters.map(([name, , preset]) => [name, preset ?? ""]));
  const texts: Record<string, string> = { ...presets, language: currentLanguage(), ...given };
  const asked = parameters.filter(([name]) => texts[name] && texts[name] !== "any");
  return new Map(asked.map(([name, kind]) => [name, termOf(name, kind, texts[name] ?? "")]));
}

function termOf(name: string, kind: string, text: string): Term {
  const space = record.concepts.has(kind) ? kind : SPACES[kind];
  if (space) return iri(record.prefixes[space] + text.replace(/[^\w.%-]/g, encodeURIComponent));
  if (kind === "date") return literal(dayMeant(name, text), `${XSD}date`);
  return kind === "number" ? integer(Math.trunc(Number(text)) || 0) : literal(text);
}

// Of a month or a year its last day counts, but for the start of a period; today is a date.
function dayMeant(name: string, text: string): string {
  const date = text === "today" ? TODAY : text;
  return name === "since" ? firstDay(date) : lastDayOf(date);
}

// The ends of a period that is given the wrong way round; null for any other.
export function reversedPeriod({ parameters }: Question, given: Asked["given"]): { start: string; end: string } | null {
  const presets = Object.fromEntries(parameters.map(([name, , preset]) => [name, preset ?? ""]));
  const { since, until } = { ...presets, ...given };
  if (!since || !until || since === "any" || until === "any") return null;
  return dayMeant("since", since) > dayMeant("until", until) ? { start: since, end: until } : null;
}

// The one thing that is given where a question needs two; undefined where there are two.
export function givenTwice({ then }: Question, given: Asked["given"]): string | undefined {
  const ends = (FOLLOW_UPS[then]?.needed ?? []).map((name) => given[name] ?? "");
  return ends.find((end, at) => ends.indexOf(end) < at);
}

// The answer to a question, with the sentences that limit it.
export async function answerQuestion(asked: Asked, query: Query): Promise<Outcome> {
  const answer = await answered(asked, query);
  if (answer.kind !== "table") return answer;
  const isTimed = Boolean(asked.when) && asksInTime(asked.question);
  const timeless = isTimed && asked.question.undated ? await answered({ ...asked, when: "" }, query) : answer;
  if (timeless.kind !== "table") return timeless;
  const caveats = limitsOf(asked.question, answer, timeless);
  if (asked.when && !isTimed) caveats.push(t("common.caveat.no_time"));
  const { table, told } = withoutWhatIsOver(answer, daysAsked(asked));
  const others = table.rows.length ? [] : await ofOtherClass(asked, query);
  return { ...table, caveats: [...caveats, ...told, ...others] };
}

async function answered(asked: Asked, query: Query): Promise<Answer | GivenUp> {
  const found = await query(asItRuns(asked));
  if (found.kind !== "table") return found;
  const follows = FOLLOW_UPS[asked.question.then];
  return withJoinedInOrder(follows ? follows.compute(found, termsOf(asked.question, asked.given), asked) : found);
}

function limitsOf(question: Question, answer: Table, timeless: Table): string[] {
  const told = answer.rows.length ? [] : [t("common.caveat.none_found")];
  const at = answer.columns.indexOf(question.undated);
  const undated = at < 0 ? 0 : timeless.rows.filter((row) => !row[at]?.value).length;
  const words = timeless === answer ? "common.caveat.undated_rows" : "common.caveat.undated_left_out";
  return undated ? [...told, t(words, { undated, count: timeless.rows.length })] : told;
}

// What was stated to be over on the day that is asked about, without a date.
function withoutWhatIsOver(table: Table, days: readonly string[]): { table: Table; told: string[] } {
  const over = days.length ? table.rows.filter((row) => isOver(table, row)) : [];
  if (!over.length) return { table, told: [] };
  const told = [t("common.caveat.over_left_out", { over: over.length, count: table.rows.length })];
  const gone = new Set(over);
  return { table: { ...table, rows: table.rows.filter((row) => !gone.has(row)) }, told };
}

function isOver({ columns }: Table, row: readonly Cell[]): boolean {
  const cell = (name: string) => row[columns.indexOf(name)]?.value;
  const [status] = [...record.statuses].find(([name]) => record.prefixes.status + name === cell("status")) ?? [];
  return Boolean(status && record.statuses.get(status)?.over) && !cell("ended") && !cell("until");
}

function daysAsked({ question, given, when }: Asked): string[] {
  if (when) return [lastDayOf(when)];
  const terms = termsOf(question, given);
  const dates = parametersOf(question).filter(({ kind }) => kind === "date");
  return dates.flatMap(({ name }) => terms.get(name)?.value ?? []);
}

// An entity may be of another class than the question is about.
async function ofOtherClass({ question, given }: Asked, query: Query): Promise<string[]> {
  const told: string[] = [];
  for (const { name, kind, ofClass } of parametersOf(question)) {
    const term = termsOf(question, given).get(name);
    if (kind !== "entity" || !ofClass || term?.type !== "iri") continue;
    const found = await query(`ASK { ${written(term)} a <${record.prefixes.sec}${ofClass}> }`);
    if (found.kind === "boolean" && !found.holds) {
      told.push(t("common.caveat.other_class", { kind: termWord(record.classes, ofClass) }));
    }
  }
  return told;
}

// The columns whose cells join several values, and by which signs.
const JOINED: readonly (readonly [column: string, sign: string])[] = [["passages", " "], ["said", "; "]];

// An engine joins passages, and who says so, in an order of its own.
function withJoinedInOrder(table: Table): Table {
  return JOINED.reduce((sorted, [column, sign]) => {
    const at = sorted.columns.indexOf(column);
    const ordered = (cell: Cell) => cell && literal(inNaturalOrder(cell.value.split(sign)).join(sign).trim());
    return at < 0 ? sorted : { ...sorted, rows: sorted.rows.map((row) => row.with(at, ordered(row[at]))) };
  }, table);
}

// Each once, p2 before p10.
function inNaturalOrder(names: readonly string[]): string[] {
  const keyed = [...new Set(names)].map((name) => ({ name, parts: name.split(/(\d+)/).filter(Boolean) }));
  return keyed.sort((one, other) => compareParts(one.parts, other.parts)).map(({ name }) => name);
}

function compareParts(parts: readonly string[], others: readonly string[]): number {
  for (let at = 0; at < Math.min(parts.length, others.length); at += 1) {
    const [one, other] = [parts[at] ?? "", others[at] ?? ""];
    const numbers = [one, other].map((part) => (/^\d/.test(part) ? Number(part) : Infinity)) as [number, number];
    if (numbers[0] !== numbers[1]) return numbers[0] - numbers[1];
    if (one !== other) return one < other ? -1 : 1;
  }
  return parts.length - others.length;
}

// The same question on the command line.
export function commandFor({ question, given, when }: Asked): string {
  const word = (text: string) => (/^[\w.:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  const words = Object.entries(given).filter(([, text]) => text).map(([name, text]) => ` --${name} ${word(text)}`);
  const language = currentLanguage() === "en" ? "" : ` --language ${currentLanguage()}`;
  return `kg ask ${question.name}${words.join("")}${when ? ` --as-of ${when}` : ""}${language}`;
}
