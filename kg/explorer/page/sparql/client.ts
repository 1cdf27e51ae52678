// SPARQL for the page: a worker that is started when first asked, and ended when a query is given up.

import type { Answer } from "./engine.ts";
import type { Opening, Reply, Request } from "./protocol.ts";

// Why no answer came: given up by the reader, after too long, or because it was too much for the engine.
export interface GivenUp {
  readonly kind: "error";
  readonly reason: "cancelled" | "late" | "broken";
  readonly message: string;
}

export interface Asking {
  readonly signal?: AbortSignal;
  readonly onSlow?: () => void;
}

// After how many milliseconds a query is called slow, and after how many it is given up.
export interface Patience {
  readonly slow: number;
  readonly late: number;
}

// What the client needs of a worker.
export type Server = Pick<Worker, "postMessage" | "terminate" | "onmessage" | "onerror">;

const PATIENCE: Patience = { slow: 300, late: 60_000 };

export class SparqlClient {
  readonly #start: () => Promise<Server>;
  readonly #opening: () => Opening;
  readonly #patience: Patience;
  #server: Promise<Server> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(start: () => Promise<Server>, opening: () => Opening, patience: Patience = PATIENCE) {
    this.#start = start;
    this.#opening = opening;
    this.#patience = patience;
  }

  // The answer to a query, one after the other. A query that is given up while it runs ends its worker; the next one
  // starts another.
  query(text: string, { signal, onSlow }: Asking = {}): Promise<Answer | GivenUp> {
    const slow = onSlow && setTimeout(onSlow, this.#patience.slow);
    const asked = this.#last.then(() => this.#asked(text, signal));
    this.#last = asked;
    return Promise.race([asked, whenAborted(signal)]).finally(() => clearTimeout(slow));
  }

  async #asked(text: string, signal: AbortSignal | undefined): Promise<Answer | GivenUp> {
    if (signal?.aborted) return givenUp("cancelled");
    try {
      const server = await (this.#server ??= this.#opened());
      if (signal?.aborted) return givenUp("cancelled"); // it is open now, and serves the next query
      const reply = await this.#reply(server, { query: text }, signal);
      return "answer" in reply ? reply.answer : givenUp("broken");
    } catch (error) {
      this.#server = undefined;
      return error instanceof Broken ? givenUp(error.reason, error.message) : givenUp("broken", String(error));
    }
  }

  async #opened(): Promise<Server> {
    const server = await this.#start();
    await this.#reply(server, { open: this.#opening() });
    return server;
  }

  // What a worker replies; when it does not, it is ended.
  #reply(server: Server, request: Request, signal?: AbortSignal): Promise<Reply> {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    const end = (reason: GivenUp["reason"], message = "") => {
      server.terminate();
      reject(new Broken(reason, message));
    };
    const cancel = () => end("cancelled");
    const late = setTimeout(() => end("late"), this.#patience.late);
    signal?.addEventListener("abort", cancel, { once: true });
    server.onmessage = ({ data }: MessageEvent<Reply>) => "broken" in data ? end("broken", data.broken) : resolve(data);
    server.onerror = (event) => {
      event.preventDefault();
      end("broken", event.message);
    };
    server.postMessage(request);
    return promise.finally(() => {
      clearTimeout(late);
      signal?.removeEventListener("abort", cancel);
    });
  }
}

class Broken extends Error {
  constructor(readonly reason: GivenUp["reason"], message: string) {
    super(message);
  }
}

function givenUp(reason: GivenUp["reason"], message = ""): GivenUp {
  return { kind: "error", reason, message };
}

function whenAborted(signal: AbortSignal | undefined): Promise<GivenUp> {
  return new Promise((settle) => {
    if (signal?.aborted) settle(givenUp("cancelled"));
    signal?.addEventListener("abort", () => settle(givenUp("cancelled")), { once: true });
  });
}
