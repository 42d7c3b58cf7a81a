import type { Language } from "@async-lab/notebook";
import { messages } from "../messages/index.js";
import { UsageError } from "../command-line.js";

/** Whether a submission came in time; unknown where nothing in the file says when it was handed in. */
export type Punctuality =
  { readonly kind: "on time" | "unknown" } | { readonly kind: "late"; readonly byMs: number };

/**
 * Reads a moment as ISO 8601; without a time zone it is this machine's.
 *
 * @throws UsageError when it is none, or has no time: the deadline's day could begin or end with it
 * @example parseDeadline("2026-12-01T23:59-03:00", "en")
 */
export function parseDeadline(text: string, language: Language): Date {
  const whole = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i.test(text);
  const date = new Date(text.replace(" ", "T"));
  // Date reads 31 February as 3 March.
  const day = Number(text.slice(8, 10));
  const month = Number(text.slice(5, 7));
  const exists = new Date(Date.UTC(Number(text.slice(0, 4)), month - 1, day)).getUTCMonth() === month - 1;
  if (!whole || Number.isNaN(date.getTime()) || !exists)
    throw new UsageError(messages(language).grade.badDeadline(text));
  return date;
}

/** Compares the learner's own word with the deadline, which itself is still in time. */
export function judgePunctuality(submittedAt: Date | undefined, deadline: Date): Punctuality {
  if (submittedAt === undefined) return { kind: "unknown" };
  const byMs = submittedAt.getTime() - deadline.getTime();
  return byMs > 0 ? { kind: "late", byMs } : { kind: "on time" };
}
