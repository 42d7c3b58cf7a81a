import { AsyncLocalStorage } from "node:async_hooks";

/** A report is short; of more than this, the end is kept. */
const mostCharacters = 20_000;

const captures = new AsyncLocalStorage<{ text: string }>();
let capturing = 0;

/**
 * Listens to what a function writes to stdout, and to nothing else that is written meanwhile. It is written all the same.
 *
 * @returns what it wrote until it was done
 * @throws what the function throws
 */
export async function captureOutput(work: () => Promise<void>): Promise<string> {
  const capture = { text: "" };
  const stop = listen();
  try {
    await captures.run(capture, work);
  } finally {
    stop();
  }
  return capture.text;
}

let original: typeof process.stdout.write = process.stdout.write;

function listen(): () => void {
  if (capturing++ === 0) {
    original = process.stdout.write;
    const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      const capture = captures.getStore();
      if (capture)
        capture.text = (capture.text + Buffer.from(chunk as string).toString()).slice(-mostCharacters);
      return Reflect.apply(original, process.stdout, [chunk, ...rest]) as boolean;
    };
    process.stdout.write = write;
  }
  return () => {
    if (--capturing === 0) process.stdout.write = original;
  };
}
