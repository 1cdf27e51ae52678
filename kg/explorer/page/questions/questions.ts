// @ts-nocheck: what it is answered in has no types yet
// The catalogue of questions: the query as it runs, its answer from the record in this page, and what limits it.

import { firstDay, lastDayOf, TODAY } from "../base/dates.ts";
import { currentLanguage, localized } from "../base/i18n.ts";
import { asksInTime, parametersOf } from "../data/questions.ts";
import { record } from "../data/record.ts";
import { answerQuery } from "../sparql/evaluator.ts";
import { recordAsGraph } from "../sparql/record_dataset.ts";
import { literal } from "../sparql/triple_store.ts";
import { FOLLOW_UPS } from "./algorithms.ts";

// Whether the page can answer: what follows some queries is computed by methods that only the library has.
export function isAnswerable({ then }) {
  return !then || Object.hasOwn(FOLLOW_UPS, then);
}

// The query with its parameters and time put in and its prefixes declared, for this page and for any other tool.
export function asItRuns(question, given, when) {
  const texts = {
    ...Object.fromEntries(question.parameters.map(([name, , preset]) => [name, preset])),
    language: currentLanguage(),
    ...given,
  };
  const values = question.parameters.map(([name, kind]) => [name, kind, texts[name]]).filter(([, , text]) =>
    text && text !== "any"
  );
  const block = ` ${values.map(([name, kind, text]) => ` VALUES ?${name} { ${asTerm(name, kind, text)} }`).join("")}`;
  const query = inTime(question.text, when).replace(/^\s*#given\b.*$/gm, () => block).replace(/^\s*\n/gm, "").trim();
  const used = new Set([...query.matchAll(/(?<![\w:-])([a-z]+):/g)].map(([, prefix]) => prefix));
  const declared = Object.entries(record.prefixes).filter(([prefix]) => used.has(prefix));
  return `${declared.map(([prefix, space]) => `PREFIX ${prefix}: <${space}>\n`).join("")}${query}\n`;
}

function asTerm(name, kind, text) {
  const spaces = { entity: "ent", country: "ent", document: "src", topic: "topic", kind: "kind", standing: "standing" };
  if (spaces[kind]) return `<${record.prefixes[spaces[kind]]}${text.replace(/[^\w.%-]/g, encodeURIComponent)}>`;
  if (kind === "date") return `"${dayMeant(name, text)}"^^xsd:date`;
  return kind === "number" ? String(Math.trunc(Number(text)) || 0) : JSON.stringify(text);
}

// Lines "#when ?tie ?thing" keep what was in effect in a period: the first of the variables that has dates decides. Lines
// that follow each other read the dates of a variable once. What stands after "#in-time" is needed for a period alone.
function inTime(text, when) {
  let place = 0;
  const needed = text.replace(/^\s*#in-time /gm, when ? "  " : "# ");
  return needed.replace(/(?:^\s*#when .*\n)+/gm, (found) => {
    if (!when) return "";
    const lines = found.trim().split("\n").map((line) => line.trim().split(" ").slice(1));
    const places = new Map([...new Set(lines.flat())].map((variable) => [variable, place++]));
    const dated = [...places].map(([variable, at]) =>
      ` BIND(COALESCE(${variable}, "") AS ?dated${at}) OPTIONAL { ?dated${at} sec:earliestStart ?start${at} }` +
      ` OPTIONAL { ?dated${at} sec:latestEnd ?end${at} }`
    ).join("");
    return `${dated}${
      lines.map((line) => inEffect(line.map((variable) => places.get(variable)), lastDayOf(when))).join("")
    }\n`;
  });
}

function inEffect(places, day) {
  const [starts, ends] = ["start", "end"].map((name) => places.map((at) => `?${name}${at}`).join(", "));
  return ` FILTER(COALESCE(${starts}) <= "${day}"^^xsd:date && COALESCE(${ends}, "9999-12-31"^^xsd:date) >= "${day}"^^xsd:date)`;
}

// Return {columns, rows, caveats} for a question with its parameters, as of a date where one is given.
export function answerQuestion(question, given, when) {
  const answer = answered(question, given, when);
  const timed = Boolean(when) && asksInTime(question);
  const timeless = timed && question.undated ? answered(question, given, "") : answer;
  const caveats = caveatsOf(question, { answer, timeless, when: when && !timed });
  const days = daysAsked(question, given, when);
  const over = days.length ? answer.rows.filter((row) => isOver(answer, row)) : [];
  if (!over.length) return { ...answer, caveats };
  const isPast = days.some((day) => day < TODAY);
  const rows = isPast ? answer.rows : answer.rows.filter((row) => !over.includes(row));
  return {
    ...answer,
    rows,
    caveats: [...caveats, caveatText(isPast ? "over some day" : "over left out", over.length, answer.rows.length)],
  };
}

function daysAsked(question, given, when) {
  const dates = parametersOf(question).filter(({ name, kind }) => kind === "date" && given[name]);
  return when ? [lastDayOf(when)] : dates.map(({ name }) => dayMeant(name, given[name]));
}

// Of a month or a year its last day counts, but for the start of a period.
function dayMeant(name, text) {
  return name === "since" ? firstDay(text) : lastDayOf(text);
}

// What is stated to have ended or to be superseded, without a date: today it is over, on a day that is past perhaps not yet.
function isOver({ columns }, row) {
  const cell = (name) => row[columns.indexOf(name)]?.value;
  return ["ended", "superseded"].some((name) => cell("status") === `${record.prefixes.status}${name}`) &&
    !cell("ended") && !cell("until");
}

function caveatText(name, ...values) {
  return localized(record.caveats[name]).replace(/\{\}/g, () => values.shift());
}

function answered(question, given, when) {
  const found = answerQuery(asItRuns(question, given, when), recordAsGraph(), record.prefixes);
  return withPassagesInOrder(question.then ? FOLLOW_UPS[question.then](found, given) : found);
}

function withPassagesInOrder({ columns, rows }) {
  const at = columns.indexOf("passages");
  const ordered = (cell) => cell && literal([...new Set(cell.value.split(" "))].sort(naturally).join(" ").trim());
  return { columns, rows: at < 0 ? rows : rows.map((row) => row.with(at, ordered(row[at]))) };
}

// p2 before p10.
function naturally(one, other) {
  const [parts, others] = [one, other].map((text) => text.split(/(\d+)/).filter(Boolean));
  for (let at = 0; at < Math.min(parts.length, others.length); at += 1) {
    const numbers = [parts[at], others[at]].map((part) => (/^\d/.test(part) ? Number(part) : Infinity));
    if (numbers[0] !== numbers[1]) return numbers[0] - numbers[1];
    if (parts[at] !== others[at]) return parts[at] < others[at] ? -1 : 1;
  }
  return parts.length - others.length;
}

function caveatsOf(question, { answer, timeless, when }) {
  const told = [];
  const tell = (name, ...values) => told.push(caveatText(name, ...values));
  if (!answer.rows.length) tell("none found");
  const at = answer.columns.indexOf(question.undated);
  const undated = at < 0 ? 0 : timeless.rows.filter((row) => !row[at]?.value).length;
  if (undated) tell(timeless === answer ? "undated rows" : "undated left out", undated, timeless.rows.length);
  if (when) tell("no time");
  return told;
}

// The same question on the command line.
export function commandFor(question, given, when) {
  const word = (text) => (/^[\w.:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  const words = Object.entries(given).filter(([, text]) => text).map(([name, text]) => ` --${name} ${word(text)}`);
  const language = currentLanguage() === "en" ? "" : ` --language ${currentLanguage()}`;
  return `kg ask ${question.name}${words.join("")}${when ? ` --as-of ${when}` : ""}${language}`;
}
