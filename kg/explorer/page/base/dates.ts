// Days: the first and the last that a date allows, and today.

export function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

// The day that it is where the reader is.
export const TODAY = dayOf(new Date());

export function dayOf(moment: Date): string {
  const [month, day] = [moment.getMonth() + 1, moment.getDate()].map((number) => String(number).padStart(2, "0"));
  return `${moment.getFullYear()}-${month}-${day}`;
}

// Whether a text is a year, a month or a day that there is.
export function isDate(text: string): boolean {
  if (!/^\d{4}(-\d\d){0,2}$/.test(text)) return false;
  const day = new Date(`${firstDay(text)}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export function lastDayOf(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date;
  const [year, month] = date.split("-").map(Number);
  return `${date}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`;
}

// A day as a year and its fraction.
export function yearOf(day: string): number {
  const [year, month, date] = day.split("-").map(Number);
  return year + ((month || 1) - 1) / 12 + ((date || 1) - 1) / 365;
}
