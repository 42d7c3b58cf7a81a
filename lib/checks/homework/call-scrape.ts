import { setTimeout as sleep } from "node:timers/promises";
import type { HomeworkRun, PracticeApi } from "../../practice-api/index.js";
import { record, type Recording } from "../../record/index.js";
import { isTodo } from "../todo.js";
import { captureOutput } from "./capture-output.js";
import type { CallEnd, ScrapeEvidence } from "./evidence.js";

/** A call of `scrape`: the evidence, how it looked from the client's side, and what it threw, if it did. */
export interface ScrapeCall {
  readonly evidence: ScrapeEvidence;
  readonly recording: Recording;
  readonly thrown: unknown;
}

export interface CallOptions {
  /** What charts call it. */
  readonly name: string;
  readonly timeLimitMs: number;
  /** Draw a progress bar. */
  readonly progress: boolean;
}

/** What the server notices of an answer's end, it notices within this time after the client did. */
const settleMs = 20;
/** Requests that nobody waits for have arrived after this time. */
const lateMs = 300;

/**
 * Calls `scrape` on a homework run that was opened, and collects the evidence, whatever it does.
 *
 * @throws PracticeApiError if the server is gone
 */
export async function callScrape(
  scrape: (urls: string[]) => unknown,
  api: PracticeApi,
  run: HomeworkRun,
  { name, timeLimitMs, progress }: CallOptions,
): Promise<ScrapeCall> {
  let ended: CallEnd = "timed out";
  let value: unknown;
  let thrown: unknown;
  let recording: Recording | undefined;
  const call = async () => {
    try {
      // As it is now: what is added later was not returned.
      value = toPlain(await scrape([...run.urls]));
      ended = "returned";
    } catch (error) {
      thrown = error;
      ended = isTodo(error) ? "not written" : "threw";
    }
  };
  const timer = new AbortController();
  const inTime = async () => {
    await Promise.race([
      call(),
      sleep(timeLimitMs, undefined, { signal: timer.signal }).catch(() => undefined),
    ]);
    timer.abort();
  };
  const printed = await captureOutput(async () => {
    recording = await record(name, inTime, { progress, total: run.urls.length });
  });
  const { observed, left } = await lookAfter(api);
  if (!recording) throw new Error("a call was not recorded");
  const evidence = { run, observed, ended, callMs: recording.totalMs, value, printed, left };
  return { evidence, recording, thrown };
}

/** What is left when a call has ended, and the record of it a moment later. */
async function lookAfter(api: PracticeApi): Promise<Pick<ScrapeEvidence, "observed" | "left">> {
  let atEnd = await api.observed();
  if (atEnd.inFlight > 0) {
    await sleep(settleMs);
    const settled = await api.observed();
    atEnd = { ...settled, requests: atEnd.requests };
  }
  await sleep(lateMs);
  const observed = await api.observed();
  // This server is everybody's: only the grader's own one can tell idle connections from those left open.
  const left = {
    inFlight: atEnd.inFlight,
    requestsAfter: observed.requests - atEnd.requests,
    connections: 0,
  };
  return { observed, left };
}

function toPlain(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value)) as unknown;
  } catch {
    return undefined;
  }
}
