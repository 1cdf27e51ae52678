// How many lines each choice of a filter would leave, counted when the filter is opened.

import { formatNumber } from "../base/i18n.ts";
import { select } from "./selection.ts";

// What a tie has to offer to each filter.
const OFFERS = {
  topic: (tie) => [...tie.subject.topics, ...tie.object.topics],
  kind: (tie) => [...tie.subject.kinds, ...tie.object.kinds],
  country: (tie) => [tie.subject, tie.object].flatMap((end) => [end.id, ...end.countries.map(({ id }) => id)]),
  standing: (tie) => tie.passages.map(({ document }) => document.standing),
};

// Return the lines that each choice would leave, all other filters as they are.
function countChoices(key, state) {
  const counts = new Map();
  const open = select({ ...state, [key]: "", focus: [], path: [] });
  for (const edge of open.passing) {
    const offered = new Set(edge.reasons.flatMap((reason) => [...offeredBy(reason, edge, key)]));
    for (const choice of offered) counts.set(choice, (counts.get(choice) || 0) + 1);
  }
  return counts;
}

// What is shared counts for a choice when a tie of either end has it.
function offeredBy(reason, edge, key) {
  const offers = (ties) => new Set(ties.flatMap(OFFERS[key]));
  if (!reason.through) return offers(reason.ties);
  const [first, second] = [edge.first, edge.second].map((end) =>
    offers(reason.ties.filter((tie) => tie.subject === end))
  );
  return new Set([...first].filter((choice) => second.has(choice)));
}

// Write the counts behind the words of a select; what would leave nothing cannot be chosen.
export function showCounts(select, key, state) {
  const counts = countChoices(key, state);
  for (const option of select.options) {
    if (!option.value) continue;
    option.dataset.word ||= option.textContent;
    const count = counts.get(option.value) || 0;
    option.textContent = `${option.dataset.word} (${formatNumber(count)})`;
    option.disabled = count === 0 && option.value !== state[key];
  }
}
