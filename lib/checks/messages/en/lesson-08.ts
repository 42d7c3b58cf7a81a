import type { Told } from "../told.js";
import { plural, was } from "../words.js";

/** What was seen where a test lets a wrong implementation pass. */
const caught = (seen: { caught: number; count: number }) =>
  `Your test caught ${seen.caught} of ${plural(seen.count, "wrong implementation")}. This one passed:`;

/** What the exercise of lesson 08 is told. */
export const lesson08 = {
  right: {
    "08-test": (seen: { right: number; caught: number; calls: number }) =>
      `Your test lets ${plural(seen.right, "right implementation")} pass, built in different ways, and catches all ${seen.caught} wrong ones.`,
  },
  rules: {
    "real-clock": (seen: { ms: number }): Told => ({
      rule: "A test does not wait for the clock: it gives `retry` a `wait` that returns at once.",
      seen: `Your \`wait\` was asked for ${seen.ms} ms and really took its time.`,
      hint: "An async function that only writes down the number: `async (ms) => { waits.push(ms); }`.",
    }),
    "test-did-not-finish": (seen: { seconds: number; calls: number }): Told => ({
      rule: "A test comes to an end when `retry` does.",
      seen: `With a right \`retry\` it did not finish within ${seen.seconds} s, after ${plural(seen.calls, "call")} of it.`,
      hint: "Look for a promise that nobody resolves: does your `task`, or your `wait`, come to an end?",
    }),
    "fails-the-right-one": (seen: { message: string }): Told => ({
      rule: "A right `retry` passes the test.",
      seen: `With a right one it failed: “${seen.message}”.`,
      hint: "Does each run begin with a count of zero and an empty list, and is every call awaited? Then count by hand what the description promises for your case.",
    }),
    "tests-nothing": (seen: { calls: number }): Told => ({
      rule: "The test calls the `retry` that it is given.",
      seen: `It ended without an error, after ${plural(seen.calls, "call")} of it.`,
      hint: "Call `retry(task, 5, wait)` with a `task` and a `wait` of your own, and compare what comes out.",
    }),
    "test-ended-early": (seen: { calls: number; pending: number }): Told => ({
      rule: "A test ends only when all that it looks at has happened.",
      seen: `When your test ended, ${seen.pending} of ${plural(seen.calls, "call")} of \`retry\` ${was(seen.pending)} still going on.`,
      hint: "Which call has no `await` before it? `assert.rejects` gives a promise, too.",
    }),
    "missed-no-retry": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that never calls a failing task again.",
      seen: `${caught(seen)} it fails with the first error.`,
      hint: "Let the task fail once or twice and then succeed, and compare the result.",
    }),
    "missed-extra-attempt": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that calls the task too often.",
      seen: `${caught(seen)} it makes one attempt more than \`attempts\`.`,
      hint: "Count the calls of a task that always fails.",
    }),
    "missed-lost-attempt": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that gives up too soon.",
      seen: `${caught(seen)} it makes one attempt less than \`attempts\`.`,
      hint: "Count the calls of a task that always fails.",
    }),
    "missed-swallowed-error": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that hides the last failure.",
      seen: `${caught(seen)} when every attempt fails, it ends as if all were well.`,
      hint: "`await assert.rejects(…)`, with a task that always fails.",
    }),
    "missed-no-wait": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that tries again without waiting.",
      seen: `${caught(seen)} it never calls \`wait\`.`,
      hint: "Let your `wait` write down each number of milliseconds, and compare the list.",
    }),
    "missed-fixed-gaps": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` whose waits do not double.",
      seen: `${caught(seen)} it waits for 1000 ms each time.`,
      hint: "One wait does not tell: let the task fail twice at least, and compare the whole list of waits.",
    }),
    "missed-last-wait": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that waits after its last attempt.",
      seen: `${caught(seen)} it waits once more before it gives up.`,
      hint: "Compare the list of waits of a task that always fails, too.",
    }),
    "missed-call-after-success": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that goes on after a success.",
      seen: `${caught(seen)} it calls the task once more after it has succeeded.`,
      hint: "Count the calls of a task that fails at first and then succeeds.",
    }),
  },
};
