// What ties are about: what they lead through, of which filters ask topic, country and kind, and never of the actors.
// kg/record/settings.py says it of the library; tests compare the two.

import { type Entity, record, type RecordIndex, type Tie } from "../data/record.ts";

// Whether a tie joins its subject, through its object, with all others that have part in it.
function isSetting(tie: Tie): boolean {
  return record.relations.get(tie.relation)?.joins === "through" && Boolean(tie.object.setting);
}

// What a tie leads through, else those of its ends that are no actors.
export function settingsOf(tie: Tie): readonly Entity[] {
  return isSetting(tie) ? [tie.object] : [tie.subject, tie.object].filter(({ actor }) => !actor);
}

function actorsOf(tie: Tie): readonly Entity[] {
  const settings = settingsOf(tie);
  return [tie.subject, tie.object].filter((end) => !settings.includes(end));
}

// The topics of the setting, else of what the passages of the tie tell of beside actors.
export function topicsOf(tie: Tie): readonly string[] {
  const settings = settingsOf(tie);
  return settings.length ? settings.flatMap(({ topics }) => topics) : tie.topics;
}

// The countries that have part in the setting, themselves or by a body, and those of the actors.
export function countriesOf(tie: Tie): readonly string[] {
  const around = countriesIn(record);
  return [...settingsOf(tie).flatMap((one) => [...around.get(one) ?? []]), ...actorsOf(tie).flatMap(countriesOfActor)];
}

// The kinds of the setting, and those that all actors of the tie have.
export function kindsOf(tie: Tie): readonly string[] {
  const [first, ...others] = actorsOf(tie);
  const shared = first?.kinds.filter((kind) => others.every(({ kinds }) => kinds.includes(kind))) ?? [];
  return [...settingsOf(tie).flatMap(({ kinds }) => kinds), ...shared];
}

// A country is its own.
function countriesOfActor(actor: Entity): readonly string[] {
  return actor.class === "Country" ? [actor.id] : actor.countries.map(({ id }) => id);
}

const held = new WeakMap<RecordIndex, ReadonlyMap<Entity, ReadonlySet<string>>>();

// The countries of each setting: its own, those that have part in it, and those of bodies that have.
function countriesIn(of: RecordIndex): ReadonlyMap<Entity, ReadonlySet<string>> {
  const known = held.get(of);
  if (known) return known;
  const settings = of.entities.filter(({ setting }) => setting);
  const found = new Map(settings.map((one) => [one, new Set(one.countries.map(({ id }) => id))]));
  for (const tie of of.ties.filter(isSetting)) {
    for (const country of countriesOfActor(tie.subject)) found.get(tie.object)?.add(country);
  }
  held.set(of, found);
  return found;
}
