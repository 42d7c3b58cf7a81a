import { chmodSync, linkSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { dirname } from "node:path";
import { readIfThere } from "../set-up/stamp.mjs";

const WHOLE = /^[0-9a-f]{48}$/;

/**
 * The token that lets a browser in: made at the first start and kept, so that a tab that is still open finds its
 * server again. Only this user may read the file.
 *
 * @param file where it is kept
 * @returns 48 hexadecimal digits
 * @example keepToken(".async-lab/jupyter/token")
 */
export function keepToken(file) {
  for (;;) {
    const kept = readIfThere(file)?.trim();
    if (kept !== undefined && WHOLE.test(kept)) {
      chmodSync(file, 0o600);
      return kept;
    }
    if (kept !== undefined) rmSync(file, { force: true });
    writeNew(file, randomBytes(24).toString("hex"));
  }
}

/** Of two starts at once, one writes the file and both read it: written beside and linked, it is whole or not there. */
function writeNew(file, token) {
  mkdirSync(dirname(file), { recursive: true });
  const unfinished = `${file}.${String(process.pid)}`;
  writeFileSync(unfinished, `${token}\n`, { mode: 0o600 });
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
  } finally {
    rmSync(unfinished, { force: true });
  }
}
