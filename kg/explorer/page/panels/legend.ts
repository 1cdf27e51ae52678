// The rows of the legend, each of which hides what it stands for.

import { countBy } from "../base/collections.ts";
import { byId, element } from "../base/dom.ts";
import { formatNumber, localized, t } from "../base/i18n.ts";
import { nameOf } from "../data/names.ts";
import { familyOf, type Group, record } from "../data/record.ts";
import type { State } from "../state/state.ts";
import type { Selection } from "../selection/selection.ts";
import { navigate } from "../state/navigation.ts";
import { shapeMark } from "../canvas/shapes.ts";
import { familyColour } from "../canvas/strokes.ts";

// What can be hidden: its word, how much there is of it, and its mark.
export interface LegendRow {
  readonly id: string;
  readonly text: string;
  readonly count: number;
  readonly mark: Element;
}

const GROUPS: readonly Group[] = ["first", "second", "both", "other", "collaboration"];

export function legendList({ state }: Selection): HTMLElement {
  const rows = groupRows(state);
  if (state.mode === "between") rows.push(...familyRows(state));
  return element("ul", { class: "legend" }, rows.map((row) => legendItem(row, state)));
}

function groupRows({ mode, lens }: State): LegendRow[] {
  const drawing = record.drawings.get(mode, lens);
  const counts = countBy([...drawing.places.keys()], (entity) => entity.group);
  return GROUPS.filter((group) => counts.has(group)).map((group) => ({
    id: group,
    text: groupWord(group),
    count: counts.get(group) ?? 0,
    mark: shapeMark(group),
  }));
}

function familyRows({ mode, lens }: State): LegendRow[] {
  const drawing = record.drawings.get(mode, lens);
  const counts = countBy(drawing.edges.flatMap((edge) => edge.reasons.flatMap((reason) => reason.ties)), familyOf);
  return record.families.filter(({ id }) => counts.has(id)).map(({ id, label }) => ({
    id,
    text: localized(label),
    count: counts.get(id) ?? 0,
    mark: element("span", { class: "stroke", style: { "background-color": familyColour(id) } }),
  }));
}

function groupWord(group: Group): string {
  const [first, second] = record.pair.map(nameOf);
  if (group === "both") return t("page.legend.bothCountries", { first, second });
  return {
    first,
    second,
    other: t("page.legend.otherGroup"),
    collaboration: t("page.legend.collaborationGroup"),
  }[group];
}

export function legendItem({ id, text, count, mark }: LegendRow, state: State): HTMLElement {
  const box = element("input", {
    type: "checkbox",
    "data-key": `hide-${id}`,
    onchange: () => {
      const hide = new Set(state.hide);
      if (!hide.delete(id)) hide.add(id);
      navigate({ hide });
    },
  });
  box.checked = !state.hide.has(id);
  return element(
    "li",
    {},
    element(
      "label",
      {},
      box,
      mark,
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
