import type { Told } from "../told.js";
import { plural } from "../words.js";

/** What a page answered: a status, or that the connection broke. */
type Answer = number | "reset";

const answered = (last: Answer): string => (last === "reset" ? "broke the connection" : `answered ${last}`);

/** What may have gone wrong with the waits, by slip. */
const waitHints: Readonly<Record<string, string>> = {
  late: "They double, but one step too soon: the first wait is 1 second, which is `2 ** 0`.",
  early: "They double, but one step too late: the first wait is 1 second, which is `2 ** 0`.",
  during: "A wait begins when the attempt has failed, not when it started.",
};

/** What may have gone wrong with `Retry-After`, by slip. */
const retryAfterHints: Readonly<Record<string, string>> = {
  status:
    "You read this form of the header, but not with this status: it may come with a 429 and with a 503.",
  form: "The header has two forms: seconds, or a date. `Number(…)` makes no number of a date; `Date.parse(…)` reads it, and `Date.now()` taken away leaves the wait.",
  unit: "The server knows nothing of your `second`: its seconds are real ones, of 1000 ms.",
  limit:
    "You read it, but wait for less: the limit of 30 is for your own waits, not for what the server asks.",
};

export const lesson04 = {
  right: {
    "04-retry": (seen: { attempts: number; waits: string; isRandom: boolean }) =>
      `${seen.attempts} attempts at a page that goes on failing, with waits of ${seen.waits} ms in between${seen.isRandom ? ", and jitter on top" : ""}; the last one's error came out. Retry-After was heeded in both its forms, and what stays as it is was asked for once.`,
  },
  rules: {
    "gave-up-early": (seen: {
      path: string;
      attempts: number;
      most: number;
      last: Answer;
      error: string;
      /** The error that came out is the answer to the only attempt. */
      isUncaught: boolean;
    }): Told => ({
      rule: `A page that fails for a moment gets up to ${seen.most} attempts.`,
      seen: `The server saw ${plural(seen.attempts, "attempt")} at ${seen.path} and ${answered(seen.last)} in the last one; then the function failed with ${seen.error}.`,
      hint: seen.isUncaught
        ? "Is there an `await` after `return`? Without it the failure comes when the function has left its `try`, and `catch` never sees it. If there is one, look at your condition: a 5xx and a 429 are worth another attempt."
        : seen.last === "reset"
          ? "Without an answer there is no status: ask first whether the error has a `response`, and try again if it has none."
          : "Every 5xx and a 429 may go well the next time. Count the attempts: five of them are four waits, and the count begins anew in each call.",
    }),
    "sixth-attempt": (seen: { path: string; attempts: number; most: number }): Told => ({
      rule: `After ${seen.most} attempts the function gives up, and its promise is rejected.`,
      seen: `The server saw ${plural(seen.attempts, "attempt")} at ${seen.path}.`,
      hint: "The first request counts as an attempt: five attempts are four retries. The count begins anew in each call.",
    }),
    "asked-after-success": (seen: { path: string; attempts: number }): Told => ({
      rule: "After an attempt that went well there is no other one.",
      seen: `The server saw ${plural(seen.attempts, "attempt")} at ${seen.path}, and had answered an earlier one with the page.`,
      hint: "Keep the answer of the attempt that went well, and return its JSON.",
    }),
    "not-the-page": (seen: { path: string; expected: string; got: string }): Told => ({
      rule: "The function gives back what the page holds: its JSON, parsed.",
      seen: `For ${seen.path} the server sent ${seen.expected} in the end; the function gave back ${seen.got}.`,
      hint: "Is the parsed body returned from the attempt that went well, and is it awaited inside the `try`?",
    }),
    "status-not-looked-at": (seen: { path: string; status: Answer; got: string }): Told => ({
      rule: "An answer with a status that says no is a failure.",
      seen: `${seen.path} answered ${seen.status}, and the function gave back ${seen.got}.`,
      hint: "`fetch` and undici's `request` do not throw for a status, as got does: look at `response.ok`, or at the status, before you read the body.",
    }),
    "not-the-last-error": (seen: {
      path: string;
      statuses: string;
      last: Answer;
      told: string;
      error: string;
    }): Told => ({
      rule: "The error that comes out is the one of the last attempt.",
      seen: `${seen.path} answered ${seen.statuses}; the error that came out, ${seen.error}, tells ${seen.told === "" ? "no status" : seen.told} instead of ${seen.last}.`,
      hint: "Throw what the last attempt threw, as it is: not the first one's, nor a text of your own that leaves the status out.",
    }),
    "shared-state": (seen: {
      isTogether: boolean;
      path: string;
      attempts: number;
      waits: string;
      end: string;
      /** Whether it did. */ hasEnded: boolean;
    }): Told => ({
      rule: "Each call counts for itself, whatever was called before it or is called beside it.",
      seen: `Called by itself, the function did well; ${seen.isTogether ? "beside other calls" : "called once more"} it made ${plural(seen.attempts, "attempt")} at ${seen.path}, with waits of ${seen.waits || "0"} ms, ${seen.hasEnded ? `and ended with ${seen.end}` : "and did not come to an end"}.`,
      hint: "Does a counter, a wait or an error stand outside the function, or keep what an earlier call put there? Declare it inside.",
    }),
    "no-waits": (seen: { attempts: number }): Told => ({
      rule: "Between two attempts the function waits.",
      seen: `The server saw ${plural(seen.attempts, "attempt")} at once, one right after the other.`,
      hint: "Is there an `await` before `sleep`? Without it the timer starts and nobody waits for it. If there is, look at the number that it is given.",
    }),
    "waits-not-growing": (seen: {
      waits: string;
      wanted: string;
      second: number;
      slip: "early" | "late" | "during" | "other";
    }): Told => ({
      rule: "Each wait is twice as long as the one before, starting with one `second`.",
      seen: `With a \`second\` of ${seen.second} ms the waits were ${seen.waits} ms; they should be ${seen.wanted} ms.`,
      hint:
        waitHints[seen.slip] ??
        "Before attempt 2, 3, 4 and 5 there are 1, 2, 4 and 8 seconds: powers of two, `2 ** 0` to `2 ** 3`.",
    }),
    "other-unit": (seen: { waits: string; wanted: string; second: number }): Told => ({
      rule: "The waits are counted in `second`.",
      seen: `With a \`second\` of ${seen.second} ms the waits were ${seen.waits} ms instead of ${seen.wanted}.`,
      hint: "Take the unit from the parameter `second`, which is in milliseconds already. If you let got retry, it waits by its own clock, in real seconds: give it a `calculateDelay`.",
    }),
    "jitter-shortens": (seen: { nth: number; waited: number; wanted: number; second: number }): Told => ({
      rule: "Jitter makes a wait longer, never shorter.",
      seen: `With a \`second\` of ${seen.second} ms and a small random number, wait number ${seen.nth} took ${seen.waited} ms; it should take ${seen.wanted} at least.`,
      hint: "`Math.random()` alone is a factor from 0 to 1; `1 + Math.random()` is one from 1 to 2.",
    }),
    "waits-too-long": (seen: {
      nth: number;
      waited: number;
      wanted: number;
      second: number;
      isOver: boolean;
    }): Told => ({
      rule: "The waits are counted in `second`, and jitter makes none of them longer than twice its length.",
      seen: `With a \`second\` of ${seen.second} ms, wait number ${seen.nth} ${seen.isOver ? "took" : "was not over after"} ${seen.waited} ms; it should take ${seen.wanted}, or twice as long at most.`,
      hint: "The parameter `second` is in milliseconds, as `sleep` takes them; `1 + Math.random()` is a factor from 1 to 2.",
    }),
    "waited-at-the-end": (seen: { path: string; waited: number; last: Answer }): Told => ({
      rule: "After the last attempt the function ends at once: there is nothing to wait for.",
      seen: `${seen.path} ${answered(seen.last)} for the last time, and the function failed ${seen.waited} ms later.`,
      hint: "Ask whether there will be another attempt before you wait for it, not after.",
    }),
    "retry-after-ignored": (seen: {
      status: number;
      header: string;
      askedMs: number;
      waited: number;
      slip: "status" | "form" | "unit" | "limit" | "none";
    }): Told => ({
      rule: "When the server says with Retry-After how long to wait, the next attempt comes no earlier.",
      seen: `A ${seen.status} came with \`Retry-After: ${seen.header}\`, which is ${seen.askedMs} ms; the next attempt came after ${seen.waited} ms.`,
      hint:
        retryAfterHints[seen.slip] ??
        "The header is in the answer: `error.response.headers` with got. It is a number of seconds, of 1000 ms each, or a date.",
    }),
    "retry-after-shortens": (seen: {
      nth: number;
      header: string;
      askedMs: number;
      waited: number;
      wanted: number;
    }): Told => ({
      rule: "Of your own wait and that of Retry-After, the longer one counts.",
      seen: `Before wait number ${seen.nth} the server sent \`Retry-After: ${seen.header}\`, which is ${seen.askedMs} ms; your own wait is ${seen.wanted} ms, and the next attempt came after ${seen.waited}.`,
      hint: "The header does not take the place of your own wait: `Math.max` of the two.",
    }),
    "retry-after-added": (seen: {
      nth: number;
      header: string;
      askedMs: number;
      waited: number;
      wanted: number;
    }): Told => ({
      rule: "Of your own wait and that of Retry-After, the longer one counts, not the sum.",
      seen: `Before wait number ${seen.nth} the server sent \`Retry-After: ${seen.header}\`, which is ${seen.askedMs} ms; the next attempt came after ${seen.waited} ms instead of ${seen.wanted}.`,
      hint: "One `sleep` for the longer of the two, which is `Math.max` of them, not one for each.",
    }),
    "waits-after-retry-after": (seen: {
      nth: number;
      header: string;
      askedMs: number;
      waited: number;
      wanted: number;
    }): Told => ({
      rule: "Retry-After counts for the wait that follows it, and for no other.",
      seen: `Before wait number ${seen.nth} the server asked for ${seen.askedMs} ms (Retry-After: ${seen.header || "none"}); the wait took ${seen.waited} ms instead of ${seen.wanted}.`,
      hint: "Read the header of each answer anew, and go on counting your own waits: 1, 2, 4, 8.",
    }),
    "retried-in-vain": (seen: { path: string; attempts: number; status: Answer }): Told => ({
      rule: `What will not get better by itself is not tried again: with a ${seen.status} the function fails at once.`,
      seen: `The server saw ${plural(seen.attempts, "attempt")} at ${seen.path}, and one before the last was answered ${seen.status}.`,
      hint: "Before you wait, look at the status: 429 and every 5xx are worth another attempt, the other 4xx are not.",
    }),
  },
};
