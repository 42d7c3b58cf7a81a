import {
  measureSpan,
  sumPoints,
  totalPoints,
  formatJudgement,
  type Judgement,
  type ScrapeEvidence,
} from "async-lab/checks";
import type { BrokenCell, Grade, SeenAttempt } from "./grade.js";
import { messages } from "./messages/index.js";

/** A run that asks for ever fills no page. */
const maxAttempts = 2000;
const lastPrinted = 4000;

/** What is known of a run besides its evidence. */
type Circumstances = Pick<Grade, "language" | "ended" | "problems"> & {
  readonly unreadable?: string;
  readonly broken?: BrokenCell | undefined;
};

/** What a grade is made of. */
interface Found {
  readonly judged: readonly Judgement[];
  /** The call with the 200 pages. */
  readonly pages: ScrapeEvidence;
  readonly failures: ScrapeEvidence;
  /** `NaN` where it was not measured. */
  readonly sequentialMs: number;
}

/** Makes the grade of what was found. */
export function makeGrade(
  { judged, pages, failures, sequentialMs }: Found,
  { broken, ...about }: Circumstances,
): Grade {
  const { observed, printed } = pages;
  const judgements = judged.map((judgement) => {
    const localized = formatJudgement(judgement, about.language);
    return broken && localized.reason === "not-called"
      ? { ...localized, feedback: messages(about.language).run.notCalled(broken) }
      : localized;
  });
  const attempts = listAttempts(observed);
  const thrown = [pages, failures].find(({ ended }) => ended === "threw")?.error;
  return {
    ...about,
    ...(broken === undefined ? {} : { brokenCell: broken.cell }),
    ...(thrown === undefined ? {} : { thrown }),
    judgements,
    points: sumPoints(judged),
    of: totalPoints,
    attempts: attempts.slice(0, maxAttempts),
    difficult: listAttempts(failures.observed).slice(0, maxAttempts),
    maxInFlight: observed.maxInFlight,
    scrapeMs: attempts.length > 0 ? measureSpan(pages) : undefined,
    sequentialMs: Number.isFinite(sequentialMs) ? sequentialMs : undefined,
    printed: printed.slice(-lastPrinted),
  };
}

/** In the order in which they began; ms since the first. */
function listAttempts({ attempts }: ScrapeEvidence["observed"]): SeenAttempt[] {
  const all = attempts.flatMap(({ path, attempts }) =>
    attempts.map(({ startMs, endMs, status }, index) => ({
      path,
      attempt: index + 1,
      startMs,
      endMs,
      status,
    })),
  );
  return all.sort((a, b) => a.startMs - b.startMs);
}
