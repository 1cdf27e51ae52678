// What is shown, in words: for the line above the picture, and for what is taken away.

import { formatDate, formatList, formatNumber, localized, t } from "../base/i18n.ts";
import { shortName } from "../data/names.ts";
import { entitiesOf, record } from "../data/record.ts";
import type { State } from "../state/state.ts";
import { activeFilters } from "../selection/active_filters.ts";
import { actorsApart } from "../selection/apart.ts";
import { fadedAfter } from "../selection/in_effect.ts";
import { inEffect, type Selection } from "../selection/selection.ts";
import { noPathWords } from "../cards/path_card.ts";

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
  const ended = endedWords(selection);
  return ended ? t("page.toolbar.andEnded", { drawn, ended }) : drawn;
}

// How many of the lines that are drawn had ended by the day, and after which year; "" where none had.
export function endedWords(selection: Selection): string {
  const [held, { focus, path, when }] = [inEffect(selection), selection.state];
  const [count, all] = [selection.edges.length - held.edges.length, selection.total - held.total];
  if (!count) return "";
  const told = { count, number: formatNumber(count), all: formatNumber(all), year: fadedAfter(when) };
  return t(count < all && !focus.length && !path.length ? "page.toolbar.endedOf" : "page.toolbar.ended", told);
}

// Why nothing is drawn: some actors share nothing with another, whatever is filtered.
export function emptyWords(state: State): string {
  if (state.path.length) return noPathWords(state.path);
  const apart = actorsApart(state).find(({ id }) => state.focus.includes(id));
  return apart ? t("page.toolbar.apart", { name: shortName(apart) }) : t("page.toolbar.emptyPicture");
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
