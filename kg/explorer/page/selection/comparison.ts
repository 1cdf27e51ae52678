// Two dates: what is in effect at both, what came between them and what went.

import { inOrder } from "../base/collections.ts";
import { lastDayOf } from "../base/dates.ts";
import type { Reason } from "../data/drawings.ts";
import type { State } from "../state/state.ts";
import { timeAt, type Timed } from "./in_effect.ts";
import { restingOnTies } from "./resting.ts";

// Whether an edge is in effect at both dates, came or went between them; or cannot be told.
export type Change = "both" | "began" | "ended" | "undated";

export interface ComparedTime extends Timed {
  readonly change?: Change;
}

type TwoDates = Pick<State, "when" | "against">;

export function isComparing({ when, against }: TwoDates): boolean {
  return Boolean(when && against && when !== against);
}

// The earlier date and the later, whichever was chosen first.
export function comparedDates({ when, against }: TwoDates): string[] {
  return [when, against].sort((one, other) => inOrder(lastDayOf(one), lastDayOf(other)));
}

// How an edge stands at both dates, null when it is in effect at neither. What is undated at one of them is not
// said to have come or gone.
export function comparedTime(reasons: readonly Reason[], state: State): ComparedTime | null {
  const [before, after] = comparedDates(state).map((when) => {
    const timed = timeAt(reasons, { when });
    return timed?.time === "ended" ? null : timed;
  });
  if (!before && !after) return null;
  const held = new Set([before, after].flatMap((timed) => timed?.reasons ?? []).flatMap(({ ties }) => ties));
  const together = reasons.filter(({ ties }) => ties.some((tie) => held.has(tie)))
    .map((reason) => restingOnTies(reason, reason.ties.filter((tie) => held.has(tie))));
  if ([before, after].some((timed) => timed?.time === "undated")) {
    return { reasons: together, time: "undated", fade: 1, change: "undated" };
  }
  return { reasons: together, time: "current", fade: 1, change: before && after ? "both" : after ? "began" : "ended" };
}

export function showsChange({ change }: { readonly change?: Change }, { hide }: State): boolean {
  return !hide.size || !hide.has(`change-${change}`);
}
