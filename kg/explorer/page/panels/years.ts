// The years that the sliders span.

import { record } from "../data/record.ts";
import { navigate } from "../state/navigation.ts";
import { currentState } from "../state/store.ts";

export const FIRST_YEAR = 1900;

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
