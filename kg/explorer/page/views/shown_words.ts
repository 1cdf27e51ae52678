// What is shown, in words: for the line above the picture, and for what is taken away.

import { formatDate, formatList, formatNumber, localized, t } from "../base/i18n.ts";
import { shortName } from "../data/names.ts";
import { entitiesOf, record } from "../data/record.ts";
import type { State } from "../state/state.ts";
import { activeFilters } from "../selection/active_filters.ts";
import type { Selection } from "../selection/selection.ts";

export function drawnWords({ state, nodes, edges, total }: Selection): string {
  const partial = edges.length < total && !state.focus.length && !state.path.length;
  const key = (partial ? "drawnOf" : "drawn") + (state.mode === "between" ? "Between" : "");
  return t(`page.toolbar.${key}`, {
    count: edges.length,
    nodes: formatNumber(nodes.length),
    number: formatNumber(edges.length),
    edges: formatNumber(edges.length),
    total: formatNumber(total),
  });
}

// What the picture is of: a circle, a path, or the whole.
export function titleWords({ focus, path }: State): string {
  const name = formatList(entitiesOf(path.length ? path : focus).map(shortName));
  if (path.length) return t("page.sheet.path", { name });
  return focus.length ? t("page.toolbar.circleOf", { name }) : t("page.header.purpose");
}

// How much is drawn of whom, when, and which filters act.
export function subtitleWords(selection: Selection): string {
  const { state } = selection;
  const filters = activeFilters(state).map(({ words }) => words);
  return [drawnWords(selection), t(`page.choice.lens.${state.lens}`), ...filters].join(" · ");
}

// Whose data these are, of when, under which licence, and where they are.
export function creditWords(): string {
  const { date, licence, licenceName, address } = record.dataset;
  return [
    t("page.footer.version", { version: record.version }),
    date && t("common.data_of", { date: formatDate(date) }),
    licence && `${licenceName} (${licence})`,
    address || localized(record.dataset.name),
  ].filter(Boolean).join(" · ");
}
