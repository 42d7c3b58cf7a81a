import { STATUS_CODES } from "node:http";
import { describe, showBriefly, type Trial, type TrialUrl } from "async-lab/exercise";
import { violation } from "./messages.js";

/**
 * Refuses anything but one object for each URL that failed, with that URL and a reason that says what happened to it.
 *
 * @throws {RuleViolation} `failure-shape`, `left-over-failure`, `other-failures`, `no-reason`, `lost-failures`
 */
export function requireFailures(trial: Trial, failures: readonly unknown[]): void {
  const failing = new Map(trial.failing.map((planned) => [planned.url, planned]));
  const reasons = new Map<string, string>();
  for (const item of failures) {
    const { url, reason } = readFailure(trial, item);
    const planned = failing.get(url);
    if (!planned || reasons.has(url)) throw refuseUrl(trial, url, reasons);
    if (typeof reason !== "string") {
      throw violation("reason-no-text", { url: trial.pathOf(url), got: describe(reason) });
    }
    if (!tellsWhy(planned, reason)) {
      const kind = planned.status === undefined ? "ECONNRESET" : String(planned.status);
      const got = showBriefly(trial.withoutRun(reason));
      throw violation("no-reason", { url: trial.pathOf(url), kind, got });
    }
    reasons.set(url, reason);
  }
  const missing = [...failing.keys()].find((url) => !reasons.has(url));
  if (missing === undefined) return;
  throw violation("lost-failures", { url: trial.pathOf(missing), got: reasons.size, count: failing.size });
}

function readFailure(trial: Trial, item: unknown): { readonly url: string; readonly reason: unknown } {
  const { url, reason } = (typeof item === "object" && item !== null ? item : {}) as Record<string, unknown>;
  if (typeof url === "string") return { url, reason };
  throw violation("failure-shape", {
    got: describe(typeof item === "string" ? trial.withoutRun(item) : item),
  });
}

function refuseUrl(trial: Trial, url: string, told: ReadonlyMap<string, string>): Error {
  const got = URL.canParse(url) ? trial.pathOf(url) : showBriefly(url);
  if (told.has(url)) return violation("failure-twice", { url: got });
  if (trial.isOfEarlier(url)) return violation("left-over-failure", { url: got.replace(/^\/r\/[^/]+/, "") });
  return violation("other-failures", { got });
}

/** Words that stand for a failure, and not for what happened. */
const empty =
  /^(\W*|\W*\[?object \w+\]?\W*|((an? |the )?(request|page|url) )?(error|failed|failure|rejected|undefined|null|unknown|falló|falla)\W*)$/i;

/** Whether a reason says what happened: the status, where there was an answer; something, where there was none. */
function tellsWhy({ url, status }: TrialUrl, reason: string): boolean {
  // The address may hold the status, too, and says nothing of what became of it.
  const { pathname, search } = new URL(url);
  const own = [url, pathname + search].reduce((text, part) => text.replaceAll(part, ""), reason).trim();
  if (status === undefined) return !empty.test(own);
  const phrase = (STATUS_CODES[status] ?? String(status)).toLowerCase();
  return new RegExp(`(?<!\\d)${status}(?!\\d)`).test(own) || own.toLowerCase().includes(phrase);
}
