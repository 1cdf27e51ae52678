// Counting and ordering.

// The order of texts such as dates, the same in every language.
export function inOrder(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

export function countBy<T, K>(things: Iterable<T>, of: (thing: T) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const thing of things) counts.set(of(thing), (counts.get(of(thing)) || 0) + 1);
  return counts;
}
