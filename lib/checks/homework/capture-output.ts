import { AsyncLocalStorage } from "node:async_hooks";
import { showDisplaySymbol, textOfDisplay, type ShowDisplay } from "@async-lab/notebook";

/** A report is short; of more than this, the end is kept. */
const maxCharacters = 20_000;

const captures = new AsyncLocalStorage<{ text: string }>();
const notebook = globalThis as { [showDisplaySymbol]?: ShowDisplay };
let capturing = 0;
let stopListening: () => void = () => undefined;

/**
 * Listens to what a function writes to stdout and stderr and shows under its cell, and to nothing else that is written
 * meanwhile. It is written all the same.
 *
 * @returns what it wrote until it was done
 * @throws what the function throws
 */
export async function captureOutput(work: () => Promise<void>): Promise<string> {
  const capture = { text: "" };
  if (capturing++ === 0) stopListening = listen();
  try {
    await captures.run(capture, work);
  } finally {
    if (--capturing === 0) stopListening();
  }
  return capture.text;
}

function keep(text: string): void {
  const capture = captures.getStore();
  if (capture) capture.text = (capture.text + text).slice(-maxCharacters);
}

function listen(): () => void {
  const original = {
    stdout: process.stdout.write,
    stderr: process.stderr.write,
    show: notebook[showDisplaySymbol],
  };
  for (const name of ["stdout", "stderr"] as const) {
    process[name].write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      keep(Buffer.from(chunk as string).toString());
      return Reflect.apply(original[name], process[name], [chunk, ...rest]) as boolean;
    };
  }
  if (original.show) {
    notebook[showDisplaySymbol] = (data, options) => {
      keep(`${textOfDisplay(data)}\n`);
      original.show?.(data, options);
    };
  }
  return () => {
    process.stdout.write = original.stdout;
    process.stderr.write = original.stderr;
    if (original.show) notebook[showDisplaySymbol] = original.show;
  };
}
