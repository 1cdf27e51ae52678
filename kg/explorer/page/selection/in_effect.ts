// What is in effect at a time, and what is undated or has ended.

import { firstDay, lastDayOf, TODAY } from "../base/dates.ts";
import type { Edge, Reason } from "../data/drawings.ts";
import { record, type Tie } from "../data/record.ts";
import type { State } from "../state/state.ts";

// The reasons that count at a time, how they stand then, and how strongly they are drawn.
export interface Timed {
  readonly reasons: readonly Reason[];
  readonly time: "current" | "undated" | "ended";
  readonly fade: number;
}

type When = Pick<State, "when" | "undated">;

const FADING_YEARS = 12;

// How an edge stands at a time, null when it or one of its ends had not begun.
export function timeAt(edge: Edge, reasons: readonly Reason[], state: When): Timed | null {
  if (state.when && [edge.first, edge.second].some(({ since }) => since > lastDayOf(state.when))) return null;
  return timeOf(reasons, state);
}

// Whether each end of a reason has a tie of which something holds: one may have part in it in several periods.
function eachEnd({ ties }: Reason, holds: (tie: Tie) => unknown): boolean {
  const held = new Set(ties.filter(holds).map(({ subject }) => subject));
  return ties.every(({ subject }) => held.has(subject));
}

// Tell the reasons in effect from those undated or ended; null when nothing is left at that time.
function timeOf(reasons: readonly Reason[], { when, undated }: When): Timed | null {
  if (!record.dated) return { reasons, time: "current", fade: 1 };
  const [from, to] = when ? [firstDay(when), lastDayOf(when)] : [TODAY, TODAY];
  const holds = ({ since, until }: Reason | Tie) => !(until && until < from) && !(when && since > to);
  const held = reasons.filter((reason) => holds(reason) && (!when || eachEnd(reason, holds)));
  const isDated = (reason: Reason) => reason.since && (!when || eachEnd(reason, (tie) => tie.since && holds(tie)));
  const current = held.filter(isDated);
  if (current.length) return { reasons: when ? current : reasons, time: "current", fade: 1 };
  if (held.length) return undated ? { reasons: when ? held : reasons, time: "undated", fade: 1 } : null;
  const ended = reasons.filter((reason) => reason.until && reason.until < from);
  if (!ended.length) return null;
  if (!when) return { reasons, time: "ended", fade: 0.5 };
  const [last] = ended.map((reason) => reason.until).sort().reverse();
  const fade = 0.5 * (1 - (Number(from.slice(0, 4)) - Number(last.slice(0, 4))) / FADING_YEARS);
  return fade > 0 ? { reasons: ended, time: "ended", fade } : null;
}
