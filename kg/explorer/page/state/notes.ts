// The reader's own notes on actors and lines: text and nothing else, kept in the page until they are saved as a file.

const FORMAT = "perimeter-notes";
const LONGEST = 20_000; // letters of one note
const MOST = 5_000; // notes

// What a file holds: notes by the ids of cards, and the view in which they were saved.
export interface NotesFile {
  readonly notes: ReadonlyMap<string, string>;
  readonly view: string;
}

const notes = new Map<string, string>();
let unsaved = false;

export function noteOn(card: string): string {
  return notes.get(card) ?? "";
}

export function allNotes(): ReadonlyMap<string, string> {
  return notes;
}

export function keepNote(card: string, text: string): void {
  const kept = plain(text);
  if (kept === noteOn(card)) return;
  if (kept) notes.set(card, kept);
  else notes.delete(card);
  unsaved = true;
}

export function areUnsaved(): boolean {
  return unsaved;
}

// What is written, as a file that another page opens.
export function writeNotes(view: string, about: { readonly [name: string]: string }): string {
  unsaved = false;
  const inOrder = [...notes].sort(([one], [other]) => (one < other ? -1 : 1));
  return `${
    JSON.stringify({ format: FORMAT, version: 1, ...about, view, notes: Object.fromEntries(inOrder) }, null, 1)
  }\n`;
}

// What a file says; null when it is none of notes.
export function readNotes(text: string): NotesFile | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(read) || read.format !== FORMAT || !isObject(read.notes)) return null;
  const texts = Object.entries(read.notes).slice(0, MOST);
  const held = texts.filter((one): one is [string, string] => typeof one[1] === "string" && one[1].trim() !== "");
  const view = typeof read.view === "string" && read.view.startsWith("#") ? read.view : "";
  return { notes: new Map(held.map(([card, note]) => [plain(card), plain(note)])), view };
}

// Take in what a file says; what stands here already stays, and what differs comes below it.
export function addNotes(found: ReadonlyMap<string, string>): void {
  for (const [card, text] of found) {
    const own = noteOn(card);
    if (own.includes(text)) continue;
    notes.set(card, own ? plain(`${own}\n\n${text}`) : text);
    if (own) unsaved = true;
  }
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// What is not for reading: control characters, and signs that turn the direction of a text.
// deno-lint-ignore no-control-regex -- these are what is taken out
const UNREADABLE = /[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

function plain(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(UNREADABLE, "").slice(0, LONGEST).trimEnd();
}
