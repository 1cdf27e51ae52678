// The filters that hide reasons, told on a card and in what is copied from it.

import { formatList } from "../base/i18n.ts";
import { activeFilters, cuttingFilters } from "../selection/active_filters.ts";
import type { State } from "../state/state.ts";

export function filterWords(state: State): string {
  return formatList(cuttingFilters(state).map(({ words }) => words));
}

// All filters that may hide a line as a whole.
export function hidingWords(state: State): string {
  return formatList(activeFilters(state).filter(({ key }) => key !== "detail").map(({ words }) => words));
}
