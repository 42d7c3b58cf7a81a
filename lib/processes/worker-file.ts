import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Script } from "node:vm";
import { RunError } from "./run-error.js";

let folder: string | undefined;

/**
 * Writes a function into a file of its own, as its default export: a worker thread takes a file, since it shares no
 * variables with the notebook.
 *
 * Only the function's own text travels: it can use its parameters, and what it declares or imports inside itself. The
 * file is in a temporary folder, which goes away with this process.
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
    const name = work.name || "this function";
    throw new RunError(`workerFile: ${name} cannot be written as a file; use a plain function or an arrow`, {
      cause,
    });
  }
  const name = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const file = join(openFolder(), `${name}.mjs`);
  writeFileSync(file, text);
  return file;
}

function openFolder(): string {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(join(tmpdir(), "async-lab-workers-"));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  folder = made;
  return made;
}
