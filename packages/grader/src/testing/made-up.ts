import { criterionIds, criterionPoints, type CriterionId } from "async-lab/checks";
import type { Grade, GradeNotebook, SeenAttempt } from "../grade.js";

/** A notebook's text: what a learner might save. */
export function madeUpNotebook(code: string, metadata: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    cells: [
      { cell_type: "markdown", metadata: {}, source: ["# Homework"] },
      {
        cell_type: "code",
        metadata: {},
        source: [code],
        outputs: [{ output_type: "stream", text: "x" }],
        execution_count: 3,
      },
    ],
    metadata: {
      kernelspec: { name: "tslab", language: "typescript", display_name: "TypeScript" },
      ...metadata,
    },
    nbformat: 4,
    nbformat_minor: 5,
  });
}

/** A grade as if somebody had missed these criteria. */
export function madeUpGrade(missed: readonly CriterionId[] = [], more: Partial<Grade> = {}): Grade {
  const judgements = criterionIds.map((criterion) => {
    const met = !missed.includes(criterion);
    const of = criterionPoints[criterion];
    return {
      criterion,
      met,
      points: met ? of : Math.floor(of / 2) / 2,
      of,
      reason: met ? "met" : `no-${criterion.toLowerCase()}`,
      seen: { measured: met ? 20 : 37 },
      title: `Title of ${criterion}`,
      evidence: met ? "20 measured, at most 20 allowed" : "37 measured, at most 20 allowed",
      feedback: met ? "" : "Hold them back: a request waits until another one has ended.",
    };
  });
  return {
    language: "en",
    ended: "completed",
    problems: [],
    judgements,
    points: judgements.reduce((sum, { points }) => sum + points, 0),
    of: 100,
    attempts: madeUpAttempts(),
    difficult: madeUpDifficult(),
    maxInFlight: 20,
    scrapeMs: 1834,
    sequentialMs: 27_402,
    printed: "197 pages in 1.83 s\n",
    ...more,
  };
}

/** 200 pages in 20 lanes; every tenth fails once, and three are missing. */
export function madeUpAttempts(): SeenAttempt[] {
  const lanes = Array.from({ length: 20 }, () => 0);
  const attempts: SeenAttempt[] = [];
  for (let page = 0; page < 200; page += 1) {
    const lane = page % lanes.length;
    const path = `/homework/C${String(page).padStart(3, "0")}`;
    const ask = (attempt: number, status: number, afterMs: number) => {
      const startMs = (lanes[lane] ?? 0) + afterMs;
      const endMs = startMs + 101 + (page % 7);
      lanes[lane] = endMs;
      attempts.push({ path, attempt, startMs, endMs, status });
    };
    if (page % 67 === 0) ask(1, 404, 1);
    else if (page % 10 === 0) {
      ask(1, 503, 1);
      ask(2, 200, 104);
    } else ask(1, 200, 1);
  }
  return attempts.sort((a, b) => a.startMs - b.startMs);
}

/** 18 pages: a third comes at once, a third fails twice, the rest is not there. */
export function madeUpDifficult(): SeenAttempt[] {
  const attempts = Array.from({ length: 18 }, (_, page) => {
    const statuses = [[200], [503, 500, 200], [404]][page % 3] ?? [];
    let endMs = page;
    return statuses.map((status, index) => {
      const startMs = endMs + (index === 0 ? 0 : 100 * 2 ** index);
      endMs = startMs + 101;
      return { path: `/homework/D${page}`, attempt: index + 1, startMs, endMs, status };
    });
  });
  return attempts.flat().sort((a, b) => a.startMs - b.startMs);
}

/**
 * Grades by what stands in the text: `// misses time, report` gives a grade that misses those, `// breaks: why` is the
 * grader's own trouble.
 */
export function madeUpGrader(graded: string[] = []): GradeNotebook {
  return async (text, { signal }) => {
    await Promise.resolve();
    if (signal?.aborted) throw new Error("aborted");
    graded.push(text);
    const trouble = /\/\/ breaks: (.+?)"/.exec(text)?.[1];
    if (trouble !== undefined) throw new Error(trouble);
    const missed = /\/\/ misses ([\w, ]+)/.exec(text)?.[1]?.split(", ") ?? [];
    return madeUpGrade(criterionIds.filter((id) => missed.includes(id)));
  };
}
