// The form of a question: a field for each thing that it asks for.

import { element } from "../base/dom.ts";
import { capital, hasText, localized, t } from "../base/i18n.ts";
import { nameOf } from "../data/names.ts";
import { asksInTime, type Parameter, parametersOf } from "../data/questions.ts";
import { type Question, record, type SourceDocument, type Terms } from "../data/record.ts";
import { navigate } from "../state/navigation.ts";
import type { State } from "../state/state.ts";
import { Finder } from "../cards/entity_finder.ts";
import { publisherWords } from "../cards/sentences.ts";
import { dateField } from "../panels/date_field.ts";
import { type Choice, countryChoices, termChoices } from "../panels/filters.ts";

// What is typed into, and what is shown around it.
interface Field {
  readonly control: HTMLElement;
  readonly shown?: HTMLElement;
}

type Change = (text: string) => void;

export function questionForm(question: Question, { given, when }: Pick<State, "given" | "when">): HTMLElement {
  const change = (name: string, text: string) => navigate({ given: { ...given, [name]: text } });
  const fields = parametersOf(question).map((parameter) => {
    const field = formField(parameter, given[parameter.name] || "", (text) => change(parameter.name, text));
    const isOpen = parameter.preset === "any" || parameter.preset === "today";
    return labelledField(
      `${parameterWord(parameter)}${isOpen ? ` (${t("page.question.mayBeLeft")})` : ""}`,
      field,
    );
  });
  if (asksInTime(question)) {
    fields.push(labelledField(
      `${t("page.given.when")} (${t("page.question.mayBeLeft")})`,
      typedDate("given-when", when, (text) => navigate({ when: text })),
    ));
  }
  return element("form", { class: "question", onsubmit: (event) => event.preventDefault() }, fields);
}

// What a parameter is called: by its question, by us, or by its name.
function parameterWord({ name, label }: Parameter): string {
  if (label) return capital(localized(label));
  return hasText(`page.given.${name}`) ? t(`page.given.${name}`) : name;
}

function labelledField(word: string, { control, shown = control }: Field): HTMLElement {
  return element("div", { class: "filter" }, element("label", { for: control.id }, word), shown);
}

function formField({ name, kind, preset, ofClass, choices }: Parameter, text: string, change: Change): Field {
  const id = `given-${name}`;
  if (kind === "entity") return entityField(id, text, change);
  if (kind === "document") return documentField(id, text, change);
  if (kind === "date") return typedDate(id, text, change);
  const terms = termsOf(kind);
  if (terms || kind === "country") {
    return selectField(id, text, {
      choices: terms ? termChoices(terms).filter(([id]) => fits(id, ofClass)) : countryChoices(),
      open: preset === "any",
      change,
    });
  }
  if (choices) {
    const called = choices.map(([choice, word]): Choice => [choice, localized(word)]);
    return selectField(id, text, { choices: called, open: preset === "any", change });
  }
  return typedField(id, text || (preset === "any" ? "" : preset || ""), {
    type: kind === "number" ? "number" : "text",
    change,
  });
}

// Whether a concept may be given: a kind only where things of the class that the question is about may have it.
function fits(id: string, ofClass: string): boolean {
  return record.fitting[ofClass]?.includes(id) ?? true;
}

function typedField(
  id: string,
  text: string,
  { type, change, ...more }: {
    readonly type: string;
    readonly change: Change;
    readonly list?: string;
  },
): Field {
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

function typedDate(id: string, text: string, change: Change): Field {
  const control = dateField(change, { id, "data-key": id });
  control.value = text;
  return { control };
}

function selectField(
  id: string,
  text: string,
  { choices, open, change }: { readonly choices: readonly Choice[]; readonly open: boolean; readonly change: Change },
): Field {
  const first: Choice[] = [["", open ? t("page.filter.any") : t("page.question.choose")], ...choices];
  const control = element(
    "select",
    { id, "data-key": id, onchange: (event) => change(event.currentTarget.value) },
    first.map(([value, word]) => element("option", { value }, word)),
  );
  control.value = text;
  return { control };
}

function entityField(id: string, text: string, change: Change): Field {
  const known = record.byId.get(text);
  const finder = new Finder(id, {
    label: t("page.header.searchLabel"),
    hint: t("page.header.search"),
    value: known ? nameOf(known) : text,
    choose: (entity) => change(entity.id),
  });
  finder.field.dataset.key = id;
  finder.field.removeAttribute("aria-label");
  finder.field.addEventListener("change", () => finder.field.value.trim() === "" && text && change(""));
  return { control: finder.field, shown: finder.box };
}

// Documents by title; what is typed may be a title or an id.
function documentField(id: string, text: string, change: Change): Field {
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

function documentWord(document: SourceDocument): string {
  const { title, id } = document;
  return `${title || id} — ${publisherWords(document)} (${id})`;
}

// The terms among which a value is chosen; undefined where it is none of them.
export function termsOf(kind: string): Terms | undefined {
  return record.concepts.get(kind);
}
