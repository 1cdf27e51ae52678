// Days told as precisely as a passage states them, and no more, as kg/record/stated_dates.py has it.

import { firstDay, lastDayOf } from "../base/dates.ts";
import type { Entity, Tie } from "./record.ts";

const STARTS: readonly string[] = ["startDate", "inForceDate", "date"];
const ENDS: readonly string[] = ["endDate", "date"];

// The first day of ties, of their ends or of some things, as passages state it; "" where there is no day.
export function statedStart(day: string, ties: readonly Tie[], things: readonly Entity[] = []): string {
  return mostPrecise(day, stated(ties, things, STARTS).filter((value) => firstDay(value) === day));
}

export function statedEnd(day: string, ties: readonly Tie[], things: readonly Entity[] = []): string {
  return mostPrecise(day, stated(ties, things, ENDS).filter((value) => lastDayOf(value) === day));
}

function stated(ties: readonly Tie[], things: readonly Entity[], properties: readonly string[]): string[] {
  const own = ties.flatMap((tie) => tie.stated.filter(({ property }) => property === properties[0]));
  const ends = new Set([...things, ...ties.flatMap(({ subject, object }) => [subject, object])]);
  const facts = [...ends].flatMap((entity) => entity.facts.filter(({ property }) => properties.includes(property)));
  return [...own, ...facts].map(({ value }) => String(value));
}

function mostPrecise(day: string, values: readonly string[]): string {
  if (!day) return "";
  const [longest = day] = [...values].sort((one, other) => other.length - one.length);
  return longest.slice(0, 10);
}
