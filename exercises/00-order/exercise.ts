import { setTimeout as sleep } from "node:timers/promises";
import { type Answers, defineExercise, NotAttempted } from "async-lab/exercise";
import { messages, violation } from "./messages.js";

declare module "async-lab/answers" {
  interface Answers {
    /** The labels in the order in which they print. */
    "00-order": readonly string[];
  }
}

type Order = Answers["00-order"];

/**
 * The lesson's snippet runs on the virtual clock, with a timer in place of the network.
 *
 * Refused: the first rule that the order breaks; several labels in one element.
 */
export default defineExercise("00-order", {
  place: 1,
  messages,
  expects: ({ expects }) => expects.labels,
  accepts: (answer) => Array.isArray(answer) && answer.every((label) => typeof label === "string"),
  async judge(answer, { time }) {
    if (answer.length === 0) throw new NotAttempted();
    const printed: string[] = [];
    fiveLabels((label) => void printed.push(label));
    await time.advance(1000);
    requireLabels(answer, [...printed].sort());
    requireSameOrder(answer.map(readLabel), printed);
    return { labels: printed.join(", ") };
  },
});

const readLabel = (label: string): string => label.trim().toUpperCase();

/** Each label once, in an element of its own. */
function requireLabels(answer: Order, expected: readonly string[]): void {
  const got = JSON.stringify(answer).replaceAll('","', '", "');
  const crowded = answer.find(
    (element) => element.trim().length > 1 && lettersOf(element, expected).length > 1,
  );
  if (crowded !== undefined) {
    throw violation("labels-in-one-text", { got, elements: answer.length, count: expected.length });
  }
  const labels = answer.map(readLabel);
  if ([...labels].sort().join() !== expected.join()) {
    throw violation("labels", { expected: expected.join(", "), got });
  }
}

/** The labels in one text: those of "A, E, D" as well as those of "AED". */
function lettersOf(element: string, labels: readonly string[]): string[] {
  const letters = readLabel(element).match(/[A-Z]/g) ?? [];
  return letters.every((letter) => labels.includes(letter)) ? letters : [];
}

/** Tells the first rule that the prediction breaks; which label is which is the snippet's business, below. */
function requireSameOrder(labels: readonly string[], truth: readonly string[]): void {
  if (labels.join() === truth.join()) return;
  const got = labels.join(", ");
  const at = (label: string) => labels.indexOf(label);
  const early = labels.find((label) => ["B", "C", "D"].includes(label) && at(label) < at("E"));
  if (at("A") > 0 && (early === undefined || at("E") < at("A"))) throw violation("starts-at-once", { got });
  if (early !== undefined) throw violation("synchronous-first", { got, before: early });
  if (at("B") < labels.length - 1) throw violation("network-last", { got });
  throw violation("microtask-before-timer", { got });
}

/** A page of 0.2 s: of the network the order needs no more than that. */
const fetch = (seconds: number) => sleep(seconds * 1000);
const url = 0.2;

// What follows is the code of the lesson; test/answers.test.ts compares the two.
// #region lesson
async function visit(print: (label: string) => void) {
  print("A");
  await fetch(url);
  print("B");
}
function fiveLabels(print: (label: string) => void) {
  setTimeout(() => print("C"), 0);
  void Promise.resolve().then(() => print("D"));
  void visit(print);
  print("E");
}
// #endregion
