// What the page and its worker say to each other. The page waits for each reply, so that none needs a number.

import type { Answer } from "./engine.ts";

// What the worker needs before it can answer: engine, dataset and words packed with gzip in base 64.
export interface Opening {
  readonly wasm: string;
  readonly trig: string;
  readonly words: string;
  readonly prefixes: Readonly<Record<string, string>>;
}

export type Request = { readonly open: Opening } | { readonly query: string };

// "broken" when the engine itself gave way: then its worker is of no more use.
export type Reply = { readonly opened: true } | { readonly answer: Answer } | { readonly broken: string };
