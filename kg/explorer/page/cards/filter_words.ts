// The filters that hide reasons, told on a card and in what is copied from it.

import { formatList } from "../base/i18n.ts";
import { cuttingFilters } from "../selection/active_filters.ts";
import type { State } from "../state/state.ts";

export function filterWords(state: State): string {
  return formatList(cuttingFilters(state).map(({ words }) => words));
}
