// The card of a path: its steps, and who says so.

import { button, type Children, choiceRow, element } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import type { Step } from "../graph/paths.ts";
import { passagesOf } from "../data/evidence.ts";
import { nameOf } from "../data/names.ts";
import { entitiesOf, type Entity } from "../data/record.ts";
import { pathSteps, type SelectedEdge, type Selection, wholeLine } from "../selection/selection.ts";
import { navigate } from "../state/navigation.ts";
import { evidenceToggle } from "./evidence_list.ts";
import { cardLink, entityLink } from "./links.ts";
import { edgeSentence, supportSentence } from "./sentences.ts";

export function pathCard(selection: Selection): Children[] {
  const { state, passing } = selection;
  const [first, second] = entitiesOf(state.path);
  const steps = first === second ? null : pathSteps(passing, state);
  const said = steps ? t("page.path.steps", { count: steps.length }) : noPathWords(state.path);
  return [
    element("p", { class: "eyebrow" }, t("page.path.title")),
    element("h2", { class: "pair" }, entityLink(first), element("span", { class: "dash" }, " → "), entityLink(second)),
    choiceRow(
      t("page.toolbar.path"),
      [["shortest", t("page.path.shortest")], ["strongest", t("page.path.strongestPath")]],
      state.by,
      (by) => navigate({ by }),
    ),
    element("p", { class: "support" }, said),
    steps && element("ol", { class: "steps" }, steps.map((step) => pathStepItem(step, selection))),
    element("p", { class: "actions" }, button(t("page.toolbar.wholeNetwork"), () => navigate({ path: [] }))),
  ];
}

// Why there is no path between two.
export function noPathWords(path: readonly string[]): string {
  const [first, second] = entitiesOf(path);
  return first === second ? t("page.path.same", { name: nameOf(first) }) : t("page.path.noPath");
}

// Who says so is told of the whole line, whatever is filtered.
function pathStepItem({ from, to, edge }: Step<Entity, SelectedEdge>, { state }: Selection): HTMLElement {
  const passages = passagesOf(edge.reasons);
  const sentence = element("p", { class: "sentence" }, edgeSentence({ ...edge, first: from, second: to }));
  const holder = evidenceToggle(passages, sentence);
  return element(
    "li",
    {},
    sentence,
    element("p", { class: "quiet" }, supportSentence(wholeLine(state, edge.key)?.edge.reasons ?? edge.reasons)),
    holder,
    cardLink(edge.key, t("page.path.whyLink")),
  );
}
