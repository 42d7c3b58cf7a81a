import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { stateFolder } from "../course-folder.js";
import { RunError } from "./run-process.js";
import { messages } from "./messages.js";

/**
 * Writes a function into a file of its own, as its default export: a worker thread takes a file, since it shares no
 * variables with the notebook.
 *
 * Only the function's own text travels: it can use its parameters, and what it declares or imports inside itself. The
 * file lies in the state folder, and is written again each time.
 *
 * @param work a function that was written with `function` or as an arrow
 * @returns the path of the file
 * @throws {RunError} if the function's text cannot stand by itself: a method, or one built into JavaScript
 * @example
 * const file = workerFile(countPrimes);
 * const pool = new Piscina({ filename: file });
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- any parameters will do; only the text is read
export function workerFile(work: (...parameters: any[]) => unknown): string {
  const text = `export default ${Function.prototype.toString.call(work)};\n`;
  try {
    new Script(`(${Function.prototype.toString.call(work)})`);
  } catch (cause) {
    const words = messages();
    throw new RunError(words.noFile(work.name || words.thisFunction), { cause });
  }
  const name = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const folder = join(stateFolder(), "workers");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.mjs`);
  writeFileSync(file, text);
  return file;
}
