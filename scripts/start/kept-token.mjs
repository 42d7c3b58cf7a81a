import { chmodSync, rmSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { readIfThere, writeNew } from "../set-up/stamp.mjs";

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
    writeNew(file, `${randomBytes(24).toString("hex")}\n`, 0o600);
  }
}
