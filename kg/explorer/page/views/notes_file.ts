// The view with the reader's own notes as a small file, to be opened again.

import { announce, element, save } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { record } from "../data/record.ts";
import { readState, writeState } from "../state/address.ts";
import { navigate } from "../state/navigation.ts";
import { addNotes, areUnsaved, type NotesFile, readNotes, writeNotes } from "../state/notes.ts";
import type { State } from "../state/state.ts";
import { currentState } from "../state/store.ts";
import { nameOfCard } from "../cards/own_note.ts";

const LARGEST = 5_000_000; // bytes

export function saveNotes(state: State): void {
  const { address, date } = record.dataset;
  const about = { dataset: address, date };
  save(writeNotes(writeState(state), about), "perimeter-notes.json", "application/json");
}

// Ask for a file, and show what it holds.
export function openNotes(): void {
  const field = element("input", { type: "file", accept: ".json,application/json" });
  field.addEventListener("change", () => {
    const [file] = field.files ?? [];
    if (file) void read(file).then((found) => found ? show(found) : refuse(file.name));
  });
  field.click();
}

async function read(file: File): Promise<NotesFile | null> {
  return file.size > LARGEST ? null : readNotes(await file.text());
}

function show({ notes, view }: NotesFile): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>(".menu[open]")) menu.open = false;
  addNotes(notes);
  const { lang, theme } = currentState();
  const seen = view ? readState(view) : currentState();
  navigate({ ...seen, lang, theme, hide: new Set(seen.hide) }); // as a set of its own it has all drawn again
  const known = [...notes.keys()].filter((card) => nameOfCard(card)).length;
  const away = notes.size - known;
  tell([t("page.note.opened", { count: notes.size }), away > 0 && t("page.note.unknown", { count: away })]);
}

function refuse(name: string): void {
  tell([t("page.note.refused", { name })]);
}

function tell(words: readonly (string | false)[]): void {
  announce(words.filter(Boolean).join(" "), true);
}

// A page that is left with notes that nobody saved asks first.
export function askBeforeLeaving(): void {
  globalThis.addEventListener("beforeunload", (event) => {
    if (areUnsaved()) event.preventDefault();
  });
}
