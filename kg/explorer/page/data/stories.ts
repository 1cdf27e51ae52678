// Stories, as the record holds them.

import { record, type Story, type StoryStep } from "./record.ts";

export function storyOf({ story }: { readonly story: string | null }): Story | undefined {
  return record.stories.find(({ name }) => name === story);
}

export function stepOf(state: { readonly story: string | null; readonly step: number }): StoryStep | undefined {
  return storyOf(state)?.steps[state.step - 1];
}
