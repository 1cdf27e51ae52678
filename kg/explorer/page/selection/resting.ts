// A reason as some of its ties alone make it: what they say of its time and who says so, no more.

import type { Reason } from "../data/drawings.ts";
import type { Tie } from "../data/record.ts";

type Span = Pick<Tie, "since" | "until">;

// Whether two ties held at one time, as far as their dates are known.
export function meet(one: Span, other: Span): boolean {
  const isBefore = ({ since }: Span, { until }: Span) => !since || !until || since <= until;
  return isBefore(one, other) && isBefore(other, one);
}

// The same reason by some of its ties; its time is what those of both ends have in common.
export function restingOnTies(reason: Reason, ties: readonly Tie[]): Reason {
  if (ties.length === reason.ties.length) return reason;
  const [one, other] = [...Map.groupBy(ties, ({ subject }) => subject).values()];
  const shared = other
    ? one.flatMap((tie) => other.filter((rival) => meet(tie, rival)).map((rival) => overlap(tie, rival)))
    : one;
  const [since = ""] = shared.map((span) => span.since).filter(Boolean).sort();
  const [until = ""] = shared.map((span) => span.until).sort().reverse();
  return { ...reason, ties, since, until: shared.every((span) => span.until) ? until : "" };
}

function overlap(one: Span, other: Span): Span {
  const [since = ""] = [one.since, other.since].sort().reverse();
  const [until = ""] = [one.until, other.until].filter(Boolean).sort();
  return { since, until };
}
