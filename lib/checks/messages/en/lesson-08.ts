import type { Told } from "../told.js";
import { plural, was } from "../words.js";

/** What was seen where a test lets a wrong implementation pass. */
const caught = (seen: { caught: number; count: number }) =>
  `Your test caught ${seen.caught} of ${plural(seen.count, "wrong implementation")}. This one passed:`;

/** What the exercise of lesson 08 is told. */
export const lesson08 = {
  right: {
    "08-test": (seen: { right: number; caught: number }) =>
      `Your test lets ${plural(seen.right, "right implementation")} pass, built in different ways, and catches all ${seen.caught} wrong ones.`,
  },
  rules: {
    "real-clock": (seen: {
      /** What the test's own `wait` was asked for; 0 where it was not the one that waited. */
      asked: number;
      ms: number;
    }): Told => ({
      rule: "A test does not wait for the clock: it gives `retry` a `wait` that returns at once.",
      seen: `${seen.asked ? `Your \`wait\` was asked for ${seen.asked} ms and` : "With timers of its own your test"} took ${seen.ms} ms.`,
      hint: "An async function that only writes down the number: `async (ms) => { waits.push(ms); }`.",
    }),
    "test-did-not-finish": (seen: { calls: number }): Told => ({
      rule: "A test comes to an end when `retry` does.",
      seen: `With a right \`retry\` it did not come to an end, after ${plural(seen.calls, "call")} of it.`,
      hint: "Look for a promise that nobody resolves: does your `task`, or your `wait`, come to an end? With fake timers somebody has to turn the clock on, after `retry` has started to wait.",
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
    "other-verdict": (seen: { runs: number }): Told => ({
      rule: "A test looks at what `retry` does, each time anew.",
      seen: `In run number ${seen.runs} it failed a right \`retry\` that it had let pass before.`,
      hint: "Does it count, or remember, anything outside the function? Declare it inside.",
    }),
    "never-fails": (seen: { caught: number; count: number }): Told => ({
      rule: "A test fails by throwing.",
      seen: `Nothing in your test threw, whatever was wrong: ${seen.caught} of ${plural(seen.count, "wrong implementation")} failed, and by an error of their own.`,
      hint: "A comparison by itself, a `return false` and `console.assert` throw nothing, and a `catch` swallows what is thrown: `assert.equal` throws.",
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
    "missed-other-error": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that fails with an error of its own.",
      seen: `${caught(seen)} when every attempt fails, its error is not the one of the task.`,
      hint: "`assert.rejects` takes what the message must look like: `await assert.rejects(…, /down/)`.",
    }),
    "missed-lost-result": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` that does not give back what the task gave.",
      seen: `${caught(seen)} after a success it gives back nothing.`,
      hint: "Compare what `await retry(…)` gives with what your task returns.",
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
    "missed-other-order": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` whose waits come in another order.",
      seen: `${caught(seen)} it waits for 2000 ms first and then for 1000 ms.`,
      hint: "A sum does not tell which wait came first: keep each wait in a list, and compare the whole list.",
    }),
    "missed-other-unit": (seen: { caught: number; count: number }): Told => ({
      rule: "The test fails a `retry` whose waits are not those of the description.",
      seen: `${caught(seen)} its waits double, but begin with 1 ms.`,
      hint: "Compare the waits with numbers, `[1000, 2000]`, not with each other.",
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
