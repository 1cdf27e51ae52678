// Counting and ordering.

// The order of texts such as dates, the same in every language.
export function inOrder(one, other) {
  return one < other ? -1 : Number(one > other);
}

export function countBy(things, of) {
  const counts = new Map();
  for (const thing of things) counts.set(of(thing), (counts.get(of(thing)) || 0) + 1);
  return counts;
}
