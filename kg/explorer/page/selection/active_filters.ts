// The filters that act: what each is called, what the state is without it, and whether it hides reasons of a line.

import { formatDate, localized, t } from "../base/i18n.ts";
import { groupWord, nameOf, termWord } from "../data/names.ts";
import { GROUPS, record, type Terms } from "../data/record.ts";
import { CHANGES, details, type State, UNFILTERED } from "../state/state.ts";
import { areaName, areasOf } from "./communities.ts";
import { comparedDates, isComparing } from "./comparison.ts";

export interface ActiveFilter {
  readonly key: string;
  readonly words: string;
  readonly without: Partial<State>;
  readonly cuts?: boolean;
}

const NAMED = ["topic", "country", "kind", "standing", "rests", "text"] as const;

// All filters that act, those of the legend last.
export function activeFilters(state: State): ActiveFilter[] {
  const one = (key: keyof typeof UNFILTERED, acts: unknown, words: () => string, cuts = true) =>
    acts ? [{ key, words: words(), without: { [key]: UNFILTERED[key] }, cuts }] : [];
  return [
    ...timeFilter(state),
    ...NAMED.flatMap((key) => one(key, state[key], () => namedWords(key, state[key]), key !== "rests")),
    ...one("since", state.since, () => t("page.chip.since", { date: formatDate(state.since) })),
    ...one("governments", state.governments, () => t("page.filter.governments")),
    ...one("ends", state.ends, () => t("page.filter.ends"), false),
    ...one("publishers", state.publishers > 1, () => t("page.chip.voices", { count: state.publishers }), false),
    ...one("read", state.read, () => t("page.filter.readAgain")),
    ...one("undated", state.undated === "no" && !state.when, () => t("page.chip.dated"), false),
    ...one("detail", state.detail !== null, () => detailWords(state), false),
    ...[...state.hide].flatMap((id) => hiddenFilter(id, state)),
  ];
}

// The filters that hide reasons of a line, and not only lines.
export function cuttingFilters(state: State): ActiveFilter[] {
  return activeFilters(state).filter(({ cuts }) => cuts);
}

function timeFilter(state: State): ActiveFilter[] {
  if (!state.when) return [];
  const without = { when: "", against: "", beside: "", undated: "" } as const;
  const words = isComparing(state)
    ? t("page.chip.dates", { dates: comparedDates(state).map(formatDate).join(" → ") })
    : inEffectWords(state.when);
  return [{ key: "when", words, without, cuts: true }];
}

// "In effect at the end of 2011": of a month or a year its last day counts.
export function inEffectWords(when: string): string {
  return t(when.length < 10 ? "page.time.inEffectAtEnd" : "page.time.inEffect", { when: formatDate(when) });
}

function namedWords(key: (typeof NAMED)[number], value: string): string {
  if (key === "text") return t("page.chip.text", { text: value });
  const terms: { readonly [key: string]: Terms } = {
    topic: record.topics,
    kind: record.kinds,
    standing: record.standings,
    rests: record.standings,
  };
  const country = record.byId.get(value);
  const name = key === "country" ? (country ? nameOf(country) : value) : termWord(terms[key], value);
  return t(`page.chip.${key}`, { name });
}

function detailWords({ detail }: State): string {
  return t(detail === details().length - 1 ? "page.chip.everything" : "page.chip.detail");
}

function hiddenFilter(id: string, state: State): ActiveFilter[] {
  const name = hiddenWord(id, state);
  if (!name) return []; // an area of other actors: it hides nothing here
  const hide = new Set([...state.hide].filter((other) => other !== id));
  const cuts = record.families.some((family) => family.id === id);
  return [{ key: `hide-${id}`, words: t("page.chip.hidden", { name }), without: { hide }, cuts }];
}

// What the legend calls what can be hidden; "" for what does not stand in it now.
function hiddenWord(id: string, state: State): string {
  const family = record.families.find((one) => one.id === id);
  if (family) return localized(family.label);
  const area = areasOf(state).find((one) => one.id === id);
  if (area) return areaName(area).join(" · ");
  const change = CHANGES.find((one) => id === `change-${one}`);
  if (change) return isComparing(state) ? t(`page.compare.legend.${change}`) : "";
  const group = GROUPS.find((one) => one === id);
  return group ? groupWord(group) : "";
}
