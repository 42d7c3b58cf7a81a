import type { HomeworkPart } from "../../practice-api/index.js";
import { sumPoints, worthAnotherTry } from "./another-try.js";
import type { ScrapeEvidence } from "./evidence.js";
import { judgeHomework } from "./judge.js";
import type { Judgement } from "./judgement.js";

/** The calls of `scrape` that are judged, one for each part. */
export type Calls<Call> = Readonly<Record<HomeworkPart, Call>>;

interface Judged<Call> {
  readonly calls: Calls<Call>;
  readonly judgements: readonly Judgement[];
}

interface Best<Call> extends Judged<Call> {
  /** Calls that were made again. */
  readonly again: number;
}

/** The first call, and two more. */
const mostTries = 3;

/**
 * Judges the calls, and makes them again where a busy machine may have spoilt them; the best counts.
 *
 * @param call calls `scrape` on a fresh run of a part
 * @param sequentialMs the same pages one by one, in ms
 * @example
 * const { judgements } = await judgeBest({ pages, failures }, call, 29_000);
 */
export async function judgeBest<Call extends { readonly evidence: ScrapeEvidence }>(
  calls: Calls<Call>,
  call: (part: HomeworkPart) => Promise<Call>,
  sequentialMs: number,
): Promise<Best<Call>> {
  const judge = (of: Calls<Call>): Judged<Call> => {
    const { pages, failures } = of;
    const evidence = { pages: pages.evidence, failures: failures.evidence, sequentialMs };
    return { calls: of, judgements: judgeHomework(evidence) };
  };
  let best = judge(calls);
  let made = 0;
  for (let tries = 1; tries < mostTries; tries += 1) {
    for (const part of worthAnotherTry(best.judgements)) {
      made += 1;
      const again = judge({ ...best.calls, [part]: await call(part) });
      if (sumPoints(again.judgements) > sumPoints(best.judgements)) best = again;
    }
  }
  return { ...best, again: made };
}
