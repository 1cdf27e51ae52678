// The card of a path: its steps, and who says so.

import { button, choiceRow, element } from "../base/dom.ts";
import { say, sayNumber } from "../base/i18n.ts";
import { findPath } from "../graph/paths.ts";
import { passagesOf } from "../data/evidence.ts";
import { record } from "../data/record.ts";
import { go } from "../state/navigation.ts";
import { evidenceToggle } from "./evidence_list.ts";
import { cardLink, entityLink } from "./links.ts";
import { edgeSentence, supportSentence } from "./sentences.ts";

export function pathCard(choice) {
  const { state, passing } = choice;
  const [first, second] = state.path.map((id) => record.byId.get(id));
  const steps = findPath(passing, [first, second], state.by);
  const count = steps && (steps.length === 1 ? say("pathStep") : say("pathSteps", { count: sayNumber(steps.length) }));
  return [
    element("p", { class: "eyebrow" }, say("pathTitle")),
    element("h2", { class: "pair" }, entityLink(first), element("span", { class: "dash" }, " → "), entityLink(second)),
    choiceRow(
      say("path"),
      [["shortest", say("shortest")], ["strongest", say("strongestPath")]],
      state.by,
      (by) => go({ by }),
    ),
    element("p", { class: "support" }, steps ? count : say("noPath")),
    steps && element("ol", { class: "steps" }, steps.map(pathStepItem)),
    element("p", { class: "actions" }, button(say("wholeNetwork"), () => go({ path: [] }))),
  ];
}

function pathStepItem({ from, to, edge }) {
  const passages = passagesOf(edge.reasons);
  const sentence = element("p", { class: "sentence" }, edgeSentence({ ...edge, first: from, second: to }));
  const holder = evidenceToggle(passages, sentence);
  return element(
    "li",
    {},
    sentence,
    element("p", { class: "quiet" }, supportSentence(passages)),
    holder,
    cardLink(edge.key, say("whyLink")),
  );
}
