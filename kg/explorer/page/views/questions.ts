// Asking in the page: the questions, each with its answer and the query behind it; or a query of one's own.

import { button, byId, type Children, copyText, element, redraw } from "../base/dom.ts";
import { TODAY } from "../base/dates.ts";
import { formatDate, hasText, localized, t } from "../base/i18n.ts";
import { nameOf, termWord } from "../data/names.ts";
import { asksInTime, isGiveable, isOf, type Parameter, parametersOf, questionNamed } from "../data/questions.ts";
import { type Entity, type Question, record } from "../data/record.ts";
import { findEntities } from "../data/search.ts";
import { answerWithHints } from "../sparql/comparisons.ts";
import { pageClient } from "../sparql/page_client.ts";
import { writeState } from "../state/address.ts";
import { navigate } from "../state/navigation.ts";
import type { State } from "../state/state.ts";
import { currentState } from "../state/store.ts";
import {
  answerQuestion,
  asItRuns,
  type Asked,
  commandFor,
  givenTwice,
  isAnswerable,
  isMissing,
  reversedPeriod,
} from "../questions/questions.ts";
import { questionForm, termsOf } from "./question_form.ts";
import { answerParts } from "./result_table.ts";
import { answerPlace, giveUp } from "./running.ts";

const EDITOR = "sparql";

// The queries that the reader ran: one that a link brings is shown, and waits for it.
const wanted = new Set<string>();

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

export function drawAsk(state: State): void {
  giveUp();
  const question = questionNamed(state.question);
  const parts = state.question === EDITOR
    ? editorParts(state)
    : question
    ? questionParts(question, state)
    : listParts(state);
  redraw(byId("ask"), parts);
}

// What decides what the view of questions shows.
export function sameAsking(one: State, other: State): boolean {
  return (["question", "query", "when", "lang", "view"] as const).every((key) => one[key] === other[key]) &&
    JSON.stringify(one.given) === JSON.stringify(other.given); // a link that comes back is read anew
}

// -- the list
function listParts({ given }: State): Children[] {
  const about = record.byId.get(given.of);
  const listed = record.questions.filter((question) => !about || asksAbout(question, about));
  const row = (question: Question) =>
    element(
      "li",
      {},
      askLink({ question: question.name, given: about ? { of: about.id } : {} }, localized(question.title)),
      element("p", { class: "quiet" }, questionSentence(question, about ? { of: about.id } : {})),
    );
  return [
    given.of && !about && unknownNotice(given.of, (id) => ({ given: { of: id } })),
    element("h2", {}, about ? t("page.question.askAbout", { name: nameOf(about) }) : t("page.choice.view.ask")),
    element("p", { class: "lead" }, t("page.question.askIntro")),
    about &&
    element(
      "p",
      { class: "actions" },
      button(t("page.question.allQuestions"), () => navigate({ given: {} }), { "data-key": "all-questions" }),
    ),
    element("ol", { class: "questions" }, listed.map(row)),
    element(
      "p",
      {},
      askLink({ question: EDITOR, given: {} }, t("page.question.ownQuery")),
      ` — ${t("page.question.ownQueryHint")}`,
    ),
  ];
}

// Whether a question is about things of the class that an entity is of.
function asksAbout(question: Question, about: Entity): boolean {
  return parametersOf(question).some((one) => one.name === "of" && one.kind === "entity" && isOf(about, one.ofClass));
}

// A link to a question, which is a link to this page in another state.
function askLink(changes: Partial<State>, text: string): HTMLElement {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    navigate({ view: "ask", query: "", answer: "", ...changes });
  };
  return element("a", {
    href: writeState({ ...currentState(), view: "ask", query: "", answer: "", ...changes }),
    class: "inward",
    onclick: follow,
  }, text);
}

// The sentence of a question with what is given in its place.
function questionSentence(question: Question, given: State["given"]): string {
  const named = new Map(parametersOf(question).map((parameter) => [parameter.name, parameter]));
  return localized(question.question).replace(/\{(\w+)\}/g, (_, name: string) => {
    const { kind = "text", preset = null, label } = named.get(name) ?? {};
    const text = given[name] || preset;
    return text && text !== "any" ? valueWords(kind, text) : `[${label ? localized(label) : wantedWord(kind)}]`;
  });
}

function wantedWord(kind: string): string {
  return hasText(`page.asks.${kind}`) ? t(`page.asks.${kind}`) : t("page.asks.text");
}

function valueWords(kind: string, text: string): string {
  const entity = record.byId.get(text);
  if (kind === "entity" || kind === "country") return entity ? nameOf(entity) : text;
  if (kind === "document") return record.documents.find(({ id }) => id === text)?.title || text;
  if (kind === "date") return formatDate(text === "today" ? TODAY : text);
  const terms = termsOf(kind);
  return terms ? termWord(terms, text) : text;
}

