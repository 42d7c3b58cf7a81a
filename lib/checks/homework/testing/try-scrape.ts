import type { HomeworkPart } from "../../../practice-api/index.js";
import { TestHarness } from "../../harness.js";
import { inTurn } from "../../in-turn.js";
import { callScrape } from "../call-scrape.js";
import type { ScrapeEvidence } from "../evidence.js";
import { judgeHomework } from "../judge.js";
import type { Judgement } from "../judgement.js";
import { homeworkLimits } from "../limits.js";
import { planOneByOne } from "../one-by-one.js";
import type { Scrape } from "./scrape-parts.js";

/** What a try has shown. */
export interface Tried {
  readonly judgements: readonly Judgement[];
  readonly pages: ScrapeEvidence;
  readonly failures: ScrapeEvidence;
}

/** Calls a scrape on both runs, which are the same for the same seed, and judges it. */
export async function tryScrape(scrape: Scrape, seed = 7): Promise<Tried> {
  return await inTurn(async () => {
    await using harness = await TestHarness.start();
    const call = async (part: HomeworkPart) => {
      const run = harness.server.openHomework(part, homeworkLimits.delayS, seed);
      return (await callScrape(scrape, run, harness)).evidence;
    };
    const [pages, failures] = [await call("pages"), await call("failures")];
    const sequentialMs = planOneByOne(pages.run).totalMs;
    return { judgements: judgeHomework({ pages, failures, sequentialMs }), pages, failures };
  });
}

/** What is not met, and why. */
export function reasonsOf(judgements: readonly Judgement[]): Record<string, string> {
  return Object.fromEntries(
    judgements.filter(({ met }) => !met).map(({ criterion, reason }) => [criterion, reason]),
  );
}
