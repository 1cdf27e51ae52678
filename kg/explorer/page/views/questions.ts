// @ts-nocheck: what it is answered in has no types yet
// Asking in the page: the questions, a form for each, its answer, and the query behind it; or a query of one's own.

import { announce, button, byId, copyText, element, redraw } from "../base/dom.ts";
import { formatDate, hasText, localized, t } from "../base/i18n.ts";
import { nameOf, termWord } from "../data/names.ts";
import { asksInTime, parametersOf, questionNamed } from "../data/questions.ts";
import { record } from "../data/record.ts";
import { answerQuery } from "../sparql/evaluator.ts";
import { QueryError } from "../sparql/parser.ts";
import { recordAsGraph } from "../sparql/record_dataset.ts";
import { writeState } from "../state/address.ts";
import { navigate } from "../state/navigation.ts";
import { currentState } from "../state/store.ts";
import { answerQuestion, asItRuns, commandFor, isAnswerable } from "../questions/questions.ts";
import { Finder } from "../cards/entity_finder.ts";
import { countryChoices, termChoices } from "../panels/filters.ts";
import { answerParts } from "./result_table.ts";

const EDITOR = "sparql";

const FIRST_QUERY = `# ${"{hint}"}
SELECT ?agreement ?name ?signed ?passage
WHERE {
  GRAPH ?passage { ?agreement sec:startDate ?signed }
  ?agreement a sec:Agreement ;
    sec:hasTopic topic:arctic ;
    rdfs:label ?name .
  FILTER(LANG(?name) = "en")
}
ORDER BY ?signed ?agreement`;

export function drawAsk(state) {
  const question = questionNamed(state.question);
  const parts = state.question === EDITOR
    ? editorParts(state)
    : question
    ? questionParts(question, state)
    : listParts(state);
  redraw(byId("ask"), parts.flat());
}

// What decides what the view of questions shows.
export function sameAsking(one, other) {
  return ["question", "given", "query", "when", "lang", "view"].every((key) => one[key] === other[key]);
}

// -- the list
function listParts({ given }) {
  const about = record.byId.get(given.of);
  const listed = record.questions.filter((question) => !about || asksAbout(question));
  const row = (question) =>
    element(
      "li",
      {},
      askLink({ question: question.name, given: about ? { of: about.id } : {} }, localized(question.title)),
      element("p", { class: "quiet" }, questionSentence(question, about ? { of: about.id } : {})),
    );
  return [
    element("h2", {}, about ? t("askAbout", { name: nameOf(about) }) : t("ask")),
    element("p", { class: "lead" }, t("askIntro")),
    about &&
    element(
      "p",
      { class: "actions" },
      button(t("allQuestions"), () => navigate({ given: {} }), { "data-key": "all-questions" }),
    ),
    element("ol", { class: "questions" }, listed.map(row)),
    element("p", {}, askLink({ question: EDITOR, given: {} }, t("ownQuery")), ` — ${t("ownQueryHint")}`),
  ];
}

function asksAbout({ parameters }) {
  return parameters.some(([name, kind]) => name === "of" && kind === "entity");
}

// A link to a question, which is a link to this page in another state.
function askLink(changes, text) {
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    navigate({ view: "ask", query: "", ...changes });
  };
  return element("a", {
    href: writeState({ ...currentState(), view: "ask", query: "", ...changes }),
    class: "inward",
    onclick: follow,
  }, text);
}

// The sentence of a question with what is given in its place.
function questionSentence(question, given) {
  const named = new Map(parametersOf(question).map((parameter) => [parameter.name, parameter]));
  return localized(question.question).replace(/\{(\w+)\}/g, (_, name) => {
    const text = given[name] || named.get(name)?.preset;
    return text && text !== "any"
      ? valueWords(named.get(name), text)
      : `[${t(`asks-${named.get(name)?.kind || "text"}`)}]`;
  });
}

function valueWords({ kind }, text) {
  if (kind === "entity" || kind === "country") return record.byId.has(text) ? nameOf(record.byId.get(text)) : text;
  if (kind === "document") return record.documents.find(({ id }) => id === text)?.title || text;
  if (kind === "date") return formatDate(text);
  const terms = { topic: record.topics, kind: record.kinds, standing: record.standings }[kind];
  return terms ? termWord(terms, text) : text;
}

// -- one question
function questionParts(question, { given, when }) {
  const missing = parametersOf(question).filter(({ name, preset }) => !preset && !given[name]);
  const late = asksInTime(question) ? when : "";
  const parts = [
    element(
      "p",
      { class: "actions" },
      button(t("allQuestions"), () => navigate({ question: "", given: {} }), { "data-key": "all-questions" }),
    ),
    element("h2", {}, localized(question.title)),
    element("p", { class: "lead" }, questionSentence(question, given)),
    questionForm(question, { given, when }),
  ];
  if (missing.length) {
    const example = Object.keys(question.example).length > 0 &&
      askLink({ question: question.name, given: question.example }, t("showExample"));
    return [...parts, element("p", { class: "quiet" }, t("fillIn"), " ", example)];
  }
  const answer = isAnswerable(question) ? attempt(() => answerQuestion(question, given, when)) : null;
  return [
    ...parts,
    answer
      ? answerParts(answer, { columns: question.columns, name: question.name })
      : element("p", { class: "notice" }, t("notHere")),
    asQuery(asItRuns(question, given, late), commandFor(question, given, late)),
  ];
}

// The answer, or what is wrong with the query.
function attempt(answer) {
  try {
    return answer();
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return { error: error.message };
  }
}

