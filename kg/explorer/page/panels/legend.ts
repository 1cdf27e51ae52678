// The rows of the legend, each of which hides what it stands for.

import { byId, element, StandingParts } from "../base/dom.ts";
import { currentLanguage, formatNumber, localized } from "../base/i18n.ts";
import { groupWord } from "../data/names.ts";
import { familyOf, GROUPS, record } from "../data/record.ts";
import type { State } from "../state/state.ts";
import { currentState } from "../state/store.ts";
import type { LegendCounts } from "../selection/facet_counts.ts";
import { navigate } from "../state/navigation.ts";
import { shapeMark } from "../canvas/shapes.ts";
import { familyColour } from "../canvas/strokes.ts";

// What can be hidden: its word, how much there is of it, and its mark, whose colour is told where it is not of the style
// sheet.
export interface LegendRow {
  readonly id: string;
  readonly text: string;
  readonly count: number;
  readonly mark: () => Element;
  readonly colour?: string;
}

const parts = new StandingParts();

// The rows under a name, which stand as long as they differ in their counts alone.
export function legendRows(
  name: "groups" | "areas" | "changes",
  rows: readonly LegendRow[],
  { hide }: Pick<State, "hide">,
): HTMLElement {
  const told = rows.flatMap(({ id, text, colour }) => [id, text, colour, hide.has(id)]);
  const list = parts.get(
    name,
    [currentLanguage(), ...told],
    () =>
      element(
        "ul",
        { class: name === "changes" ? "legend changes" : "legend" },
        rows.map((row) => legendItem(row, { hide })),
      ),
  );
  for (const [at, place] of list.querySelectorAll(".count").entries()) {
    const count = formatNumber(rows[at].count);
    if (place.textContent !== count) place.textContent = count;
  }
  return list;
}

export function legendList(state: State, counts: LegendCounts): HTMLElement {
  const rows = groupRows(state, counts);
  if (state.mode === "between") rows.push(...familyRows(state, counts));
  return legendRows("groups", rows, state);
}

function groupRows({ mode, lens }: State, { groups }: LegendCounts): LegendRow[] {
  const there = new Set([...record.drawings.get(mode, lens).places.keys()].map(({ group }) => group));
  return GROUPS.filter((group) => there.has(group)).map((group) => ({
    id: group,
    text: groupWord(group),
    count: groups.get(group) ?? 0,
    mark: () => shapeMark(group),
  }));
}

function familyRows({ mode, lens }: State, { families }: LegendCounts): LegendRow[] {
  const reasons = record.drawings.get(mode, lens).edges.flatMap((edge) => edge.reasons);
  const there = new Set(reasons.flatMap(({ ties }) => ties).map(familyOf));
  return record.families.filter(({ id }) => there.has(id)).map(({ id, label }) => ({
    id,
    text: localized(label),
    count: families.get(id) ?? 0,
    colour: familyColour(id),
    mark: () => element("span", { class: "stroke", style: { "background-color": familyColour(id) } }),
  }));
}

function legendItem({ id, text, count, mark }: LegendRow, { hide: hidden }: Pick<State, "hide">): HTMLElement {
  const box = element("input", {
    type: "checkbox",
    "data-key": `hide-${id}`,
    onchange: () => {
      const hide = new Set(currentState().hide);
      if (!hide.delete(id)) hide.add(id);
      navigate({ hide });
    },
  });
  box.checked = !hidden.has(id);
  return element(
    "li",
    {},
    element(
      "label",
      {},
      box,
      mark(),
      element("span", { class: "text" }, text),
      element("span", { class: "count" }, formatNumber(count)),
    ),
  );
}

// On a narrow screen the choices and the legend are folded away until asked for.
export function toggleOptions(): void {
  const shown = document.body.classList.toggle("filtering");
  byId("toolbar").querySelector("[data-key=options]")?.setAttribute("aria-expanded", String(shown));
}
