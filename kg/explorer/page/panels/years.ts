// The years that the sliders span.

import { navigate } from "../state/navigation.ts";
import { currentState } from "../state/store.ts";

export const FIRST_YEAR = 1900;

export const PRESETS = ["1940", "1958", "2001-09-11", "2011", "2025"];

export function lastYear(): number {
  return new Date().getFullYear();
}

export function showYear(chosen: number): void {
  const year = currentState().against ? Math.min(chosen, lastYear()) : chosen;
  navigate({ when: year > lastYear() ? "" : String(year) }, { replace: true });
}
