import { expect, test } from "vitest";
import type { LocalizedJudgement } from "./judgement.js";
import { NotMetError, pointsFor } from "./points-for.js";

const judgement: LocalizedJudgement = {
  criterion: "inFlight",
  met: false,
  points: 0,
  of: 20,
  reason: "too-many-in-flight",
  seen: { most: 34 },
  title: "At most 20 in flight",
  evidence: "34 in flight, at most 20 allowed",
  feedback: "Make one limiter for the whole call.",
};
const check = {
  message: "Not yet.",
  judgements: [judgement, { ...judgement, criterion: "success" as const, points: 12 }],
};

test("points are the value, in proportion where the criterion gives them so", () => {
  expect(pointsFor(check, "success")).toBe(12);
});

test("no points are an error of one line: which criterion, what was measured, what to do", () => {
  expect(() => pointsFor(check, "inFlight")).toThrow(
    new NotMetError(
      "At most 20 in flight: 34 in flight, at most 20 allowed. Make one limiter for the whole call.",
    ),
  );
});

test("where nothing was judged, the check's own message", () => {
  expect(() => pointsFor({ message: "Not attempted.", judgements: [] }, "time")).toThrow(
    new NotMetError("Not attempted."),
  );
});
