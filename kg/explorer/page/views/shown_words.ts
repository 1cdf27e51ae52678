// What is shown, in words: for the line above the picture, and for what is taken away.

import { formatDate, formatList, formatNumber, localized, t } from "../base/i18n.ts";
import { shortName } from "../data/names.ts";
import { entitiesOf, record } from "../data/record.ts";
import type { State } from "../state/state.ts";
import { activeFilters } from "../selection/active_filters.ts";
import { inEffect, type Selection } from "../selection/selection.ts";

// How much is drawn; of a day what is in effect, and beside it how many of the lines had ended.
export function drawnWords(selection: Selection): string {
  const { state, nodes, edges, total } = inEffect(selection);
  const partial = edges.length < total && !state.focus.length && !state.path.length;
  const key = (partial ? "drawnOf" : "drawn") + (state.mode === "between" ? "Between" : "");
  const drawn = t(`page.toolbar.${key}`, {
    count: edges.length,
    nodes: formatNumber(nodes.length),
    number: formatNumber(edges.length),
    edges: formatNumber(edges.length),
    total: formatNumber(total),
  });
  const count = selection.edges.length - edges.length;
  return count ? t("page.toolbar.andEnded", { drawn, count, number: formatNumber(count) }) : drawn;
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
