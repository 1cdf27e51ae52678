// What a query is, and what of it the page refuses, without parsing it: the engine does that.

export type Form = "SELECT" | "ASK" | "CONSTRUCT" | "DESCRIBE";
export type Refusal = "update" | "service";

const OPENING = /^((?:\s|#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s+[^\s<]*\s*<[^>]*>|VERSION\s*(?:"[^"]*"|'[^']*'))*)(\w*)/i;
const UPDATES = new Set(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"]);
export const FORMS: readonly Form[] = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];

// Strings, IRIs and comments, in which a word means nothing.
const OPAQUE =
  /"""(?:[^\\]|\\.)*?"""|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\n\r]*|\\./gs;

// A character by its number, which SPARQL reads anywhere, in a keyword too.
const ESCAPED = /\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8}))/g;

// The form of a query; undefined for what is none.
export function formOf(text: string): Form | undefined {
  const word = firstWord(text);
  return FORMS.find((form) => form === word);
}

// Why the page does not even try: it only reads, and it never asks a server, not even silently.
export function refusalOf(text: string): Refusal | undefined {
  if (UPDATES.has(firstWord(text))) return "update";
  const bare = text.replace(ESCAPED, (_, short, long) => characterOf(short ?? long)).replace(OPAQUE, " ");
  return /(?<![\w?$:.-])SERVICE(?![\w:.-])/i.test(bare) ? "service" : undefined;
}

// A text with strings, IRIs and comments blanked out, its length kept; what is an unequal sign elsewhere stays.
export function bareText(text: string): string {
  return text.replace(OPAQUE, (found, at: number) => {
    if (found === "<>" && text[at - 1] !== "~") return found;
    if (found.startsWith("<")) return found.replace(/[^()[\]!+-]/g, "~");
    return (found.startsWith("#") ? " " : "~").repeat(found.length);
  });
}

// The strings of a query, each with what stands right behind it.
export function stringsIn(text: string): [value: string, tail: string][] {
  return [...text.matchAll(OPAQUE)].flatMap(({ 0: found, index }): [string, string][] => {
    const size = /^("""|'''|["'])/.exec(found)?.[0].length ?? 0;
    const end = index + found.length;
    return size ? [[found.slice(size, -size), text.slice(end, end + 60)]] : [];
  });
}

// The IRIs of a query, each with its place.
export function irisIn(text: string): [iri: string, at: number][] {
  return [...text.matchAll(OPAQUE)].flatMap(({ 0: found, index }): [string, number][] =>
    found.startsWith("<") ? [[found, index]] : []
  );
}

// The line and the column, by signs as people count them, of a place in a text.
export function placeIn(text: string, place: number): readonly [number, number] {
  const before = text.slice(0, place).split("\n");
  return [before.length, [...(before.at(-1) ?? "")].length + 1];
}

// The names that HAVING uses and its SELECT gives, each with what they stand for: SPARQL hides them there.
export function hiddenNames(text: string): Map<string, string> {
  return new Map(hiddenPlaces(text).map(({ name, expression }) => [name, expression]));
}

// The names that a SELECT gives and its WHERE asks already, where they have no value yet, each with what it stands for.
export function earlyNames(text: string): Map<string, string> {
  const bare = bareText(text);
  const found = [...bare.matchAll(/\bselect\b[^{]*(?=\{)/gi)].flatMap(({ 0: head, index }) => {
    const asked = withoutSelects(groupAt(bare, index + head.length));
    return [...named(head, text.slice(index))].filter(([name]) => new RegExp(`[?$]${name}\\b`).test(asked));
  });
  return new Map(found);
}

export function isAggregate(expression: string): boolean {
  return /\b(count|sum|min|max|avg|sample|group_concat)\s*\(/i.test(expression);
}

// The group that a brace opens, without its braces.
function groupAt(bare: string, start: number): string {
  let depth = 0;
  for (const { 0: brace, index } of bare.slice(start).matchAll(/[{}]/g)) {
    depth += brace === "{" ? 1 : -1;
    if (!depth) return bare.slice(start + 1, start + index);
  }
  return bare.slice(start + 1);
}

// A group without the queries within, whose names are their own.
function withoutSelects(group: string): string {
  const at = group.search(/\{\s*select\b/i);
  if (at < 0) return group;
  return withoutSelects(`${group.slice(0, at)} ${group.slice(at + groupAt(group, at).length + 2)}`);
}

// A query in which HAVING sees no such name, as SPARQL has it, and as the library's engine does.
export function withoutHiddenNames(text: string): string {
  const places = hiddenPlaces(text);
  return places.reduce((query, { name, places }) => {
    const unbound = freeName(text, name.length);
    return places.reduce((hidden, at) => hidden.slice(0, at) + unbound + hidden.slice(at + name.length), query);
  }, text);
}

interface Hidden {
  readonly name: string;
  readonly expression: string;
  readonly places: readonly number[];
}

function hiddenPlaces(text: string): Hidden[] {
  const bare = bareText(text);
  return [...bare.matchAll(/\bhaving\b/gi)].flatMap(({ index }) => {
    const start = index + "having".length;
    const condition = conditionOf(bare.slice(start));
    return [...computed(bare, text, index)].flatMap(([name, expression]): Hidden[] => {
      const uses = [...condition.matchAll(new RegExp(`[?$]${name}\\b`, "g"))];
      return uses.length ? [{ name, expression, places: uses.map((use) => start + use.index + 1) }] : [];
    });
  });
}

// What HAVING asks, out of what stands behind the word: groups in braces belong to it.
function conditionOf(rest: string): string {
  let depth = 0;
  for (const { 0: found, index } of rest.matchAll(/[{}]|\b(?:order\s+by|limit|offset|values)\b/gi)) {
    if (found === "{") depth++;
    else if (!depth) return rest.slice(0, index);
    else if (found === "}") depth--;
  }
  return rest;
}

// What the SELECT of a HAVING computes, by the name that it gets: GROUP BY gives names that HAVING knows.
function computed(bare: string, text: string, having: number): Map<string, string> {
  const heads = [...bare.slice(0, having).matchAll(/\bselect\b[^{]*(?=\{)/gi)].flatMap(({ 0: head, index }) => {
    const start = index + head.length;
    const end = start + groupAt(bare, start).length + 2;
    return end <= having ? [{ head, index, end }] : [];
  });
  const own = heads.sort((one, other) => other.end - one.end)[0];
  if (!own) return new Map();
  const grouped = named(bare.slice(own.end, having), text.slice(own.end, having));
  return new Map([...named(own.head, text.slice(own.index))].filter(([name]) => !grouped.has(name)));
}

// What is computed in a query, by the name that it gets.
function named(bare: string, text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const { 1: name, index } of bare.matchAll(/\bas\s+[?$](\w+)\s*\)/gi)) {
    let start = index;
    for (let depth = 1; start && depth;) {
      start--;
      depth += bare[start] === ")" ? 1 : bare[start] === "(" ? -1 : 0;
    }
    found.set(name, text.slice(start + 1, index).trim());
  }
  return found;
}

// A name of a length that no variable of a query has, so that columns stand.
function freeName(text: string, length: number): string {
  for (let number = 0;; number++) {
    const name = number.toString(36).padStart(length, "z");
    if (!new RegExp(`[?$]${name}\\b`).test(text)) return name;
  }
}

// What stands before the word that says what a query is.
export function prologueOf(text: string): string {
  return OPENING.exec(text)?.[1] ?? "";
}

function firstWord(text: string): string {
  return (OPENING.exec(text)?.[2] ?? "").toUpperCase();
}

function characterOf(code: string): string {
  return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
}
