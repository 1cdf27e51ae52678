// Names as they stand in a sentence: with their article, and with the verb that agrees with them; as kg/grammar.py has
// it. What a name needs is told by the texts of its language, by how the name begins.

import { currentLanguage, quoted, t } from "./i18n.ts";

// A name as it is shown, with its article, what leads to it as a place, and whether it is feminine and plural; a title
// has quotation marks around it.
export interface Noun {
  readonly name: string;
  readonly opening: string;
  readonly closing: string;
  readonly article: string;
  readonly place: string;
  readonly isFeminine: boolean;
  readonly isPlural: boolean;
}

type Listed = ReadonlyMap<string, string>;

const ARTICLES: { readonly [kind: string]: string } = {
  masculine: "le",
  feminine: "la",
  plural_masculine: "les",
  plural_feminine: "les",
  infinitive: "de",
  title: "",
  bare: "",
};
const CONTRACTED: { readonly [lead: string]: string } = {
  "à le ": "au ",
  "à les ": "aux ",
  "de le ": "du ",
  "de les ": "des ",
};
const ORDINAL = /(\d+(re|er|e)|premier|première|deuxième|troisième|quatrième) /;
const VOWEL = /^[aàâæeéèêëiîïoôœuùûü]/i;

// Return a name for a sentence; what is shown may stand for it, such as its abbreviation.
export function noun(name: string, shown = name): Noun {
  const kind = beginning(name, kinds()) || "bare";
  const place = beginning(name, listed("places"));
  const [isFeminine, isPlural] = [kind.endsWith("feminine"), kind.startsWith("plural")];
  const [opening, closing] = kind === "title" && shown === name ? quoted("\n").split("\n") : ["", ""];
  const isLowered = !opening && shown === name && beginning(name, lowered()) !== "";
  const told = isLowered ? name.charAt(0).toLowerCase() + name.slice(1) : shown;
  return { name: told, opening, closing, article: ARTICLES[kind], place, isFeminine, isPlural };
}

// Return a verb with what leads to a name: an article, contracted with « à » or « de », elided before a vowel.
export function after(verb: string, thing: Noun): string {
  const [before, last] = parted(verb);
  const elided = last === "de" && ["", "de"].includes(thing.article) && VOWEL.test(thing.opening + thing.name) && "d’";
  const isPlaced = thing.place && before.startsWith("se ") && last === "à";
  const placed = `${thing.place} ${thing.place === "dans" ? leadOf(thing, last) : ""}`;
  const lead = isPlaced ? placed : `${last} ${leadOf(thing, last)}`;
  const told = (elided || (CONTRACTED[lead] ?? lead)) + thing.opening;
  return before ? `${before} ${told}` : told;
}

const MILLIONS = /(^|[^\d.,])[1-9]\d{0,2}(\D\d{3})*(\D000){2}$/;

// A number as it is shown with its unit: in French round millions lead to it by « de », but to a code.
export function withUnit(number: string, unit: string): string {
  const lead = t("grammar.millions");
  const isWord = unit.charAt(0) !== unit.charAt(0).toUpperCase();
  const led = lead && isWord && MILLIONS.test(number) ? after(lead, bareNoun(unit)) + unit : unit;
  return [number, led].filter(Boolean).join(" ");
}

function bareNoun(name: string): Noun {
  return { name, opening: "", closing: "", article: "", place: "", isFeminine: false, isPlural: false };
}

// What leads to a name at the beginning of a sentence.
export function atFirst(thing: Noun): string {
  const lead = leadOf(thing);
  return lead.charAt(0).toUpperCase() + lead.slice(1) + thing.opening;
}

// A name with its article.
export function named(thing: Noun): string {
  return leadOf(thing) + thing.opening + thing.name + thing.closing;
}

// The article after a word: an infinitive has one after « but » alone.
function leadOf({ article, name }: Noun, word = ""): string {
  if (!article || (article === "de" && word !== "but")) return "";
  return article !== "les" && VOWEL.test(name) ? `${article.charAt(0)}’` : `${article} `;
}

// Return a verb of the third person that agrees with its subject.
export function agreeing(verb: string, { isFeminine, isPlural }: Noun): string {
  const words = verb.split(" ");
  const at = ["se", "s"].includes(words[0]) ? 1 : 0;
  if (words[at] === "est" && isFeminine && /[éiu]$/.test(words[at + 1])) words[at + 1] += "e";
  if (isPlural) {
    if (words[at] === "est") words[at + 1] += "s";
    words[at] = listed("plural_verbs").get(words[at]) ?? words[at] + (words[at].endsWith("e") ? "nt" : "");
  }
  return words.join(" ");
}

// What is known of the longest beginning of a name, an ordinal number left aside; "" where nothing is.
function beginning(name: string, known: Listed): string {
  const words = name.toLowerCase().replace(ORDINAL, "").split(/\s+/);
  const counts = words.map((_, at) => words.length - at);
  return counts.map((count) => known.get(words.slice(0, count).join(" "))).find(Boolean) ?? "";
}

// The kind of noun that names with a beginning are.
function kinds(): Listed {
  return remembered(
    "kinds",
    () => Object.keys(ARTICLES).flatMap((kind) => texts(kind).map((one): [string, string] => [one, kind])),
  );
}

// The beginnings of names that have no capital within a sentence.
function lowered(): Listed {
  return remembered("lowered", () => texts("lowered").map((one): [string, string] => [one, one]));
}

// What is listed by pairs: a beginning or a verb, and what goes with its last word.
function listed(key: string): Listed {
  return remembered(key, () => texts(key).map(parted));
}

function texts(key: string): string[] {
  return t(`grammar.${key}`).split("; ").filter(Boolean);
}

// All words but the last, and the last.
function parted(text: string): [string, string] {
  const at = text.lastIndexOf(" ");
  return [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
}

const known = new Map<string, Listed>();

function remembered(name: string, read: () => [string, string][]): Listed {
  const key = `${currentLanguage()} ${name}`;
  if (!known.has(key)) known.set(key, new Map(read()));
  return known.get(key) ?? new Map();
}
