// Areas: the communities of actors who share most with each other, and which of them are shown.

import { t } from "../base/i18n.ts";
import { termWord } from "../data/names.ts";
import { type Entity, type Lens, record } from "../data/record.ts";
import type { State } from "../state/state.ts";

// An area that is drawn: its number among all, its topics, its actors.
export interface Area {
  readonly id: string;
  readonly number: number;
  readonly topics: readonly string[];
  readonly actors: readonly Entity[];
}

const MOST_AREAS = 12;

// The areas that are drawn for a lens: id, number, topics, and its actors, the largest first.
export function areasOf({ lens }: { readonly lens: Lens }): Area[] {
  const { areas, places } = record.drawings.get("shared", lens);
  const members = Map.groupBy([...places.keys()], (entity) => places.get(entity)?.area);
  return areas.slice(0, MOST_AREAS).map((topics, number) => ({
    id: `area-${number}`,
    number,
    topics,
    actors: members.get(number) ?? [],
  }));
}

// The id of the area that an actor is in, "" for none.
export function areaOf(entity: Entity, { lens }: { readonly lens: Lens }): string {
  const { areas, places } = record.drawings.get("shared", lens);
  const number = places.get(entity)?.area;
  return number !== undefined && number < Math.min(areas.length, MOST_AREAS) ? `area-${number}` : "";
}

export function areaName({ topics, number }: Area): string[] {
  return topics.length
    ? topics.map((topic) => termWord(record.topics, topic))
    : [`${t("page.legend.area")} ${number + 1}`];
}

// Areas belong to the whole network; in a circle or along a path they would say nothing.
function showsAreas({ focus, path }: State): boolean {
  return !focus.length && !path.length;
}

// The areas that have actors on the picture.
export function shownAreas(
  { nodes, state }: { readonly nodes: readonly { readonly entity: Entity }[]; readonly state: State },
): Area[] {
  if (!showsAreas(state)) return [];
  const drawn = new Set(nodes.map(({ entity }) => entity));
  return areasOf(state).filter((area) => area.actors.some((entity) => drawn.has(entity)));
}
