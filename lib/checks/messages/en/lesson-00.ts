import type { Told } from "../told.js";
import { plural } from "../words.js";

export const lesson00 = {
  right: {
    "00-order": (seen: { labels: string }) =>
      `${seen.labels}: the synchronous lines, then the microtask, then the timer, and the network last.`,
    "00-frozen": (seen: { name: string }) =>
      `A callback that was ready before the call of ${seen.name} could not run until ${seen.name} had ended: the loop stood still. The word async in front of it does not change that.`,
  },
  rules: {
    "labels-in-one-text": (seen: { got: string; elements: number; count: number }): Told => ({
      rule: "Each label is an element of the list, a text of its own.",
      seen: `Your list is ${seen.got}: ${plural(seen.elements, "element")} in place of ${seen.count}, with several labels in one text. Whether the order is right was not looked at.`,
      hint: 'Put each label between quotation marks of its own, and the commas between them: `["A", "B"]`, not `["A, B"]`.',
    }),
    labels: (seen: { expected: string; got: string }): Told => ({
      rule: "Each of the labels is in the list once, and nothing else is.",
      seen: `The labels are ${seen.expected}; your list is ${seen.got}.`,
      hint: "Every label prints exactly once, and a label is what `print` is given.",
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
      hint: "Write one of these names, and nothing else: exactly one of the three freezes the loop.",
    }),
    "not-frozen": (seen: { name: string }): Told => ({
      rule: "While the loop is frozen, nothing else can run.",
      seen: `A callback that was ready before the call of ${seen.name} ran before ${seen.name} had ended.`,
      hint: "A function that takes long is not one that blocks: record each by itself, and look for a peak as long as its work.",
    }),
  },
};
