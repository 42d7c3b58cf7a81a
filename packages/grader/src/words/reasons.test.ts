import { expect, test } from "vitest";
import { messages } from "async-lab/checks";
import { tellReasonInShort } from "./reasons.js";

const { ends, feedback } = messages("en").homework;
const reasons = [...Object.keys(ends), ...Object.values(feedback).flatMap((told) => Object.keys(told))];

test.each([...new Set(reasons)].filter((reason) => reason !== "met"))("%s has short words", (reason) => {
  expect(tellReasonInShort(reason, "en")).not.toBe(reason);
  expect(tellReasonInShort(reason, "es")).not.toBe(tellReasonInShort(reason, "en"));
  expect(tellReasonInShort(reason, "es")).not.toBe(reason);
});
