// The records of the page, and their words, which no picture needs: those are unpacked when the first picture stands, or
// earlier when asked for.

import { byId, whenParsed } from "../base/dom.ts";
import { type AgainPayload, type NetworkPayload, type Payload, unpackedJson, type WordsPayload } from "./payload.ts";
import { Records } from "./reader.ts";
import type { RecordIndex } from "./record.ts";

let records: Records;
let reading: Promise<void> | undefined;

export function openRecords(content: Payload, carried: NetworkPayload): void {
  records = new Records(content, carried);
}

// The whole record, or what was read again alone.
export function recordOf(read: "" | "again"): RecordIndex {
  return records.get(read);
}

export function hasWords(): boolean {
  return records.hasWords;
}

// When all words are in the record; they are unpacked once.
export function whenWords(): Promise<void> {
  return reading ??= whenParsed().then(unpackedWords).then((words) => records.fill(words));
}

// The words, with what differs by what was read again alone where the page carries that: its texts come after all others.
async function unpackedWords(): Promise<WordsPayload> {
  const again = byId("again") && unpackedJson<AgainPayload>("again");
  const words = await unpackedJson<WordsPayload>("words");
  if (!again) return words;
  const { texts, ...readAgain } = await again;
  return { ...words, texts: [...words.texts, ...texts], readAgain };
}
