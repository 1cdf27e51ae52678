// What the page carries compressed.

// What was compressed with gzip and written in base 64. It is given as a stream of its own: one of a Blob goes by way of
// another process, and waits there for all that stands behind in the page.
export async function unpacked(packed: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(given) {
      given.enqueue(bytesOf(packed));
      given.close();
    },
  });
  const plain = bytes.pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

// Browsers that know base 64 themselves read it far faster.
function bytesOf(packed: string): Uint8Array<ArrayBuffer> {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(packed);
  const signs = atob(packed);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return bytes;
}