// -- one question
function questionParts(question: Question, { given, when }: State): Children[] {
  const missing = parametersOf(question).filter(({ name, preset }) => isMissing(question, name, given[name] || preset));
  const asked: Asked = { question, given, when: asksInTime(question) ? when : "" };
  const parts = [
    element(
      "p",
      { class: "actions" },
      button(t("page.question.allQuestions"), () => navigate({ question: "", given: {}, answer: "" }), {
        "data-key": "all-questions",
      }),
    ),
    element("h2", {}, localized(question.title)),
    element("p", { class: "lead" }, questionSentence(question, given)),
    questionForm(question, { given, when }),
  ];
  const mistaken = parametersOf(question).filter((one) => !isGiveable(one, given[one.name] ?? ""));
  if (mistaken.length) return [...parts, ...mistaken.map((one) => mistakeNotice(one, { question, given }))];
  if (missing.length) {
    const example = Object.keys(question.example).length > 0 &&
      askLink({ question: question.name, given: question.example }, t("page.question.showExample"));
    return [...parts, element("p", { class: "quiet" }, t("page.question.fillIn"), " ", example)];
  }
  const reversed = reversedPeriod(question, given);
  if (reversed) {
    return [...parts, element("p", { class: "notice", role: "alert" }, t("error.date.reversed", reversed))];
  }
  const twice = givenTwice(question, given);
  if (twice) {
    const entity = record.entities.find(({ id }) => id === twice);
    const told = t("page.path.same", { name: entity ? nameOf(entity) : twice });
    return [...parts, element("p", { class: "notice", role: "alert" }, told)];
  }
  const answer = isAnswerable(asked)
    ? answerPlace(
      (asking) => answerQuestion({ question, given, when }, (text) => pageClient().query(text, asking)),
      (found) => answerParts(found, { name: question.name, columns: question.columns, text: asItRuns(asked) }),
    )
    : element("p", { class: "notice" }, t("page.question.notHere"));
  return [...parts, answer, asQuery(asItRuns(asked), commandFor(asked))];
}

// What is given that cannot be: an empty answer would say that there is nothing, and not that it was mistyped.
function mistakeNotice({ name, kind }: Parameter, { question, given }: Pick<Asked, "question" | "given">): HTMLElement {
  const text = given[name];
  if (kind === "date") return element("p", { class: "notice", role: "alert" }, t("page.question.noDate", { text }));
  return unknownNotice(text, (id) => ({ question: question.name, given: { ...given, [name]: id } }));
}

// An id that nothing has, and the questions about what may be meant.
function unknownNotice(text: string, instead: (id: string) => Partial<State>): HTMLElement {
  const near = findEntities(text, 3).map(({ entity }) => askLink(instead(entity.id), nameOf(entity)));
  const meant = near.length > 0 &&
    [` ${t("page.question.meant")} `, ...near.flatMap((one, at) => (at ? [", ", one] : [one]))];
  return element("p", { class: "notice", role: "alert" }, t("page.question.unknown", { text }), meant);
}

function asQuery(text: string, command: string): HTMLElement {
  return element(
    "details",
    { class: "as-query", "data-key": "as-query" },
    element("summary", {}, t("page.question.asQuery")),
    element("pre", { tabindex: 0, "aria-label": "SPARQL" }, text),
    element(
      "p",
      { class: "actions" },
      button(t("page.question.copyQuery"), () => copyText(text), { "data-key": "copy-query" }),
      button(t("page.question.editQuery"), () => runOwn(text), {
        "data-key": "edit-query",
      }),
    ),
    command && element("p", {}, t("page.question.onCommandLine")),
    command && element("pre", { tabindex: 0, "aria-label": t("page.question.onCommandLine") }, command),
    command &&
      element(
        "p",
        { class: "actions" },
        button(t("page.question.copyCommand"), () => copyText(command), { "data-key": "copy-command" }),
      ),
  );
}

// -- a query of one's own
function editorParts({ query }: State): Children[] {
  const text = query || FIRST_QUERY.replace("{hint}", t("page.question.queryHint"));
  const box = element("textarea", {
    id: "own-query",
    rows: 14,
    spellcheck: "false",
    "data-key": "own-query",
    "aria-label": t("page.question.ownQuery"),
    onkeydown: (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
    },
  });
  box.value = text;
  const run = () => runOwn(box.value);
  const answer = wanted.has(query) && answerPlace(
    (asking) => answerWithHints(query, (asked) => pageClient().query(asked, asking)),
    (found) => answerParts(found, { columns: {}, name: "query", text: query }),
    true,
  );
  return [
    element(
      "p",
      { class: "actions" },
      button(t("page.question.allQuestions"), () => navigate({ question: "", given: {}, query: "", answer: "" }), {
        "data-key": "all-questions",
      }),
    ),
    element("h2", {}, t("page.question.ownQuery")),
    element("p", { class: "lead" }, t("page.question.ownQueryHint")),
    box,
    element(
      "p",
      { class: "actions" },
      button(t("page.question.run"), run, { class: "primary", "data-key": "run" }),
      button(t("page.question.copyQuery"), () => copyText(box.value), { "data-key": "copy-query" }),
      element("span", { class: "quiet" }, Object.keys(record.prefixes).map((prefix) => `${prefix}:`).join(" ")),
    ),
    answer || (query && element("p", { class: "notice" }, t("page.question.notRun"))),
  ];
}

// Run a query of the reader's own.
function runOwn(query: string): void {
  wanted.add(query);
  const before = currentState();
  navigate({ question: EDITOR, given: {}, query });
  if (sameAsking(before, currentState())) drawAsk(currentState()); // it was shown already, and waited
}
