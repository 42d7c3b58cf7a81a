import type { Told } from "../told.js";
import { plural, was } from "../words.js";

export const lesson07 = {
  right: {
    "07-parallel": (seen: { items: number; workers: number }) =>
      `${seen.items} jobs in ${seen.workers} worker threads at once, the results in the order of the items, and no thread left behind.`,
    "07-choose": (seen: { count: number }) =>
      `All ${seen.count} are where they belong: waiting in the loop, computing in threads, other programs in processes.`,
  },
  rules: {
    "never-ended": (seen: { done: number; count: number }): Told => ({
      rule: "The function has to come to an end.",
      seen: `${seen.done} of ${plural(seen.count, "job")} ${was(seen.done)} done; then nothing moved any more, neither a job nor a thread, and the function did not end.`,
      hint: "It waits for a promise that nobody resolves: for a message of a thread that has none to send, or for more items than there are.",
    }),
    "each-item-once": (seen: { item: number; times: number }): Told => ({
      rule: "Every item is worked on once.",
      seen: `The item ${seen.item} was worked on ${plural(seen.times, "time")}.`,
      hint: "Give each item to `pool.run` once: `items.map((item) => pool.run(item))`.",
    }),
    "jobs-left": (seen: { done: number; count: number }): Told => ({
      rule: "The function ends only when every job is done.",
      seen: `When it returned, ${seen.done} of ${plural(seen.count, "job")} ${was(seen.done)} done.`,
      hint: "`pool.run` returns a promise: wait for all of them before you close the pool and return.",
    }),
    "no-threads": (seen: { got: string }): Told => ({
      rule: "The function that `file` holds is called for every item, in worker threads.",
      seen: `It returned ${seen.got}, and neither had a thread been started nor the function of the file been called.`,
      hint: "`new Piscina({ filename: file })` makes the pool, and `pool.run(item)` calls the function of the file in one of its threads.",
    }),
    "in-this-thread": (seen: { count: number }): Told => ({
      rule: "The work is done in worker threads.",
      seen: `${plural(seen.count, "job")} ran in the notebook's own thread.`,
      hint: "Do not import the file yourself: give its path to `new Piscina({ filename: file })`.",
    }),
    "in-processes": (seen: { count: number }): Told => ({
      rule: "The work is done in worker threads.",
      seen: `${plural(seen.count, "job")} ran in ${seen.count === 1 ? "a process of its own" : "processes of their own"}.`,
      hint: "A process needs a whole Node for itself. `new Piscina({ filename: file })`, or `new Worker(…)` of `node:worker_threads`, starts threads.",
    }),
    "older-threads": (seen: { count: number }): Told => ({
      rule: "The function starts its threads itself, and leaves none behind.",
      seen: `${plural(seen.count, "job")} ran in a thread that had been there before the function was called.`,
      hint: "Make the pool inside the function, for each call its own, and close it there.",
    }),
    "too-few-at-work": (seen: { most: number; workers: number }): Told => ({
      rule: "As many jobs run at once as there are workers.",
      seen: `With ${plural(seen.workers, "worker")}, at most ${seen.most} ${was(seen.most)} at work at once.`,
      hint: "Give all the items to the pool first, and wait afterwards; an `await` inside a loop keeps the others idle. Is `maxThreads` set?",
    }),
    "too-many-at-work": (seen: { most: number; workers: number }): Told => ({
      rule: "There are never more threads than workers, at work or idle.",
      seen: `With ${plural(seen.workers, "worker")}, it had ${plural(seen.most, "thread")} at once.`,
      hint: "Set `maxThreads: workers` (and `minThreads`, which must not be more); one pool for all items.",
    }),
    "workers-idle": (seen: { workers: number; done: number; left: number }): Told => ({
      rule: "A worker that is done takes the next item; it does not wait for the others.",
      seen: `With ${plural(seen.workers, "worker")}, ${plural(seen.left, "item")} ${was(seen.left)} left and nobody began ${seen.left === 1 ? "it" : "them"}, since one job was not over yet.`,
      hint: "Lists of as many items as there are workers wait for the slowest of each list: give the pool all the items at once.",
    }),
    results: (seen: { expected: string; got: string }): Told => ({
      rule: "The function returns the result of every job.",
      seen: `Expected was ${seen.expected}; it returned ${seen.got}.`,
      hint: "`Promise.all` of the promises that `pool.run` gives you is the list of results.",
    }),
    "result-order": (seen: { expected: string; got: string }): Told => ({
      rule: "The results are in the order of the items, whichever job is done first.",
      seen: `Expected was ${seen.expected}; it returned ${seen.got}.`,
      hint: "A `push` when a job is done writes down the order of the ends; `Promise.all` keeps the order of the items.",
    }),
    "changed-the-items": (seen: { before: string; after: string }): Told => ({
      rule: "The list that the function is given is left as it was.",
      seen: `It was ${seen.before}; after the call it is ${seen.after}.`,
      hint: "`shift`, `pop` and `splice` change the array itself; work on a copy: `[...items]`.",
    }),
    "threads-left": (seen: { count: number }): Told => ({
      rule: "The function leaves no thread behind.",
      seen: `After it had returned, ${plural(seen.count, "worker thread")} ${was(seen.count)} still there.`,
      hint: "Close the pool before you return: `await pool.close()`.",
    }),
    "threads-left-after-error": (seen: { count: number }): Told => ({
      rule: "The function leaves no thread behind, even when a job fails.",
      seen: `A job threw an error, and ${plural(seen.count, "worker thread")} ${was(seen.count)} still there afterwards.`,
      hint: "Put the work into `try { … }` and `await pool.close()` into `finally { … }`.",
    }),
    "pool-still-closing": (seen: { count: number }): Told => ({
      rule: "The function ends only when its threads have.",
      seen: `With ${plural(seen.count, "item")} to work on, it ended while its pool was still closing.`,
      hint: "`pool.close()` and `pool.destroy()` return a promise: `await` it, also inside `finally`.",
    }),
    "other-job-error": (seen: { expected: string; got: string }): Told => ({
      rule: "When a job fails, its error comes out of the function.",
      seen: `The job failed with "${seen.expected}"; out came "${seen.got}".`,
      hint: "Let the error pass, or give it to the one you throw: `new Error(…, { cause: error })`.",
    }),
    "lost-job-error": (seen: { item: number; got: string }): Told => ({
      rule: "When a job fails, the function fails.",
      seen: `The job of the item ${seen.item} threw an error, and the function returned ${seen.got}.`,
      hint: "Is there a `catch` that swallows the error, or an `allSettled` whose failures nobody reads?",
    }),
    "unknown-place": (seen: { work: string; got: string }): Told => ({
      rule: "Each piece of work goes to the loop, to a thread or to a process.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: 'Write `"loop"`, `"thread"` or `"process"`.',
    }),
    "waiting-is-for-the-loop": (seen: { work: string; got: string }): Told => ({
      rule: "Waiting needs neither a thread nor a process: the event loop waits for thousands at once.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: "Who computes there? Not your machine.",
    }),
    "computing-is-for-threads": (seen: { work: string; got: string }): Told => ({
      rule: "Long computing in JavaScript belongs in worker threads: in the loop it blocks everything, and a process of its own is more than it needs.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: "It is your own JavaScript, it is long, and it does not wait for anybody.",
    }),
    "too-small-to-move": (seen: { work: string; got: string }): Told => ({
      rule: "Work that takes less than its way there stays where its data are.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: "How long does it take? And how long does a thread take to begin?",
    }),
    "another-program-is-a-process": (seen: { work: string; got: string }): Told => ({
      rule: "A program in another language runs in a process of its own.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: "The loop and the worker threads of Node run JavaScript only.",
    }),
    "what-may-crash-is-a-process": (seen: { work: string; got: string }): Told => ({
      rule: "What may crash belongs in a process of its own: a crash in a thread takes the whole process with it.",
      seen: `For ${seen.work} your answer is ${seen.got}.`,
      hint: "Which of the three has a memory of its own, and can die alone?",
    }),
  },
};
