import { Readable } from "node:stream";
import type { OpenRequest } from "./recorder.js";

/**
 * Makes a function that counts what arrives in a response's body, without making it flow: an event listener for
 * `data` would take the body away from a client that has not come to read it yet, and `end` comes only once somebody
 * has read it all.
 *
 * @param requestOf which request the response belongs to
 * @param isWhole asked at the body's end, whether it came as a whole
 */
export function bodyWatcher<Response extends Readable>(
  requestOf: (response: Response) => OpenRequest | undefined,
  isWhole: (response: Response) => boolean = () => true,
): (response: Response) => void {
  // One for all responses: a closure for each would be what recording costs most.
  const push = {
    configurable: true,
    writable: true,
    value(this: Response, chunk: Uint8Array | null, encoding?: BufferEncoding): boolean {
      if (chunk !== null) requestOf(this)?.receive(chunk.length);
      else if (isWhole(this)) requestOf(this)?.end();
      return Readable.prototype.push.call(this, chunk, encoding);
    },
  };
  return (response) => void Object.defineProperty(response, "push", push);
}
