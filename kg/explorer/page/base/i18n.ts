// The texts of the interface in each language, and how dates and numbers are written in it.

import { inOrder } from "./collections.ts";

export type Language = string;

// A text in every language of the record, in their order.
export type Localized = readonly string[];

// A text of the message catalogue with places such as {count}; one that is counted has a form for each plural category.
export type Text = string | { readonly [category: string]: string };
export type Texts = { readonly [key: string]: Text };
export type Values = { readonly [name: string]: string | number };

let spoken: readonly Language[] = ["en", "fr"];
let catalogue: { readonly [language: Language]: Texts } = { en: {}, fr: {} };
let language: Language = "en";

// Take the texts of the interface in each language, and the languages in which the record has its own.
export function setTexts(texts: { readonly [language: Language]: Texts }, ofRecord = spoken): void {
  catalogue = texts;
  spoken = ofRecord;
}

// The languages in which the record has its texts.
export function recordLanguages(): readonly Language[] {
  return spoken;
}

// The languages of the interface: English, then the others.
export function languages(): readonly Language[] {
  return Object.keys(catalogue);
}

export function otherLanguages(): readonly Language[] {
  return languages().filter((other) => other !== language);
}

// What a language is called in itself.
export function languageName(of: Language): string {
  return String(catalogue[of]["language.name"] ?? capital(nameOfLanguage(of, of)));
}

// What a language is called in the language of the reader.
export function nameOfLanguage(of: Language, within: Language = language): string {
  try {
    return new Intl.DisplayNames([within], { type: "language" }).of(of) ?? of;
  } catch {
    return of;
  }
}

// The text for a key with values in the place of their names; a number is written as the language writes it, and what
// is called count decides on the plural form.
export function t(key: string, values: Values = {}): string {
  const text = textOf(key);
  const form = typeof text === "string" ? text : text[pluralCategory(Number(values.count))] ?? text.other;
  return form.replace(/\{(\w+)\}/g, (_, name) => valueText(values[name]));
}

function textOf(key: string): Text {
  return catalogue[language]?.[key] ?? catalogue.en[key] ?? key;
}

function valueText(value: string | number | undefined): string {
  return typeof value === "number" ? formatNumber(value) : value ?? "";
}

function pluralCategory(count: number): string {
  return made<Intl.PluralRules, Intl.PluralRulesOptions>(Intl.PluralRules).select(count);
}

export function currentLanguage(): Language {
  return language;
}

export function setLanguage(wanted: Language): void {
  language = languages().includes(wanted) ? wanted : "en";
  document.documentElement.lang = language;
  document.title = `${t("page.header.title")} — ${t("page.header.purpose")}`;
}

// What a text of the record says in the language of the reader, else in English; "" where there is none.
export function localized(text: Localized | null | undefined): string {
  return text ? text[languageIndex()] || text[0] : "";
}

// What knows the plurals or the order of the language that is spoken, made once: to make one takes longer than to use it.
const formatters = new Map<string, unknown>();

function made<T, O extends object>(Kind: { new (locale: string, options?: O): T; name: string }, options?: O): T {
  const key = `${Kind.name} ${currentLanguage()} ${JSON.stringify(options)}`;
  if (!formatters.has(key)) formatters.set(key, new Kind(`${currentLanguage()}-CA`, options));
  return formatters.get(key) as T;
}

// The order of words: accents and capitals count only between words that are otherwise the same.
export function compareWords(one: string, other: string): number {
  return inOrder(bare(one), bare(other)) || inOrder(one, other);
}

const bareWords = new Map<string, string>();

function bare(word: string): string {
  const known = bareWords.get(word) ?? fold(word);
  bareWords.set(word, known);
  return known;
}

// A number with its thousands apart, and no more decimals than it is to have.
export function formatNumber(number: number, digits = 0): string {
  const [whole, decimals] = String(Number(number.toFixed(digits))).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, t("number.thousands"));
  return decimals ? `${grouped}${t("number.decimal")}${decimals}` : grouped;
}

// A date as precise as it is given: year, year and month, or day. What is not a date is said as it stands.
export function formatDate(date: string): string {
  const [, year, number, digits] = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?$/.exec(date) ?? [];
  if (!number) return date;
  const month = t(`date.month_name.${number}`);
  if (!digits) return t("date.month", { month, year });
  const day = digits === "01" ? t("date.first_day") : String(Number(digits));
  return t("date.day", { day, month, year });
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(currentLanguage()) + text.slice(1);
}

const LIGATURES: { readonly [sign: string]: string } = {
  œ: "oe",
  æ: "ae",
  ł: "l",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ŋ: "n",
  ß: "ss",
};
const LIGATURE = new RegExp(`[${Object.keys(LIGATURES).join("")}]`, "g");

// A text without case, accents, ligatures, punctuation and doubled spaces, for comparing names.
export function fold(text: string): string {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(LIGATURE, (sign) => LIGATURES[sign]);
  return bare.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// What is said in each language of the record.
export function inLanguages<T>(say: () => T): T[] {
  const own = language;
  try {
    return spoken.map((other) => {
      language = other;
      return say();
    });
  } finally {
    language = own;
  }
}

// A label as it stands within a sentence: without a capital, but for an abbreviation.
export function withinSentence(label: string): string {
  const second = label.charAt(1);
  return second !== second.toLowerCase() ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

export function quoted(text: string): string {
  return t("text.quoted", { text });
}

export function formatList(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${t("page.text.and")} ${words.at(-1)}`;
}

// Texts as alternatives: "one, two or three".
export function formatEither(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return t("list.or", { list: words.slice(0, -1).join(", "), last: words.at(-1) ?? "" });
}

// "Topics: cyber, drugs", with the space before the colon that French wants.
export function labelled(key: string, text: string): string {
  return t("page.text.labelled", { word: capital(t(key)), text });
}

// Whether the interface has a word of its own for a key.
export function hasText(key: string): boolean {
  return Object.hasOwn(catalogue.en, key);
}

// Where the language of the reader stands in every text of the record; English where it has none.
export function languageIndex(): number {
  return Math.max(0, spoken.indexOf(language));
}
