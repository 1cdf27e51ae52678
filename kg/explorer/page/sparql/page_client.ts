// The SPARQL that the page carries: nothing of it is touched before it is first asked.

import { byId, whenParsed } from "../base/dom.ts";
import { record } from "../data/record.ts";
import { SparqlClient } from "./client.ts";
import { unpacked } from "../base/packing.ts";
import type { Opening } from "./protocol.ts";

let client: SparqlClient | undefined;
let program: string | undefined;

export function pageClient(): SparqlClient {
  client ??= new SparqlClient(startWorker, opening);
  return client;
}

async function startWorker(): Promise<Worker> {
  await whenParsed();
  program ??= URL.createObjectURL(new Blob([await unpacked(carried("worker"))], { type: "text/javascript" }));
  return new Worker(program);
}

function opening(): Opening {
  const { prefixes } = record;
  return { wasm: carried("oxigraph"), trig: carried("dataset"), words: carried("words"), prefixes };
}

function carried(id: string): string {
  return byId(id)?.textContent ?? "";
}
