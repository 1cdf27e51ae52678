// What the reader has chosen now, and who is told when it changes.

import type { State } from "./state.ts";

type Subscriber = (state: State) => void;

let held: State;

const subscribers = new Set<Subscriber>();

export function currentState(): State {
  return held;
}

// Hold another state and tell all who subscribed.
export function setState(next: State): void {
  held = next;
  for (const subscriber of subscribers) subscriber(next);
}

export function subscribe(subscriber: Subscriber): void {
  subscribers.add(subscriber);
}
