// A card as a citation: its claims with numbered sources, in Markdown or BibTeX.

import { button, copyText, element } from "../base/dom.ts";
import { formatDate, localized, quoted, t, withinSentence } from "../base/i18n.ts";
import { archiveOf, placeOf } from "../data/evidence.ts";
import { termWord } from "../data/names.ts";
import { type Passage, record, type SourceDocument } from "../data/record.ts";
import type { Claim } from "./claims.ts";
import { partsText, publisherWords, readingText } from "./sentences.ts";

// What is cited: the claims of a card under its title; where filters hide some, how many are left is told on top.
interface Cited {
  readonly title: string;
  readonly claims: readonly Claim[];
  readonly cut?: string;
}

export function citeButtons(card: Cited): HTMLElement {
  return element(
    "section",
    { class: "cite" },
    element("h3", {}, t("page.cite.title")),
    element(
      "p",
      { class: "actions" },
      button(t("page.cite.copyMarkdown"), () => copyText(asMarkdown(card))),
      button(t("page.cite.copyBibtex"), () => copyText(asBibtex(card))),
    ),
  );
}

// One claim alone, with what it is about and all of its passages.
export function citeClaimButton({ title, claim }: { readonly title: string; readonly claim: Claim }): HTMLElement {
  const copy = () => copyText(asMarkdown({ title, claims: [claim] }));
  return element("p", { class: "actions" }, button(t("page.cite.claim"), copy, { class: "link cite-claim" }));
}

function sourcesOf({ claims }: Cited): Passage[] {
  return [...new Set(claims.flatMap((claim) => claim.passages))];
}

function asMarkdown(card: Cited): string {
  const sources = sourcesOf(card);
  const numbers = new Map(sources.map((passage, at) => [passage, at + 1]));
  const lines = card.claims.map(({ parts, passages }) => {
    const marks = passages.map((passage) => `[^${numbers.get(passage)}]`).join("");
    return `- ${escapeMarkdown(partsText(parts))}${marks}`;
  });
  const notes = sources.map((passage) => `[^${numbers.get(passage)}]: ${escapeMarkdown(sourceText(passage))}`);
  const cut = card.cut ? [`*${escapeMarkdown(card.cut)}*`, ""] : [];
  return [`## ${escapeMarkdown(card.title)}`, "", ...cut, ...lines, "", ...notes, ""].join("\n");
}

// The reference of a passage, its parts in the order in which the library has them.
export function sourceText(passage: Passage): string {
  const { document, section, locator } = passage;
  const parts = [
    quoted(document.title),
    section && quoted(section),
    localized(locator),
    publisherWords(document),
    document.issued && formatDate(document.issued),
    withinSentence(termWord(record.standings, document.standing)),
    withinSentence(readingText(passage)),
    placeOf(passage),
    archiveOf(document) && t("common.archive", { address: archiveOf(document) }),
  ];
  return parts.filter(Boolean).join(", ");
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, "\\$&").replace(/\s+/g, " ");
}

function asBibtex(card: Cited): string {
  const documents = [...new Set(sourcesOf(card).map(({ document }) => document))];
  const cut = card.cut ? [`% ${card.cut.replace(/\s+/g, " ")}\n`] : [];
  return [...cut, ...documents.map(bibtexEntry)].join("\n");
}

// What BibLaTeX calls languages.
const LANGUAGE_IDS: { readonly [tag: string]: string | undefined } = {
  ...{ da: "danish", de: "german", en: "english", es: "spanish", fi: "finnish", fr: "french", is: "icelandic" },
  ...{ it: "italian", nb: "norwegian", nl: "dutch", nn: "nynorsk", no: "norwegian", pl: "polish", pt: "portuguese" },
  sv: "swedish",
};

function bibtexEntry({ id, title, publisher, voice, address, issued, language }: SourceDocument): string {
  const author = voice ?? publisher;
  const fields = {
    title: `{${escapeBibtex(title)}}`,
    author: author && `{${escapeBibtex(localized(author.name))}}`,
    publisher: publisher && publisher !== author && escapeBibtex(localized(publisher.name)),
    year: issued.slice(0, 4),
    date: issued,
    url: address.replace(/[{}\\\s]/g, encodeURIComponent),
    langid: LANGUAGE_IDS[language],
  };
  const lines = Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},`);
  return [`@misc{${id.replace(/[^\w-]/g, "")},`, ...lines, "}", ""].join("\n");
}

function escapeBibtex(text: string): string {
  return text.replace(/[\\{}]/g, "").replace(/[&%$#_]/g, "\\$&");
}
