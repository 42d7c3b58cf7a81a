import { readFileSync } from "node:fs";
import { words } from "../words/index.mjs";

/** An error that the user can fix: its message is the one line that they see. */
export class UserError extends Error {
  name = "UserError";
}

/** A signal stopped the work on purpose. */
export class Interrupted extends Error {
  name = "Interrupted";
}

const KNOWN_CAUSES = [
  [
    /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|Temporary failure in name|Name or service not known|NewConnectionError|dns error|error sending request|Connection refused|Network is unreachable|timed out|tunnel/i,
    "network",
  ],
  [
    /CERT_|SELF_SIGNED|self.signed|certificate verify failed|UnknownIssuer|invalid peer certificate/i,
    "certificate",
  ],
  [/ENOSPC|No space left on device|os error 28\b/i, "diskFull"],
  [/EACCES|EPERM|Permission denied|Access is denied/i, "permission"],
  [/EINTEGRITY|hash mismatch|DO NOT MATCH THE HASHES/i, "hash"],
];

/**
 * Says in half a line why a command failed, from what it wrote.
 *
 * @param log path of the file that holds the command's output
 */
export function explain(log) {
  const text = readFileSync(log, "utf8").replace(/^\$ .*$/gm, ""); // The commands themselves are in it too.
  const say = words().setUp;
  for (const [pattern, cause] of KNOWN_CAUSES) if (pattern.test(text)) return say.causes[cause];
  const lines = text.split("\n").map((line) => line.trim());
  const reason = lines.find((line) => /\berror\b/i.test(line)) ?? lines.findLast(Boolean) ?? say.saidNothing;
  return reason.replace(/\.$/, "").slice(0, 200);
}
