// The card of an entity: its names, what it is, what is stated of it, its ties, figures and events.

import { button, type Children, element, outwardLink } from "../base/dom.ts";
import { capital, formatDate, hasText, labelled, languageIndex, localized, recordLanguages, t } from "../base/i18n.ts";
import { kindWords, nameOf, termWord } from "../data/names.ts";
import { canAsk } from "../data/questions.ts";
import { type Entity, type Fact, familyOf, record } from "../data/record.ts";
import type { Selection } from "../selection/selection.ts";
import type { State } from "../state/state.ts";
import { collapseCircle, expandCircle, navigate, showCircle } from "../state/navigation.ts";
import { familyColour } from "../canvas/strokes.ts";
import { citeButtons } from "./citation.ts";
import { cardSection, type Claim, disagreement, type Section, tieClaim } from "./claims.ts";
import { ownNote } from "./own_note.ts";
import { partnerSection } from "./partners.ts";
import { startPath } from "./path_form.ts";
import { coordinateWords, eventParts, figureParts, type Parts, statusOf, statusWords } from "./sentences.ts";

export function entityCard(entity: Entity, selection: Selection): Children[] {
  const { state } = selection;
  const all = [statedSection(entity), ...tieSections(entity), figureSection(entity), eventSection(entity)];
  const sections = all.filter(({ claims }) => claims.length > 0);
  const claims = sections.flatMap((section) => section.claims);
  return [
    element("p", { class: "eyebrow" }, kindWords(entity)),
    element("h2", {}, nameOf(entity)),
    otherNames(entity),
    entity.definition && element("p", { class: "definition" }, localized(entity.definition)),
    topicLine(entity),
    entity.homepage && element("p", { class: "quiet" }, labelled("common.home_page", ""), outwardLink(entity.homepage)),
    entityActions(entity, state),
    ownNote(entity.id),
    entity.actor && partnerSection(entity, selection),
    ...sections.map((section) => cardSection(section)),
    citeButtons({ title: nameOf(entity), claims }),
  ];
}

// The name in the other language, abbreviations and other names, each once.
function otherNames(entity: Entity): Children {
  const own = entity.label[languageIndex()];
  const tongue = recordLanguages().findIndex((_, at) => entity.label[at] && entity.label[at] !== own);
  const short = [...new Set((entity.abbreviation || []).filter(Boolean))].join(" / ");
  return [
    tongue >= 0 && element("p", { class: "translated", lang: recordLanguages()[tongue] }, entity.label[tongue]),
    short && element("p", { class: "abbreviation" }, short),
    entity.names.length > 0 &&
    element("p", { class: "quiet" }, labelled("page.entity.otherNames", entity.names.join("; "))),
  ];
}

function topicLine(entity: Entity): Children {
  return entity.topics.length > 0 &&
    element(
      "p",
      { class: "quiet" },
      labelled("page.entity.topics", entity.topics.map((topic) => termWord(record.topics, topic)).join(", ")),
    );
}

function entityActions(entity: Entity, state: State): HTMLElement {
  const asking = canAsk() &&
    button(
      t("page.question.askAction"),
      () => navigate({ view: "ask", question: "", answer: "", given: { of: entity.id } }),
    );
  if (!entity.actor && !entity.collaboration) return element("p", { class: "actions" }, asking);
  const inCircle = state.focus.includes(entity.id);
  const expanded = state.focus.length > 0 && !inCircle &&
    button(t("page.entity.expand"), () => expandCircle(entity.id));
  const collapsed = inCircle && button(t("page.entity.collapse"), () => collapseCircle(entity.id));
  return element(
    "p",
    { class: "actions" },
    !inCircle && button(t("page.entity.focus"), () => showCircle(entity.id), { class: "primary" }),
    expanded,
    collapsed,
    button(t("page.entity.pathFrom"), () => startPath(entity.id)),
    asking,
  );
}

// Dates, status and countries as stated: every value with its passages.
function statedSection(entity: Entity): Section {
  const order = ["startDate", "signedDate", "inForceDate", "endDate", "hasStatus", "hasCountry"];
  const byProperty = Map.groupBy(entity.facts, (fact) => fact.property);
  const stated = [...byProperty].sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return {
    title: t("common.as_stated"),
    about: nameOf(entity),
    claims: [...placeClaims(entity), ...stated.flatMap(([property, facts]) => statedClaims(property, facts, entity))],
  };
}

// Where it lies, and what of it lies there.
function placeClaims({ coordinates }: Entity): Claim[] {
  if (!coordinates) return [];
  const precision = localized(coordinates.precision);
  const degrees = coordinateWords(coordinates);
  const words = precision ? `${degrees} (${precision})` : degrees;
  return [{ parts: [labelled("common.coordinates", words)], passages: coordinates.passages }];
}

// One claim a value; countries that the same passages state share one.
function statedClaims(property: string, facts: readonly Fact[], entity: Entity): Claim[] {
  if (property === "hasCountry") {
    const together = Map.groupBy(
      facts,
      ({ passages }) => passages.map((passage) => record.passages.indexOf(passage)).join(" "),
    );
    return [...together.values()].map((some) => ({
      parts: [labelled(`page.property.${property}`, ""), ...commaParts(some)],
      passages: some[0].passages,
    }));
  }
  const word = hasText(`page.property.${property}`) ? labelled(`page.property.${property}`, "") : `${property}: `;
  const sides = facts.map((fact) => ({ parts: [factPart(fact, entity)], passages: fact.passages }));
  if (facts.some(({ isDisputed }) => isDisputed)) return [disagreement([word], sides)];
  return sides.map(({ parts, passages }) => ({ parts: [word, ...parts], passages }));
}

function commaParts(facts: readonly Fact[]): Parts {
  return facts.flatMap(({ value }, at): Parts => (at ? [", ", value] : [value]));
}

function factPart(fact: Fact, entity: Entity): string | Entity {
  if (typeof fact.value !== "string") return fact.value;
  return fact.property === "hasStatus" ? statusWords(statusOf(fact, entity)) : formatDate(fact.value);
}

// Ties by family, in the order of the legend.
function tieSections(entity: Entity): Section[] {
  const byFamily = Map.groupBy(entity.ties, familyOf);
  const listed = record.families.map((family) => family.id);
  const families = [...listed, ...[...byFamily.keys()].filter((family) => !listed.includes(family))];
  return families.filter((family) => byFamily.has(family)).map((family) => ({
    title: capital(termWord(record.relations, family)),
    about: nameOf(entity),
    mark: familyColour(family),
    count: true,
    claims: (byFamily.get(family) ?? []).map((tie) => tieClaim(tie, entity)),
  }));
}

function figureSection(entity: Entity): Section {
  const claims = entity.figures.map((figure) => ({ parts: figureParts(figure), passages: figure.passages }));
  return { title: t("common.figures"), about: nameOf(entity), claims };
}

function eventSection(entity: Entity): Section {
  const claims = entity.events.map((event) => ({ parts: eventParts(event), passages: event.passages }));
  return { title: t("common.events"), about: nameOf(entity), claims };
}
