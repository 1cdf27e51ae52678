// The actors that share nothing with another, so that no line reaches them, whatever is filtered.

import { compareWords } from "../base/i18n.ts";
import { nameOf } from "../data/names.ts";
import { type Entity, record } from "../data/record.ts";
import { recordOf } from "../data/words.ts";
import type { State } from "../state/state.ts";

// In the order of their names; none where what they take part in is drawn itself.
export function actorsApart({ mode, lens }: Pick<State, "mode" | "lens">): Entity[] {
  if (mode !== "shared") return [];
  const joined = new Set(
    recordOf("").drawings.get(mode, lens).edges.flatMap(({ first, second }) => [first.id, second.id]),
  );
  const shown = record.entities.filter((entity) => {
    return entity.actor && entity.ties.length > 0 &&
      (lens === "all" || (entity.class === "Country") === (lens === "countries"));
  });
  return shown.filter(({ id }) => !joined.has(id)).sort((one, other) => compareWords(nameOf(one), nameOf(other)));
}
