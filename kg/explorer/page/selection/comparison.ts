// Two dates: what is in effect at both, what came between them and what went.

import { inOrder } from "../base/collections.ts";
import { lastDayOf } from "../base/dates.ts";
import { timeAt } from "./in_effect.ts";

export function isComparing({ when, against }) {
  return Boolean(when && against && when !== against);
}

// The earlier date and the later, whichever was chosen first.
export function comparedDates({ when, against }) {
  return [when, against].sort((one, other) => inOrder(lastDayOf(one), lastDayOf(other)));
}

// How an edge stands at both dates, null when it is in effect at neither. What is undated at one of them is not
// said to have come or gone.
export function comparedTime(edge, reasons, state) {
  const [before, after] = comparedDates(state).map((when) => {
    const timed = timeAt(edge, reasons, { ...state, when, undated: true });
    return timed?.time === "ended" ? null : timed;
  });
  if (!before && !after) return null;
  const together = [...new Set([...(before?.reasons || []), ...(after?.reasons || [])])];
  if ([before, after].some((timed) => timed?.time === "undated")) {
    return state.undated ? { reasons: together, time: "undated", fade: 1, change: "undated" } : null;
  }
  return { reasons: together, time: "current", fade: 1, change: before && after ? "both" : after ? "began" : "ended" };
}

export function showsChange({ change }, { hide }) {
  return !hide.has(`change-${change}`);
}
