import { readFileSync } from "node:fs";

/** Something that the person at the keyboard can mend: its message is the one line they see. */
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
    "no connection to the package registry; check the network (or the proxy) and run the command again",
  ],
  [
    /CERT_|SELF_SIGNED|self.signed|certificate verify failed|UnknownIssuer|invalid peer certificate/i,
    "the package registry's certificate is not trusted here; behind a company proxy, set NODE_EXTRA_CA_CERTS, PIP_CERT and SSL_CERT_FILE to its certificate",
  ],
  [/ENOSPC|No space left on device|os error 28\b/i, "the disk is full; make room and run the command again"],
  [
    /EACCES|EPERM|Permission denied|Access is denied/i,
    "no permission to write; check who owns this folder and close programs that use it",
  ],
  [
    /EINTEGRITY|hash mismatch|DO NOT MATCH THE HASHES/i,
    "a download does not match its hash in the lock; run the command again, and report it if it stays",
  ],
];

/**
 * Says in half a line why a command failed, from what it wrote.
 *
 * @param log path of the file that holds the command's output
 */
export function explain(log) {
  const text = readFileSync(log, "utf8").replace(/^\$ .*$/gm, ""); // The commands themselves are in it too.
  for (const [pattern, cause] of KNOWN_CAUSES) if (pattern.test(text)) return cause;
  const lines = text.split("\n").map((line) => line.trim());
  const told = lines.find((line) => /\berror\b/i.test(line)) ?? lines.findLast(Boolean) ?? "it said nothing";
  return told.slice(0, 200);
}
