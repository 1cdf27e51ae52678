// The passages behind a claim, as a list and as a button that opens it.

import { button, element, outwardLink } from "../base/dom.ts";
import { currentLanguage, labelled, say, sayDate, sayNumber, spoken } from "../base/i18n.ts";
import { byStanding } from "../data/evidence.ts";
import { termWord } from "../data/names.ts";
import { record } from "../data/record.ts";

export function evidenceList(passages) {
  if (!passages.length) return element("p", { class: "quiet" }, say("noPassage"));
  return element("ul", { class: "evidence" }, byStanding(passages).map(passageItem));
}

function passageItem({ document, says, section, locator, reservation }) {
  const where = [section, spoken(locator)].filter(Boolean).join(", ");
  const language = document.language !== currentLanguage() &&
    { en: say("inEnglish"), fr: say("inFrench") }[document.language];
  const about = [document.publisher, document.issued && sayDate(document.issued), language].filter(Boolean).join(" · ");
  return element(
    "li",
    {},
    says && element("p", { class: "says" }, spoken(says)),
    reservation && element("p", { class: "quiet" }, labelled("reservation", spoken(reservation))),
    element("p", { class: "document" }, outwardLink(document.address, document.title || document.address)),
    where && element("p", { class: "locator" }, where),
    element("p", { class: "quiet" }, about),
    element("p", { class: "quiet standing" }, termWord(record.standings, document.standing)),
    element("p", { class: "quiet address" }, outwardLink(document.address)),
  );
}

// A button at the end of a sentence that opens its passages below it.
export function evidenceToggle(passages, sentence) {
  const words = passages.length === 1
    ? say("passageCount")
    : say("passageCounts", { count: sayNumber(passages.length) });
  const holder = element("div", { hidden: true });
  const toggle = button(words, () => {
    holder.hidden = !holder.hidden;
    toggle.setAttribute("aria-expanded", String(!holder.hidden));
    if (!holder.hidden && !holder.firstChild) holder.append(evidenceList(passages));
  }, { class: "evidence-toggle", "aria-expanded": "false" });
  sentence.append(" ", toggle);
  return holder;
}
