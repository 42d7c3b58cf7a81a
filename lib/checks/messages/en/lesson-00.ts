import type { Told } from "../told.js";

export const lesson00 = {
  right: {
    "00-order": (seen: { labels: string }) =>
      `${seen.labels}: the synchronous lines, then the microtask, then the timer, and the network last.`,
    "00-frozen": (seen: { name: string; missed: number; ms: number }) =>
      `While ${seen.name} ran, for ${seen.ms} ms, the heartbeat stood still for ${seen.missed} ms of them. The word async in front of it does not change that.`,
  },
  rules: {
    labels: (seen: { expected: string; got: string }): Told => ({
      rule: "Each of the labels is in the list once.",
      seen: `The labels are ${seen.expected}; your list is ${seen.got}.`,
      hint: "Every label prints exactly once.",
    }),
    "starts-at-once": (seen: { got: string }): Told => ({
      rule: "An async function runs at once, up to its first `await`.",
      seen: `In your list (${seen.got}), A is not the first.`,
      hint: "The call `visit(print)` does not wait for anything before it prints A.",
    }),
    "synchronous-first": (seen: { got: string; before: string }): Told => ({
      rule: "What is synchronous runs to its end before anything that waits.",
      seen: `In your list (${seen.got}), ${seen.before} prints before E.`,
      hint: "No timer and no `then` can interrupt the lines of `fiveLabels`; which label do they print last?",
    }),
    "network-last": (seen: { got: string }): Told => ({
      rule: "After `await fetch(…)` a function goes on only when the answer is there.",
      seen: `In your list (${seen.got}), B is not the last.`,
      hint: "The page takes a fifth of a second; a timer of 0 ms does not.",
    }),
    "microtask-before-timer": (seen: { got: string }): Told => ({
      rule: "The microtasks (what follows a promise) run before the next timer.",
      seen: `In your list (${seen.got}), C prints before D.`,
      hint: "It does not matter which of the two was written first.",
    }),
    "unknown-name": (seen: { expected: string; got: string }): Told => ({
      rule: "The answer is the name of one of the functions.",
      seen: `The functions are ${seen.expected}; your answer is ${seen.got}.`,
      hint: "Write the name without parentheses.",
    }),
    "not-frozen": (seen: { name: string; missed: number; ms: number }): Told => ({
      rule: "When the loop is frozen, the heartbeat stands still.",
      seen: `While ${seen.name} ran, for ${seen.ms} ms, the heartbeat missed only ${seen.missed} ms of them.`,
      hint: "Run each function by itself under the heartbeat, and compare the longest gap with the time it took.",
    }),
  },
};
