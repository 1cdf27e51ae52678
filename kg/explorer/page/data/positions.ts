// Where entities are: at their own coordinates, else at those of the places that they are located in.

import { projected } from "../base/projection.ts";
import type { Coordinates, Entity } from "./record.ts";

// A place of the map: whose coordinates they are. A state or a province has one point for all of its area.
export interface Position {
  readonly place: Entity;
  readonly coordinates: Coordinates;
  readonly isArea: boolean;
}

// A place of the map with what is there, in the order in which it was asked for.
export interface Occupied extends Position {
  readonly entities: readonly Entity[];
}

const STEPS = 2; // a centre within a base within a town
const AREAS = ["state-or-province", "region"];

// A whole province counts only where nothing nearer is known.
export function positionsOf(entity: Entity): Position[] {
  const found = reached(entity, STEPS);
  const near = found.filter(({ isArea }) => !isArea);
  return near.length ? near : found;
}

function reached(entity: Entity, steps: number): Position[] {
  if (entity.coordinates) {
    const isArea = entity.kinds.some((kind) => AREAS.includes(kind));
    return [{ place: entity, coordinates: entity.coordinates, isArea }];
  }
  if (!steps) return [];
  const sites = entity.ties.filter((tie) => tie.relation === "isLocatedIn" && tie.subject === entity);
  const all = sites.flatMap(({ object }) => reached(object, steps - 1));
  return [...new Map(all.map((position) => [position.place, position])).values()];
}

// The places where any of some entities are, from north to south as they stand on the map.
export function occupied(entities: Iterable<Entity>): Occupied[] {
  const found = new Map<Entity, Position & { readonly entities: Entity[] }>();
  for (const entity of new Set(entities)) {
    for (const position of positionsOf(entity)) {
      const held = found.get(position.place) ?? { ...position, entities: [] };
      found.set(position.place, held);
      if (entity !== position.place) held.entities.push(entity);
    }
  }
  const height = ({ coordinates: { latitude, longitude } }: Position) => projected(latitude, longitude)[1];
  return [...found.values()].sort((one, other) => height(one) - height(other));
}
