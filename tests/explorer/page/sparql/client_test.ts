// The client of the worker: when it starts one, waits for it, and ends it.

import assert from "node:assert/strict";
import { type GivenUp, type Server, SparqlClient } from "../../../../kg/explorer/page/sparql/client.ts";
import type { Answer } from "../../../../kg/explorer/page/sparql/engine.ts";
import type { Opening, Reply, Request } from "../../../../kg/explorer/page/sparql/protocol.ts";

const OPENING: Opening = { wasm: "", trig: "", words: "", prefixes: {} };
const YES: Answer = { kind: "boolean", holds: true };

// Workers that reply to what they are asked, before any timer can go off, however busy the machine; to "never" they do
// not reply.
class Workers {
  started = 0;
  ended = 0;

  client(late = 60_000): SparqlClient {
    return new SparqlClient(() => Promise.resolve(this.#start()), () => OPENING, { slow: 5, late });
  }

  #start(): Server {
    this.started += 1;
    let ended = false;
    const server: Server = {
      onmessage: null,
      onerror: null,
      terminate: () => {
        ended = true;
        this.ended += 1;
      },
      postMessage: (request: Request) => {
        const reply = replyTo(request);
        if (!reply) return;
        queueMicrotask(() => ended || server.onmessage?.call(server as Worker, { data: reply } as MessageEvent<Reply>));
      },
    };
    return server;
  }
}

function replyTo(request: Request): Reply | undefined {
  if ("open" in request) return { opened: true };
  if (request.query === "deep") return { broken: "stack" };
  return request.query === "never" ? undefined : { answer: YES };
}

function reasonOf(answer: Answer | GivenUp): string {
  return answer.kind === "error" ? answer.reason : answer.kind;
}

Deno.test("one worker is started when first asked, and kept", async () => {
  const workers = new Workers();
  const client = workers.client();
  assert.equal(workers.started, 0);
  assert.deepEqual(await Promise.all(["one", "two"].map((query) => client.query(query))), [YES, YES]);
  assert.equal(await client.query("three"), YES);
  assert.deepEqual([workers.started, workers.ended], [1, 0]);
});

Deno.test("a query that takes too long is ended, and the next is answered by another worker", async () => {
  const workers = new Workers();
  const client = workers.client(20);
  const [first, second] = await Promise.all([client.query("never"), client.query("one")]);
  assert.deepEqual([reasonOf(first), second], ["late", YES]);
  assert.deepEqual([workers.started, workers.ended], [2, 1]);
});

Deno.test("a query that is cancelled ends its worker at once", async () => {
  const workers = new Workers();
  const client = workers.client();
  const control = new AbortController();
  const slow = new Promise<void>((told) => setTimeout(told, 10));
  const asked = client.query("never", { signal: control.signal });
  await slow;
  control.abort();
  assert.equal(reasonOf(await asked), "cancelled");
  assert.equal(await client.query("one"), YES);
  assert.deepEqual([workers.started, workers.ended], [2, 1]);
});

Deno.test("what is cancelled before it runs leaves the worker alone", async () => {
  const workers = new Workers();
  const client = workers.client();
  const control = new AbortController();
  const first = client.query("one");
  const second = client.query("never", { signal: control.signal });
  control.abort();
  assert.deepEqual([await first, reasonOf(await second)], [YES, "cancelled"]);
  assert.equal(await client.query("two"), YES);
  assert.deepEqual([workers.started, workers.ended], [1, 0]);
});

Deno.test("an answer that came stays when its reader turns away afterwards", async () => {
  const workers = new Workers();
  const control = new AbortController();
  assert.equal(await workers.client().query("one", { signal: control.signal }), YES);
  control.abort();
  assert.equal(workers.ended, 0);
});

Deno.test("a query that breaks the engine is told, and the next one answered", async () => {
  const workers = new Workers();
  const client = workers.client();
  assert.equal(reasonOf(await client.query("deep")), "broken");
  assert.equal(await client.query("one"), YES);
  assert.equal(workers.started, 2);
});

Deno.test("a slow query says so, a quick one does not", async () => {
  const client = new Workers().client(30);
  const told: string[] = [];
  await client.query("never", { onSlow: () => told.push("never") });
  await client.query("one", { onSlow: () => told.push("one") });
  assert.deepEqual(told, ["never"]);
});
