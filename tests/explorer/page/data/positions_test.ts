// Where entities are: at their own coordinates, else where the places are that they are located in.

import assert from "node:assert/strict";
import { occupied, positionsOf } from "../../../../kg/explorer/page/data/positions.ts";
import type { Entity, Tie } from "../../../../kg/explorer/page/data/record.ts";

function thing(id: string, degrees: readonly [number, number] | null = null, kinds: readonly string[] = []): Entity {
  const coordinates = degrees && { latitude: degrees[0], longitude: degrees[1], precision: null, passages: [] };
  return { id, kinds, coordinates, ties: [] as Tie[] } as unknown as Entity;
}

function locate(subject: Entity, object: Entity): void {
  const tie = { subject, relation: "isLocatedIn", object } as Tie;
  for (const end of [subject, object]) (end.ties as Tie[]).push(tie);
}

const town = thing("town", [62, -114], ["city"]);
const province = thing("province", [64, -119], ["state-or-province"]);
const base = thing("base");
const centre = thing("centre");
const airport = thing("airport", [62.5, -114.4]);
const nowhere = thing("nowhere");
locate(base, town);
locate(base, province);
locate(centre, base);
locate(airport, town);

const places = (entity: Entity) => positionsOf(entity).map(({ place }) => place.id);

Deno.test("a thing is at its own coordinates, else at its town, else in its province", () => {
  assert.deepEqual(places(airport), ["airport"]);
  assert.deepEqual(places(base), ["town"]);
  assert.deepEqual(places(centre), ["town"]);
  assert.deepEqual(places(nowhere), []);
  const post = thing("post");
  locate(post, province);
  assert.deepEqual(positionsOf(post).map(({ place, isArea }) => [place.id, isArea]), [["province", true]]);
});

Deno.test("a town is not where what lies in it is", () => {
  assert.deepEqual(places(town), ["town"]);
});

Deno.test("a place has all that is there, from north to south", () => {
  const found = occupied([base, centre, airport, town, nowhere]);
  assert.deepEqual(found.map(({ place, entities }) => [place.id, entities.map(({ id }) => id)]), [
    ["airport", []],
    ["town", ["base", "centre"]],
  ]);
});
