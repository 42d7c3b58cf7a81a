import type { Told } from "../told.js";
import { plural } from "../words.js";

export const lesson04 = {
  right: {
    "04-retry": (seen: { attempts: number; waits: string }) =>
      `${seen.attempts} attempts at a page that goes on failing, with waits of ${seen.waits} ms in between; Retry-After was heeded in both its forms, and a page that does not exist was asked for once.`,
  },
  rules: {
    "gave-up-early": (seen: {
      path: string;
      attempts: number;
      most: number;
      error: string;
      /** The error that came out is the answer to the only attempt. */
      uncaught: boolean;
    }): Told => ({
      rule: `A page that fails for a moment gets up to ${seen.most} attempts.`,
      seen: `The server saw ${plural(seen.attempts, "attempt")} at ${seen.path}, and the function failed with ${seen.error}.`,
      hint: seen.uncaught
        ? "Is there an `await` after `return`? Without it the failure comes when the function has left its `try`, and `catch` never sees it. If there is one, look at your condition: a 5xx and a 429 are worth another attempt."
        : "A 5xx, a 429 and a connection that breaks without any answer may go well the next time; note that the last one has no status.",
    }),
    "sixth-attempt": (seen: { path: string; attempts: number; most: number }): Told => ({
      rule: `After ${seen.most} attempts the function gives up, and its promise is rejected.`,
      seen: `The server saw ${plural(seen.attempts, "attempt")} at ${seen.path}.`,
      hint: "The first request counts as an attempt: five attempts are four retries.",
    }),
    "not-the-page": (seen: { path: string; expected: string; got: string }): Told => ({
      rule: "The function gives back what the page holds: its JSON, parsed.",
      seen: `For ${seen.path} the server sent ${seen.expected} in the end; the function gave back ${seen.got}.`,
      hint: "Is the parsed body returned from the attempt that went well, and is it awaited inside the `try`?",
    }),
    "waits-not-growing": (seen: { waits: string; wanted: string; second: number }): Told => ({
      rule: "Each wait is twice as long as the one before, starting with one `second`.",
      seen: `With a \`second\` of ${seen.second} ms the waits were ${seen.waits} ms; they should be at least ${seen.wanted} ms.`,
      hint: "Before attempt 2, 3, 4 and 5 there are 1, 2, 4 and 8 seconds: powers of two. Jitter only adds to them.",
    }),
    "waits-too-long": (seen: { nth: number; waited: number; wanted: number; second: number }): Told => ({
      rule: "The waits are counted in `second`, and jitter makes none of them longer than twice its length.",
      seen: `With a \`second\` of ${seen.second} ms, wait number ${seen.nth} took ${seen.waited} ms instead of ${seen.wanted}.`,
      hint: "Take the unit from the parameter `second`. If you let got retry, it waits by its own clock, in real seconds: switch that off.",
    }),
    "retry-after-ignored": (seen: { form: string; waited: number }): Told => ({
      rule: "When the server says with Retry-After how long to wait, the next attempt comes no earlier.",
      seen: `It said ${seen.form === "date" ? "so with a date, at least 1 s away" : "1 second"}; the next attempt came after ${seen.waited} ms.`,
      hint: "The header has two forms: seconds (real ones), or a date. `Number(…)` makes no number of a date; `Date.parse(…)` reads it.",
    }),
    "retried-in-vain": (seen: { path: string; attempts: number }): Told => ({
      rule: "What will not get better by itself is not tried again: with a 404 the function fails at once.",
      seen: `The server saw ${plural(seen.attempts, "attempt")} at ${seen.path}.`,
      hint: "Before you wait, look at the status: which ones are worth another attempt?",
    }),
  },
};
