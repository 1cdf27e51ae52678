// Areas: the communities of actors who share most with each other, and which of them are shown.

import { t } from "../base/i18n.ts";
import type { Drawing } from "../data/drawings.ts";
import { shortName, termWord } from "../data/names.ts";
import { type Entity, type Lens, record } from "../data/record.ts";
import type { State } from "../state/state.ts";

// An area that is drawn: its number among all, its topics, its actors. It is known by the actor in its middle, so that
// a link hides the same area when others grow.
export interface Area {
  readonly id: string;
  readonly number: number;
  readonly anchor: Entity;
  readonly topics: readonly string[];
  readonly actors: readonly Entity[];
}

const MOST_AREAS = 12;

const held = new WeakMap<Drawing, readonly Area[]>();

// The areas that are drawn for a lens: id, number, topics, and its actors, the largest first.
export function areasOf({ lens }: { readonly lens: Lens }): readonly Area[] {
  const drawing = record.drawings.get("shared", lens);
  const known = held.get(drawing) ?? readAreas(drawing);
  held.set(drawing, known);
  return known;
}

function readAreas({ areas, places }: Drawing): Area[] {
  const members = Map.groupBy(places.keys(), (entity) => places.get(entity)?.area);
  return areas.slice(0, MOST_AREAS).map(({ anchor, topics }, number) => ({
    id: idOf(anchor),
    number,
    anchor,
    topics,
    actors: members.get(number) ?? [],
  }));
}

// The id of the area that an actor is in, "" for none.
export function areaOf(entity: Entity, { lens }: { readonly lens: Lens }): string {
  const { areas, places } = record.drawings.get("shared", lens);
  const area = areas.slice(0, MOST_AREAS)[places.get(entity)?.area ?? -1];
  return area ? idOf(area.anchor) : "";
}

function idOf(anchor: Entity): string {
  return `area-${anchor.id}`;
}

export function areaName({ topics, anchor }: Area): string[] {
  return topics.length
    ? topics.map((topic) => termWord(record.topics, topic))
    : [`${t("page.legend.area")} ${shortName(anchor)}`];
}

// Areas belong to the whole network; in a circle or along a path they would say nothing.
function showsAreas({ focus, path }: State): boolean {
  return !focus.length && !path.length;
}

const onPicture = new WeakMap<readonly object[], readonly Area[]>(); // by its nodes

// The areas that have actors on the picture.
export function shownAreas(
  { nodes, state }: { readonly nodes: readonly { readonly entity: Entity }[]; readonly state: State },
): readonly Area[] {
  if (!showsAreas(state)) return [];
  const known = onPicture.get(nodes);
  if (known) return known;
  const drawn = new Set(nodes.map(({ entity }) => entity));
  const areas = areasOf(state).filter((area) => area.actors.some((entity) => drawn.has(entity)));
  onPicture.set(nodes, areas);
  return areas;
}
