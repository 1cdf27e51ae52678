// The worker that answers SPARQL: opened once with the engine and the dataset, then asked.

import { initSync } from "oxigraph";
import { filledStore } from "./dataset.ts";
import { Engine } from "./engine.ts";
import { unpacked } from "../base/packing.ts";
import type { Opening, Reply, Request } from "./protocol.ts";

let engine: Engine | undefined;

async function opened({ wasm, trig, words, prefixes }: Opening): Promise<Engine> {
  const [code, quads, said] = await Promise.all([wasm, trig, words].map(unpacked));
  initSync({ module: new WebAssembly.Module(code) });
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return new Engine(filledStore(text(quads), JSON.parse(text(said))), prefixes);
}

async function replyTo(request: Request): Promise<Reply> {
  if ("open" in request) {
    engine = await opened(request.open);
    return { opened: true };
  }
  return engine ? { answer: engine.answer(request.query) } : { broken: "asked before it was opened" };
}

self.onmessage = async ({ data }: MessageEvent<Request>) => {
  self.postMessage(await replyTo(data).catch((error): Reply => ({ broken: String(error) })));
};
