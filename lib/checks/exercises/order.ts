// @ts-nocheck -- being moved to virtual time
import type { Exercise } from "../exercise.js";
import { NotAttempted, violation } from "../rule-violation.js";
import { reach } from "../reach.js";
import type { Answers } from "./answers.js";

type Order = Answers["00-order"];

export const order: Exercise<"00-order", Order> = {
  id: "00-order",
  lesson: "00",
  expects: "an array of labels (string[])",
  accepts: (answer) => Array.isArray(answer) && answer.every((label) => typeof label === "string"),
  async judge(answer, harness) {
    if (answer.length === 0) throw new NotAttempted();
    const truth = await runFiveLabels(harness.api.newRun().url("/delay/0.2"));
    const labels = answer.map((label) => label.trim().toUpperCase());
    const got = labels.join(", ");
    const expected = [...truth].sort();
    if ([...labels].sort().join() !== expected.join())
      throw violation("labels", { expected: expected.join(", "), got });
    requireSameOrder(labels, truth);
    return { labels: truth.join(", ") };
  },
};

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

/** Runs the lesson's snippet and tells in which order its labels printed. */
function runFiveLabels(url: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const printed: string[] = [];
    const print = (label: string) => {
      if (printed.push(label) === 5) resolve(printed);
    };
    // The lesson's code lets nobody wait for this promise: what goes wrong has to come out here.
    const fetch = (address: string) =>
      reach(address).catch((error: unknown) => {
        reject(error instanceof Error ? error : new Error(String(error)));
        return new Promise<never>(() => undefined);
      });
    fiveLabels(print);

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
  });
}
