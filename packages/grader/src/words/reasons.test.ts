import { expect, test } from "vitest";
import { messages } from "async-lab/checks";
import { formatReason } from "./reasons.js";

const { ends, feedback } = messages("en").homework;
const reasons = [...Object.keys(ends), ...Object.values(feedback).flatMap((told) => Object.keys(told))];

test.each([...new Set(reasons)].filter((reason) => reason !== "met"))("%s has short words", (reason) => {
  expect(formatReason(reason, "en")).not.toBe(reason);
  expect(formatReason(reason, "es")).not.toBe(formatReason(reason, "en"));
  expect(formatReason(reason, "es")).not.toBe(reason);
});
