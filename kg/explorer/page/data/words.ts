// The words of the record, which no picture needs: unpacked when the first picture stands, or earlier when asked for.

import { unpackedJson, type WordsPayload } from "./payload.ts";
import { readWords, type Unworded } from "./reader.ts";
import { record } from "./record.ts";

let reading: Promise<void> | undefined;
let read = false;

export function hasWords(): boolean {
  return read;
}

// When all words are in the record; they are unpacked once.
export function whenWords(): Promise<void> {
  reading ??= unpackedJson<WordsPayload>("words").then((words) => {
    readWords(words, record as Unworded);
    read = true;
  });
  return reading;
}
