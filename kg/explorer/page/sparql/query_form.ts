// What a query is, and what of it the page refuses, without parsing it: the engine does that.

export type Form = "SELECT" | "ASK" | "CONSTRUCT" | "DESCRIBE";
export type Refusal = "update" | "service";

const OPENING = /^((?:\s|#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s+[^\s<]*\s*<[^>]*>|VERSION\s*(?:"[^"]*"|'[^']*'))*)(\w*)/i;
const UPDATES = new Set(["INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"]);
export const FORMS: readonly Form[] = ["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"];

// Strings, IRIs and comments, in which a word means nothing.
const OPAQUE =
  /"""(?:[^\\]|\\.)*?"""|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|#[^\n\r]*/gs;

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
