// Areas: the communities of actors who share most with each other, and which of them are shown.

import { t } from "../base/i18n.ts";
import { termWord } from "../data/names.ts";
import { record } from "../data/record.ts";

const MOST_AREAS = 12;

// The areas that are drawn for a lens: id, number, topics, and its actors, the largest first.
export function areasOf({ lens }) {
  const { areas, places } = record.drawings.get(`shared ${lens}`);
  const members = new Map();
  for (const [entity, { area }] of places) {
    if (!members.has(area)) members.set(area, []);
    members.get(area).push(entity);
  }
  return areas.slice(0, MOST_AREAS).map((topics, number) => ({
    id: `area-${number}`,
    number,
    topics,
    actors: members.get(number),
  }));
}

// The id of the area that an actor is in, "" for none.
export function areaOf(entity, { lens }) {
  const { areas, places } = record.drawings.get(`shared ${lens}`);
  const number = places.get(entity)?.area;
  return number < Math.min(areas.length, MOST_AREAS) ? `area-${number}` : "";
}

export function areaName({ topics, number }) {
  return topics.length ? topics.map((topic) => termWord(record.topics, topic)) : [`${t("area")} ${number + 1}`];
}

// Areas belong to the whole network; in a circle or along a path they would say nothing.
function showsAreas({ focus, path }) {
  return !focus.length && !path.length;
}

// The areas that have actors on the picture.
export function shownAreas({ nodes, state }) {
  if (!showsAreas(state)) return [];
  const drawn = new Set(nodes.map(({ entity }) => entity));
  return areasOf(state).filter((area) => area.actors.some((entity) => drawn.has(entity)));
}
