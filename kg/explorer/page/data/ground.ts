// The ground of the map, packed: paths of SVG that were projected when the page was built.

import { byId, whenParsed } from "../base/dom.ts";
import { unpackedJson } from "./payload.ts";
import { record } from "./record.ts";

// Coasts, lakes, borders of countries, and those of states and provinces within them.
export interface Ground {
  readonly land: string;
  readonly lakes: string;
  readonly borders: string;
  readonly inner: string;
}

let reading: Promise<Ground> | undefined;

// Whether there is a map: the page of a network alone carries no ground, and other data may have no coordinates.
export function hasMap(): boolean {
  return "sparql" in document.body.dataset && record.entities.some(({ coordinates }) => coordinates);
}

export function whenGround(): Promise<Ground> {
  return reading ??= whenParsed().then(() => {
    if (!byId("ground")) throw new Error("The page carries no ground.");
    return unpackedJson<Ground>("ground");
  });
}
