// Counting and ordering.

// The order of texts such as dates, the same in every language.
export function inOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

// So many of some things of which there is most, the largest first, equal ones in their order; without sorting all.
export function largest<T>(things: Iterable<T>, count: number, of: (thing: T) => number): T[] {
  const found: T[] = [];
  for (const thing of things) {
    if (found.length === count && of(thing) <= of(found[count - 1])) continue;
    const place = found.findIndex((other) => of(other) < of(thing));
    found.splice(place < 0 ? found.length : place, 0, thing);
    found.length = Math.min(found.length, count);
  }
  return found;
}

export function countBy<T, K>(things: Iterable<T>, of: (thing: T) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const thing of things) counts.set(of(thing), (counts.get(of(thing)) || 0) + 1);
  return counts;
}
