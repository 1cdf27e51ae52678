// What is in effect at a time, and what is undated or has ended. Of a month or a year its last day counts, as in
// kg/dates.py.

import { lastDayOf, TODAY } from "../base/dates.ts";
import type { Reason } from "../data/drawings.ts";
import { type Entity, record, type Tie } from "../data/record.ts";
import type { State } from "../state/state.ts";
import { restingOnTies } from "./resting.ts";

// The reasons that count at a time, how they stand then, and how strongly they are drawn.
export interface Timed {
  readonly reasons: readonly Reason[];
  readonly time: "current" | "undated" | "ended";
  readonly fade: number;
}

type When = Pick<State, "when">;

const FADING_YEARS = 12;

// The year after which something may have ended and is still shown on a day.
export function fadedAfter(when: string): string {
  return String(Number(lastDayOf(when).slice(0, 4)) - FADING_YEARS);
}

// The reasons of which each end has a tie that passes, by these alone: one may have part in it in several periods.
function byTies(reasons: readonly Reason[], passes: (tie: Tie) => unknown): Reason[] {
  return reasons.flatMap((reason) => {
    if (reason.ties.every(passes)) return [reason]; // mostly all of them
    const passing = reason.ties.filter(passes);
    const ends = new Set(passing.map(({ subject }) => subject));
    return reason.ties.every(({ subject }) => ends.has(subject)) ? [restingOnTies(reason, passing)] : [];
  });
}

// Tell the reasons in effect from those undated or ended; null when nothing is left at that time.
export function timeAt(reasons: readonly Reason[], { when }: When): Timed | null {
  if (!record.dated) return { reasons, time: "current", fade: 1 };
  const day = when ? lastDayOf(when) : TODAY;
  const holds = ({ since, until }: Reason | Tie) => !(until && until < day) && !(when && since > day);
  const hasBegun = ({ actor, since }: Entity) => !actor || since <= day;
  const isTied = (tie: Tie) => holds(tie) && hasBegun(tie.subject) && hasBegun(tie.object);
  if (!when) {
    const held = reasons.filter(holds);
    if (held.length) return { reasons, time: held.some(({ since }) => since) ? "current" : "undated", fade: 1 };
    return reasons.some(({ until }) => until && until < day) ? { reasons, time: "ended", fade: 0.5 } : null;
  }
  const possible = reasons.filter((reason) => reason.through || holds(reason));
  const held = byTies(possible, isTied);
  const current = byTies(held, ({ since }) => since);
  if (current.length) return { reasons: current, time: "current", fade: 1 };
  if (held.length) return { reasons: held, time: "undated", fade: 1 };
  const ended = reasons.filter((reason) => reason.until && reason.until < day);
  if (!ended.length) return null;
  const [last] = ended.map((reason) => reason.until).sort().reverse();
  const fade = 0.5 * (1 - (Number(day.slice(0, 4)) - Number(last.slice(0, 4))) / FADING_YEARS);
  return fade > 0 ? { reasons: ended, time: "ended", fade } : null;
}
