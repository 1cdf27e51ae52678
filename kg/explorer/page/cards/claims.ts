// Claims in a card, each of which opens its passages.

import { button, element } from "../base/dom.ts";
import { formatDate, formatList, formatNumber, labelled, t } from "../base/i18n.ts";
import { byStanding, contradict } from "../data/evidence.ts";
import { evidenceToggle } from "./evidence_list.ts";
import { partsElements } from "./links.ts";
import { tieParts } from "./sentences.ts";

// A list of claims, each of which opens its passages; what is long is cut until asked for.
export function claimList(claims, most = 7) {
  const list = element("ul", { class: "claims" }, claims.slice(0, most).map(claimItem));
  if (claims.length <= most + 1) {
    list.append(...claims.slice(most).map(claimItem));
    return list;
  }
  const rest = button(t("showMore", { count: formatNumber(claims.length) }), () => {
    const items = claims.slice(most).map(claimItem);
    list.append(...items);
    rest.remove();
    items[0].querySelector("button")?.focus();
  }, { class: "more" });
  return element("div", {}, list, rest);
}

function claimItem({ parts, passages, note, sides }) {
  const mark = note && element("span", { class: "note" }, note);
  const sentence = element("p", { class: "sentence" }, partsElements(parts), mark);
  if (sides) return element("li", {}, sentence, element("ul", { class: "sides" }, sides.map(sideItem)));
  return element("li", {}, sentence, passages && evidenceToggle(passages, sentence));
}

// What documents contradict each other on, as one claim whose sides stand beside each other.
export function disagreement(parts, sides) {
  const values = sides.flatMap((side, at) => (at ? [` ${t("or")} `, ...side.parts] : side.parts));
  return {
    parts: [...parts, ...values],
    passages: sides.flatMap(({ passages }) => passages),
    note: t("differ"),
    sides,
  };
}

// One side of a disagreement: what is said, by whom and when, and its passages.
function sideItem({ parts, passages }) {
  const sentence = element("p", { class: "sentence" }, element("strong", {}, partsElements(parts)));
  const voices = new Set(
    byStanding(passages).map(({ document }) =>
      [document.publisher, document.issued && formatDate(document.issued)].filter(Boolean).join(", ")
    ),
  );
  const holder = evidenceToggle(passages, sentence);
  return element("li", {}, sentence, element("p", { class: "quiet" }, formatList([...voices])), holder);
}

export function cardSection({ title, count, claims, mark }) {
  const total = count ? element("span", { class: "count" }, formatNumber(claims.length)) : "";
  const colour = mark ? element("span", { class: "swatch", style: { "background-color": mark } }) : "";
  return element("section", {}, element("h3", {}, colour, title, total), claimList(claims));
}

export function tieClaim(tie, from) {
  const claim = { parts: tieParts(tie, from), passages: tie.passages };
  for (const property of ["startDate", "endDate"]) {
    const dates = tie.stated.filter((stated) => stated.property === property);
    if (!contradict(dates.map(({ value }) => value))) continue;
    const sides = dates.map(({ value, passages }) => ({
      parts: [labelled(property, ""), formatDate(String(value))],
      passages,
    }));
    return { ...claim, sides, note: t("differ") };
  }
  return claim;
}
