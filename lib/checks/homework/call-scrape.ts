import type { Rest, RunResult, VirtualTime } from "virtual-time";
import type { HomeworkRun } from "@async-lab/practice-api";
import { isTodo } from "../todo.js";
import { captureOutput } from "./capture-output.js";
import { concludeCall, type HomeworkServer } from "./conclude-call.js";
import type { CallEnd, ScrapeEvidence } from "./evidence.js";
import { homeworkLimits } from "./limits.js";

/** A call of `scrape`: the evidence, and what it threw, if it did. */
export interface ScrapeCall {
  readonly evidence: ScrapeEvidence;
  readonly thrown: unknown;
  /** When it began, in epoch ms of the clock that the server follows. */
  readonly beganAt: number;
}

/**
 * Calls `scrape` on a homework run that was opened, in virtual time, and collects the evidence, whatever it does.
 *
 * @throws {Error} if it was interrupted from outside
 */
export async function callScrape(
  scrape: (urls: string[]) => unknown,
  run: HomeworkRun,
  { server, time }: { readonly server: HomeworkServer; readonly time: VirtualTime },
): Promise<ScrapeCall> {
  const beganAt = Date.now();
  const beganMs = time.nowMs;
  let result: RunResult<unknown> | undefined;
  const printed = await captureOutput(async () => {
    // As it is when the call ends: what is added later was not returned.
    result = await time.run(
      async () => toPlain(await scrape([...run.urls])),
      homeworkLimits.timeS[run.part] * 1000,
    );
  });
  if (!result) throw new Error("a call has no result");
  const callMs = result.atMs - beganMs;
  const endedAt = beganAt + callMs;
  const seen = await concludeCall(run, server, time);
  const value = result.status === "fulfilled" ? result.value : undefined;
  const thrown = result.status === "rejected" ? result.reason : undefined;
  return {
    evidence: { run, ...seen, ended: endOf(result), callMs, endedAt, value, printed },
    thrown,
    beganAt,
  };
}

function endOf(result: RunResult<unknown>): CallEnd {
  if (result.status === "fulfilled") return "returned";
  if (result.status === "rejected") return isTodo(result.reason) ? "not written" : "threw";
  return endOfUnsettled(result.why);
}

function endOfUnsettled(why: Rest): CallEnd {
  if (why === "ended") throw new Error("the check was interrupted");
  return why === "nothing-left" ? "never settled" : "timed out";
}

function toPlain(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value)) as unknown;
  } catch {
    return undefined;
  }
}
