// Keys of names: what is the same however a name is written, above all the country that it begins with or is of; as
// kg/questions/name_keys.py has it.

import { fold } from "../base/i18n.ts";
import type { Entity } from "./record.ts";

// What joins a country to the name before it: Department of Justice of the United States, Garde côtière des États-Unis.
const LINKS = "of the|of|the|des|de la|de l|du|de|d|aux|au";

// Return what makes the key of a name: without case, accents and signs, and with one word for each country.
export function nameKeys(entities: readonly Entity[]): (text: string) => string {
  const words = new Map<string, string>();
  for (const country of entities.filter((entity) => entity.class === "Country")) {
    const names = [...country.label, ...country.called.map(([, name]) => name)].map(fold).filter(Boolean);
    for (const name of names) words.set(name, fold(country.id));
  }
  if (!words.size) return fold;
  const names = [...words.keys()].sort((one, other) => other.length - one.length).join("|");
  const country = new RegExp(`(?<![^ ])(?:(?:${LINKS}) )?(${names})(?: s)?(?![^ ])`, "g");
  return (text) => fold(text).replace(country, (_, name) => words.get(name) ?? name);
}
