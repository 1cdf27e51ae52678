// Stories, as the record holds them.

import { record } from "./record.ts";

export function storyOf({ story }) {
  return record.stories.find(({ name }) => name === story);
}

export function stepOf(state) {
  return storyOf(state)?.steps[state.step - 1];
}
