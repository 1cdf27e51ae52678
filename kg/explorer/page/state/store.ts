// What the reader has chosen now, and who is told when it changes.

let held;

const subscribers = new Set();

export function currentState() {
  return held;
}

// Hold another state and tell all who subscribed.
export function setState(next) {
  held = next;
  for (const subscriber of subscribers) subscriber(next);
}

export function subscribe(subscriber) {
  subscribers.add(subscriber);
}
