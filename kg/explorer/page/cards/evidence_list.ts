// The passages behind a claim, as a list and as a button that opens it.

import { button, element, outwardLink } from "../base/dom.ts";
import { currentLanguage, formatDate, labelled, localized, nameOfLanguage, t } from "../base/i18n.ts";
import { archiveOf, byStanding, placeOf } from "../data/evidence.ts";
import { termWord } from "../data/names.ts";
import { publisherWords, readingText } from "./sentences.ts";
import { type Passage, record } from "../data/record.ts";

export function evidenceList(passages: readonly Passage[]): HTMLElement {
  if (!passages.length) return element("p", { class: "quiet" }, t("page.evidence.noPassage"));
  return element("ul", { class: "evidence" }, byStanding(passages).map(passageItem));
}

function passageItem(passage: Passage): HTMLElement {
  const { document, says, section, locator, reservation } = passage;
  const where = [section, localized(locator)].filter(Boolean).join(", ");
  const language = document.language && document.language !== currentLanguage() &&
    t("page.evidence.inLanguage", { language: nameOfLanguage(document.language) });
  const about = [publisherWords(document), document.issued && formatDate(document.issued), language].filter(Boolean)
    .join(
      " · ",
    );
  return element(
    "li",
    {},
    says && element("p", { class: "says" }, localized(says)),
    reservation && element("p", { class: "quiet" }, labelled("page.evidence.reservation", localized(reservation))),
    element("p", { class: "document" }, outwardLink(placeOf(passage), document.title || document.address)),
    where && element("p", { class: "locator" }, where),
    element("p", { class: "quiet" }, about),
    element("p", { class: "quiet standing" }, termWord(record.standings, document.standing)),
    element("p", { class: "quiet reading" }, readingText(passage)),
    element("p", { class: "quiet address" }, outwardLink(document.address)),
    archiveOf(document) && element("p", { class: "quiet archive" }, ...archived(archiveOf(document))),
  );
}

// The words around the address of a copy, and the address as a link.
function archived(address: string): (string | HTMLElement)[] {
  const [before, after] = t("common.archive", { address: "\n" }).split("\n");
  return [before, outwardLink(address), after];
}

// A button at the end of a sentence that opens its passages below it, and what else is to stand there.
export function evidenceToggle(
  passages: readonly Passage[],
  sentence: HTMLElement,
  below?: () => HTMLElement,
): HTMLElement {
  const words = t("common.passages", { count: passages.length });
  const holder = element("div", { hidden: true });
  const toggle = button(words, () => {
    holder.hidden = !holder.hidden;
    toggle.setAttribute("aria-expanded", String(!holder.hidden));
    if (!holder.hidden && !holder.firstChild) holder.append(evidenceList(passages), below?.() ?? "");
  }, { class: "evidence-toggle", "aria-expanded": "false" });
  sentence.append(" ", toggle);
  return holder;
}
