// Claims in a card, each of which opens its passages.

import { element } from "../base/dom.ts";
import { formatDate, formatList, formatNumber, labelled, t } from "../base/i18n.ts";
import { moreButton } from "../base/more.ts";
import type { Entity, Passage, Tie } from "../data/record.ts";
import { byStanding } from "../data/evidence.ts";
import { citeClaimButton } from "./citation.ts";
import { evidenceToggle } from "./evidence_list.ts";
import { partsElements } from "./links.ts";
import { type Parts, publisherWords, tieParts } from "./sentences.ts";

// One side of a disagreement.
export interface Side {
  readonly parts: Parts;
  readonly passages: readonly Passage[];
}

// What is claimed, the passages that claim it, and where they contradict each other the sides.
export interface Claim extends Side {
  readonly note?: string;
  readonly sides?: readonly Side[];
}

// A part of a card: its claims under a title, counted where it says so, with the colour of their family; and what the
// card is about, under which one of them is cited.
export interface Section {
  readonly title: string;
  readonly about: string;
  readonly claims: readonly Claim[];
  readonly count?: boolean;
  readonly mark?: string;
}

// A list of claims, each of which opens its passages; what is long is cut until asked for.
export function claimList(claims: readonly Claim[], about: string, most = 7): HTMLElement {
  const item = (claim: Claim) => claimItem(claim, about);
  const list = element("ul", { class: "claims" }, claims.slice(0, most).map(item));
  if (claims.length <= most + 1) {
    list.append(...claims.slice(most).map(item));
    return list;
  }
  const rest = moreButton(most, claims.length, () => {
    const items = claims.slice(most).map(item);
    list.append(...items);
    rest.remove();
    items[0].querySelector("button")?.focus();
  });
  return element("div", {}, list, rest);
}

function claimItem(claim: Claim, about: string): HTMLElement {
  const { parts, passages, note, sides } = claim;
  const mark = note && element("span", { class: "note" }, note);
  const sentence = element("p", { class: "sentence" }, partsElements(parts), mark);
  if (sides) return element("li", {}, sentence, element("ul", { class: "sides" }, sides.map(sideItem)));
  const cite = () => citeClaimButton({ title: about, claim });
  return element("li", {}, sentence, evidenceToggle(passages, sentence, cite));
}

// What documents contradict each other on, as one claim whose sides stand beside each other.
export function disagreement(parts: Parts, sides: readonly Side[]): Claim {
  const values = sides.flatMap((side, at) => (at ? [` ${t("page.text.or")} `, ...side.parts] : [...side.parts]));
  return {
    parts: [...parts, ...values],
    passages: sides.flatMap(({ passages }) => passages),
    note: t("page.evidence.differ"),
    sides,
  };
}

// One side of a disagreement: what is said, by whom and when, and its passages.
function sideItem({ parts, passages }: Side): HTMLElement {
  const sentence = element("p", { class: "sentence" }, element("strong", {}, partsElements(parts)));
  const voices = new Set(
    byStanding(passages).map(({ document }) =>
      [publisherWords(document), document.issued && formatDate(document.issued)].filter(Boolean).join(", ")
    ),
  );
  const holder = evidenceToggle(passages, sentence);
  return element("li", {}, sentence, element("p", { class: "quiet" }, formatList([...voices])), holder);
}

export function cardSection({ title, about, count, claims, mark }: Section): HTMLElement {
  const total = count ? element("span", { class: "count" }, formatNumber(claims.length)) : "";
  const colour = mark ? element("span", { class: "swatch", style: { "background-color": mark } }) : "";
  return element("section", {}, element("h3", {}, colour, title, total), claimList(claims, about));
}

export function tieClaim(tie: Tie, from: Entity): Claim {
  const claim = { parts: tieParts(tie, from), passages: tie.passages };
  for (const property of ["startDate", "endDate"]) {
    const dates = tie.stated.filter((stated) => stated.property === property);
    if (!dates.some(({ isDisputed }) => isDisputed)) continue;
    const sides = dates.map(({ value, passages }) => ({
      parts: [labelled(`page.property.${property}`, ""), formatDate(String(value))],
      passages,
    }));
    return { ...claim, sides, note: t("page.evidence.differ") };
  }
  return claim;
}
