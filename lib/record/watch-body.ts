import type { Readable } from "node:stream";
import type { OpenRequest } from "./recorder.js";

/**
 * Counts what arrives in a response's body, without making it flow: an event listener for `data` would take the
 * body away from a client that has not come to read it yet, and `end` comes only once somebody has read it all.
 *
 * @param isWhole asked at the body's end, whether it came as a whole
 */
export function watchBody(response: Readable, request: OpenRequest, isWhole = () => true): void {
  const push = response.push;
  Object.defineProperty(response, "push", {
    configurable: true,
    writable: true,
    value(this: Readable, chunk: Uint8Array | null, encoding?: BufferEncoding): boolean {
      if (chunk !== null) request.receive(chunk.length);
      else if (isWhole()) request.end();
      return push.call(this, chunk, encoding);
    },
  });
}
