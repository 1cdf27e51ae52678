// The reader's own note on a card, and the cards that have one.

import { type Children, element } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { record } from "../data/record.ts";
import { shortName } from "../data/names.ts";
import { allNotes, keepNote, noteOn } from "../state/notes.ts";
import { cardLink } from "./links.ts";

export function ownNote(card: string): HTMLElement {
  const field: HTMLTextAreaElement = element("textarea", {
    rows: 2,
    "data-key": "own-note",
    "aria-describedby": "own-note-hint",
    oninput: () => keepNote(card, field.value),
  });
  field.value = noteOn(card); // a value is text, whatever it says
  const isOpen = field.value !== "";
  return element(
    "details",
    { class: "own-note", "data-key": "own-note-of", open: isOpen },
    element("summary", {}, t("page.note.title")),
    element("label", {}, element("span", { class: "offscreen" }, t("page.note.title")), field),
    element("p", { class: "quiet", id: "own-note-hint" }, t("page.note.hint", { menu: t("page.download.title") })),
  );
}

// Links to what the reader wrote a note on.
export function noteList(): Children {
  const cards = [...allNotes().keys()].filter((card) => nameOfCard(card));
  return cards.length > 0 && element(
    "section",
    { class: "own-notes" },
    element("h3", {}, t("page.note.list")),
    element("ul", { class: "ranking" }, cards.map((card) => element("li", {}, cardLink(card, nameOfCard(card))))),
  );
}

// The name of an entity, or of both ends of a line; "" for what is not on record.
export function nameOfCard(card: string): string {
  const ends = card.split("~").map((id) => record.byId.get(id));
  return ends.every((end) => end !== undefined) ? ends.map(shortName).join(" — ") : "";
}
