import { expect, test } from "vitest";
import { judgePunctuality, parseDeadline } from "./deadline.js";
import { takeLatest } from "./latest.js";
import type { SubmissionFile } from "./submission-file.js";

function file(
  key: string,
  shownPath: string,
  submittedAt: string | undefined,
  modifiedAt = "2026-11-01",
): SubmissionFile {
  return {
    path: shownPath,
    shownPath,
    text: "",
    hash: shownPath,
    modifiedAt: new Date(modifiedAt),
    metadata: submittedAt === undefined ? {} : { submittedAt: new Date(submittedAt) },
    student: { key },
  };
}

test("of several files by one student the newest counts, by the time inside", () => {
  const works = takeLatest([
    file("id:1", "a.ipynb", "2026-11-20T10:00:00Z", "2026-11-30"),
    file("id:1", "b.ipynb", "2026-11-21T10:00:00Z"),
    file("id:2", "c.ipynb", undefined),
    file("id:1", "d.ipynb", "2026-11-19T10:00:00Z"),
  ]);
  expect(works.map(({ counts, superseded }) => [counts.path, superseded.map(({ path }) => path)])).toEqual([
    ["b.ipynb", ["a.ipynb", "d.ipynb"]],
    ["c.ipynb", []],
  ]);
});

test("without a time inside the file's own date counts; at the same time, the last name", () => {
  const [dated] = takeLatest([
    file("id:1", "b", undefined, "2026-11-03"),
    file("id:1", "a", undefined, "2026-11-02"),
  ]);
  expect(dated?.counts.path).toBe("b");
  const [same] = takeLatest([file("id:1", "a (1)", "2026-11-03"), file("id:1", "a (2)", "2026-11-03")]);
  expect(same?.counts.path).toBe("a (2)");
});

test("the deadline itself is in time; a millisecond later is late; without a time nobody knows", () => {
  const deadline = parseDeadline("2026-12-01T23:59-03:00", "en");
  expect(deadline.toISOString()).toBe("2026-12-02T02:59:00.000Z");
  expect(judgePunctuality(deadline, deadline)).toEqual({ kind: "on time" });
  expect(judgePunctuality(new Date(deadline.getTime() + 1), deadline)).toEqual({ kind: "late", byMs: 1 });
  expect(judgePunctuality(undefined, deadline)).toEqual({ kind: "unknown" });
});

test.each([
  "tomorrow",
  "2026-12-01",
  "2026-13-01T00:00",
  "2026-02-31T10:00",
  "1/12/2026 10:00",
  "2026-12-01T25:00",
])("%s is no deadline", (text) => {
  expect(() => parseDeadline(text, "en")).toThrow(
    `\`--deadline\` is a time such as 2026-12-01T23:59-03:00, not \`${text}\`.`,
  );
});
