// The years that the sliders span.

import { record, type RecordIndex } from "../data/record.ts";
import { navigate } from "../state/navigation.ts";
import { currentState } from "../state/store.ts";

// The years that a slider spans at least, and the earliest that it begins with.
const [SHORTEST, EARLIEST] = [20, 1900];

// The first year of the sliders: the decade in which the record begins, unless that is long ago.
export function firstYear(): number {
  const year = firstYears.get(record) ?? readFirstYear();
  firstYears.set(record, year);
  return year;
}

const firstYears = new WeakMap<RecordIndex, number>();

function readFirstYear(): number {
  let first = lastYear() - SHORTEST;
  for (const { since } of record.entities) if (since) first = Math.min(first, Number(since.slice(0, 4)));
  return Math.max(Math.floor(first / 10) * 10, EARLIEST);
}

// The date to compare with where none is chosen: in the middle of those that the data offer.
export function earlierDate(): string {
  return record.presets[Math.floor(record.presets.length / 2)] || String(lastYear() - 20);
}

export function lastYear(): number {
  return new Date().getFullYear();
}

export function showYear(chosen: number): void {
  const year = currentState().against ? Math.min(chosen, lastYear()) : chosen;
  navigate({ when: year > lastYear() ? "" : String(year) }, { replace: true });
}

// Show the year so many after the one that is shown; all years stand behind the last.
export function stepYear(years: number): void {
  const { when } = currentState();
  const from = when ? Number(when.slice(0, 4)) : lastYear() + 1;
  showYear(Math.max(from + years, firstYear()));
}
