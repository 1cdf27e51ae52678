// The records of the page, and their words, which no picture needs: those are unpacked when the first picture stands, or
// earlier when asked for.

import { byId, whenParsed } from "../base/dom.ts";
import {
  type AgainPayload,
  type NetworkPayload,
  type Payload,
  unpackedJson,
  withAgain,
  type WordsPayload,
} from "./payload.ts";
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

async function unpackedWords(): Promise<WordsPayload> {
  const carried = [unpackedJson<WordsPayload>("words"), byId("again") && unpackedJson<AgainPayload>("again")] as const;
  return withAgain(...await Promise.all(carried));
}
