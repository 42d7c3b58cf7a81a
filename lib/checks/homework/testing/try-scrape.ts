import { hostServer } from "@async-lab/practice-api/host";
import type { HomeworkPart } from "@async-lab/practice-api";
import { TestHarness } from "../../harness.js";
import { inTurn } from "../../harness.js";
import { callScrape } from "../call-scrape.js";
import type { HomeworkServer } from "../conclude-call.js";
import type { ScrapeEvidence } from "../evidence.js";
import { judgeHomework } from "../judge.js";
import type { Judgement } from "../judgement.js";
import { homeworkLimits } from "../limits.js";
import { selectOwnPorts } from "../../own-ports.js";
import { planOneByOne } from "../one-by-one.js";
import type { Scrape } from "./scrape-parts.js";

/** What a try has shown. */
export interface Tried {
  readonly judgements: readonly Judgement[];
  readonly pages: ScrapeEvidence;
  readonly failures: ScrapeEvidence;
}

/**
 * Calls a scrape on both runs, and judges it.
 *
 * @param seed draws which pages fail
 */
export async function tryScrape(scrape: Scrape, seed: number): Promise<Tried> {
  return await inTurn(async () => {
    // First: what it sets up is no timer of the answer.
    await using host = await hostServer({ plain: true, seed });
    await using harness = await TestHarness.start();
    const server: HomeworkServer = {
      observed: (run) => host.observed(run),
      closeIdleConnections: () => host.closeIdleConnections(),
      countConnections: () => selectOwnPorts(host.peerPorts).length,
    };
    const call = async (part: HomeworkPart) => {
      const run = host.openHomework(part, { delay: homeworkLimits.delayS });
      return (await callScrape(scrape, run, { server, time: harness.time })).evidence;
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

/** What was lost, criterion by criterion: why, and how many points. */
export function lossesOf(judgements: readonly Judgement[]): [string, string, number][] {
  return judgements
    .filter(({ points, of }) => points < of)
    .map(({ criterion, reason, points, of }) => [criterion, reason, of - points]);
}
