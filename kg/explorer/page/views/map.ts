// Where it is: the places of what the picture shows, of all of the record where nothing is chosen.

import { byId, element, redraw } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { hasMap } from "../data/ground.ts";
import { occupied, positionsOf } from "../data/positions.ts";
import { type Entity, record } from "../data/record.ts";
import { activeFilters } from "../selection/active_filters.ts";
import type { Selection } from "../selection/selection.ts";
import { placeMap } from "./place_map.ts";

export function drawMap(selection: Selection): void {
  const shown = shownEntities(selection);
  const places = occupied(shown).filter(({ isArea, entities }) => !isArea || entities.length > 0);
  const without = shown.filter((entity) => entity.class === "Facility" && !positionsOf(entity).length);
  redraw(byId("map"), [
    element("h2", {}, t("page.map.title")),
    places.length && hasMap() ? placeMap(places, without) : element("p", {}, t("page.map.none")),
  ]);
}

function shownEntities({ state, nodes, edges }: Selection): readonly Entity[] {
  const isWhole = !activeFilters(state).length && !state.focus.length && !state.path.length;
  if (isWhole) return record.entities;
  const through = edges.flatMap(({ reasons }) => reasons.flatMap((reason) => reason.through ?? []));
  return [...new Set([...nodes.map(({ entity }) => entity), ...through])];
}