function asQuery(text, command) {
  return element(
    "details",
    { class: "as-query", "data-key": "as-query" },
    element("summary", {}, t("asQuery")),
    element("pre", { tabindex: 0, "aria-label": "SPARQL" }, text),
    element(
      "p",
      { class: "actions" },
      button(t("copyQuery"), () => copyText(text), { "data-key": "copy-query" }),
      button(t("editQuery"), () => navigate({ question: EDITOR, given: {}, query: text }), {
        "data-key": "edit-query",
      }),
    ),
    command && element("p", {}, t("onCommandLine")),
    command && element("pre", { tabindex: 0, "aria-label": t("onCommandLine") }, command),
    command &&
      element(
        "p",
        { class: "actions" },
        button(t("copyCommand"), () => copyText(command), { "data-key": "copy-command" }),
      ),
  );
}

// -- the form
function questionForm(question, { given, when }) {
  const change = (name, text) => navigate({ given: { ...given, [name]: text } });
  const fields = parametersOf(question).map((parameter) => {
    const field = formField(parameter, given[parameter.name] || "", (text) => change(parameter.name, text));
    const word = hasText(`given-${parameter.name}`) ? t(`given-${parameter.name}`) : parameter.name;
    return labelledField(`${word}${parameter.preset === "any" ? ` (${t("mayBeLeft")})` : ""}`, field);
  });
  if (asksInTime(question)) {
    fields.push(labelledField(
      `${t("given-when")} (${t("mayBeLeft")})`,
      dateField("given-when", when, (text) => navigate({ when: text })),
    ));
  }
  return element("form", { class: "question", onsubmit: (event) => event.preventDefault() }, fields);
}

function labelledField(word, { control, shown = control }) {
  return element("div", { class: "filter" }, element("label", { for: control.id }, word), shown);
}

function formField({ name, kind, preset }, text, change) {
  const id = `given-${name}`;
  if (kind === "entity") return entityField(id, text, change);
  if (kind === "document") return documentField(id, text, change);
  if (kind === "date") return dateField(id, text, change);
  const terms = { topic: record.topics, kind: record.kinds, standing: record.standings }[kind];
  if (terms || kind === "country") {
    return selectField(id, text, {
      choices: terms ? termChoices(terms) : countryChoices(),
      open: preset === "any",
      change,
    });
  }
  return typedField(id, text || (preset === "any" ? "" : preset || ""), {
    type: kind === "number" ? "number" : "text",
    change,
  });
}

function typedField(id, text, { type, change, ...more }) {
  const control = element("input", {
    id,
    type,
    "data-key": id,
    autocomplete: "off",
    ...more,
    onchange: (event) => change(event.currentTarget.value.trim()),
  });
  control.value = text;
  return { control };
}

function dateField(id, text, change) {
  const check = (value) => {
    const sound = value === "" || /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(value);
    if (sound) return change(value);
    byId(id).setAttribute("aria-invalid", "true");
    return announce(t("noDate", { text: value }));
  };
  return typedField(id, text, { type: "text", placeholder: "2001-09-11", change: check });
}

function selectField(id, text, { choices, open, change }) {
  const first = [["", open ? t("any") : t("choose")], ...choices];
  const control = element(
    "select",
    { id, "data-key": id, onchange: (event) => change(event.currentTarget.value) },
    first.map(([value, word]) => element("option", { value }, word)),
  );
  control.value = text;
  return { control };
}

function entityField(id, text, change) {
  const known = record.byId.get(text);
  const finder = new Finder(id, {
    label: t("searchLabel"),
    hint: t("search"),
    value: known ? nameOf(known) : text,
    choose: (entity) => change(entity.id),
  });
  finder.field.dataset.key = id;
  finder.field.removeAttribute("aria-label");
  finder.field.addEventListener("change", () => finder.field.value.trim() === "" && text && change(""));
  return { control: finder.field, shown: finder.box };
}

// Documents by title; what is typed may be a title or an id.
function documentField(id, text, change) {
  const titles = new Map(record.documents.map((document) => [documentWord(document), document.id]));
  const known = record.documents.find((document) => document.id === text);
  const { control } = typedField(id, known ? documentWord(known) : text, {
    type: "text",
    list: `${id}-list`,
    change: (typed) => change(titles.get(typed) || typed),
  });
  const list = element(
    "datalist",
    { id: `${id}-list` },
    [...titles.keys()].map((value) => element("option", { value })),
  );
  return { control, shown: element("div", {}, control, list) };
}

function documentWord({ title, publisher, id }) {
  return `${title || id} — ${publisher} (${id})`;
}

// -- a query of one's own
function editorParts({ query }) {
  const text = query || FIRST_QUERY.replace("{hint}", t("queryHint"));
  const box = element("textarea", {
    id: "own-query",
    rows: 14,
    spellcheck: "false",
    "data-key": "own-query",
    "aria-label": t("ownQuery"),
    onkeydown: (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
    },
  });
  box.value = text;
  const run = () => navigate({ query: box.value });
  const answer = query ? attempt(() => answerQuery(query, recordAsGraph(), record.prefixes)) : null;
  return [
    element(
      "p",
      { class: "actions" },
      button(t("allQuestions"), () => navigate({ question: "", given: {}, query: "" }), {
        "data-key": "all-questions",
      }),
    ),
    element("h2", {}, t("ownQuery")),
    element("p", { class: "lead" }, t("ownQueryHint")),
    box,
    element(
      "p",
      { class: "actions" },
      button(t("run"), run, { class: "primary", "data-key": "run" }),
      button(t("copyQuery"), () => copyText(box.value), { "data-key": "copy-query" }),
      element("span", { class: "quiet" }, Object.keys(record.prefixes).map((prefix) => `${prefix}:`).join(" ")),
    ),
    answer && answerParts(answer, { columns: {}, name: "query" }),
  ];
}
