import { practiceApi, type HomeworkPart } from "../../../practice-api/index.js";
import { worthAnotherTry } from "../another-try.js";
import { callScrape } from "../call-scrape.js";
import { judgeHomework } from "../judge.js";
import type { Judgement } from "../judgement.js";
import { runSequential } from "../sequential.js";
import type { Scrape } from "./scrape-parts.js";

const delay = 0.1;
let sequential: Promise<number> | undefined;

/** The run one by one, measured once. */
export function measureSequential(): Promise<number> {
  sequential ??= (async () => {
    const run = await (await practiceApi({ own: true })).homework("pages", { delay });
    return runSequential(run, { lanes: 4 });
  })();
  return sequential;
}

/** How many tries there were, and how many of them were made again. */
export const tries = { first: 0, again: 0 };

/** Calls a scrape on both runs, on the course's own server, and judges it. */
export async function tryScrape(scrape: Scrape, mayRepeat = false): Promise<Judgement[]> {
  const sequentialMs = await measureSequential();
  const api = await practiceApi({ own: true });
  const call = async (part: HomeworkPart) => {
    const run = api.newRun();
    const opened = await run.homework(part, part === "pages" ? { delay } : {});
    const options = { name: part, timeLimitMs: 60_000, progress: false };
    return (await callScrape(scrape, run, opened, options)).evidence;
  };
  const failures = await call("failures");
  const pages = await call("pages");
  const judgements = judgeHomework({ pages, failures, sequentialMs });
  tries.first += 1;
  const again = worthAnotherTry(judgements);
  if (!mayRepeat || again.length === 0) return judgements;
  tries.again += 1;
  return judgeHomework({
    pages: again.includes("pages") ? await call("pages") : pages,
    failures: again.includes("failures") ? await call("failures") : failures,
    sequentialMs,
  });
}

/** What is not met, and why. */
export function reasonsOf(judgements: readonly Judgement[]): Record<string, string> {
  return Object.fromEntries(
    judgements.filter(({ met }) => !met).map(({ criterion, reason }) => [criterion, reason]),
  );
}
