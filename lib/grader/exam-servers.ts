/** The two servers of one submission, both on the grader's side: the one it is examined by, and the one it plays with. */
import { chownSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { retryWaitMs, runSequential, type ScrapeEvidence } from "../checks/index.js";
import { hostServer, type HostedServer } from "../practice-api/host.js";
import type { HomeworkPart, HomeworkRun } from "../practice-api/index.js";
import { portsOf } from "./ports-of.js";

/** Each strictly one by one, so that measuring takes a quarter of what it measures. */
const lanes = 4;
/** What was on its way when a call ended has arrived by then. */
const arrivalMs = 50;
/** So long a call's end is watched for what goes on after it; what comes later still is only counted. */
const afterMs = 250;
/** The news of a closed connection takes a moment. */
const closingMs = 150;
/** A client may have connected for a request that then took another way: undici closes such a connection after 4 s. */
const unusedMs = 6000;
/** A request of a sequential run takes so much longer than its delay, at most, unless somebody disturbs it. */
const mostOverhead = { share: 0.15, msPerRequest: 15 };

/** What was seen of a call that has ended. */
export type Concluded = Pick<ScrapeEvidence, "observed" | "left">;

/** What the servers are started with. */
export interface ExamOptions {
  readonly seed: number;
  readonly delay: number | undefined;
  /** Where the notebook's own cells find the server that they play with. */
  readonly stateFolder: string;
  /** Who must be able to read that. */
  readonly uid: number | undefined;
}

/** The servers, and what they know. */
export class ExamServers implements AsyncDisposable {
  readonly #exam: HostedServer;
  readonly #play: HostedServer;
  readonly #delay: number | undefined;
  readonly #uid: number | undefined;

  private constructor(exam: HostedServer, play: HostedServer, { delay, uid }: ExamOptions) {
    this.#exam = exam;
    this.#play = play;
    this.#delay = delay;
    this.#uid = uid;
  }

  /** Starts both. The examining one has no control port: it does what this process says, and nobody else. */
  static async start(options: ExamOptions): Promise<ExamServers> {
    const { seed, stateFolder, uid } = options;
    const exam = await hostServer({ seed, onlyHomework: true });
    try {
      const play = await hostServer({ stateFolder });
      if (uid !== undefined) {
        chownSync(stateFolder, uid, uid);
        if (play.stateFile !== undefined) chownSync(play.stateFile, uid, uid);
      }
      return new ExamServers(exam, play, options);
    } catch (error) {
      await exam[Symbol.asyncDispose]();
      throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#exam[Symbol.asyncDispose](), this.#play[Symbol.asyncDispose]()]);
  }

  open(part: HomeworkPart): HomeworkRun {
    // The delay of the few that fail stays what it is: their gaps are measured, not their time.
    const delay = part === "pages" ? this.#delay : undefined;
    return this.#exam.openHomework(part, delay === undefined ? {} : { delay });
  }

  /**
   * Measures the same pages one by one, in ms.
   *
   * A submission that computes or asks meanwhile slows this down, and would be allowed more time: so no more is
   * counted than a run takes that nobody disturbs.
   */
  async measureSequential(): Promise<number> {
    const run = this.open("pages");
    return Math.min(await runSequential(run, { lanes }), longestUndisturbed(run));
  }

  /** What was seen of a run; to be asked when the call has ended. */
  async conclude({ run }: HomeworkRun): Promise<Concluded> {
    await sleep(arrivalMs);
    const { requests, inFlight } = this.#exam.observed(run);
    await sleep(afterMs);
    const observed = this.#exam.observed(run);
    const connections = await this.#closeConnections();
    return { observed, left: { inFlight, requestsAfter: observed.requests - requests, connections } };
  }

  /** Counts what has come to a run since it was concluded; nothing of it is to anybody's credit. */
  lookAgain<Seen extends Concluded>(run: HomeworkRun, seen: Seen): Seen {
    const late = this.#exam.observed(run.run).requests - seen.observed.requests;
    return { ...seen, left: { ...seen.left, requestsAfter: seen.left.requestsAfter + late } };
  }

  /** Closes what clients keep for later requests, and tells how many connections stay open all the same. */
  async #closeConnections(): Promise<number> {
    const until = performance.now() + unusedMs;
    do {
      this.#exam.closeIdleConnections();
      await sleep(closingMs);
    } while (this.#countConnections() > 0 && performance.now() < until);
    return this.#countConnections();
  }

  /** Another submission's connections are not this one's to close; without users of their own nobody can tell them apart. */
  #countConnections(): number {
    const open = this.#exam.peerPorts;
    const own = this.#uid === undefined || open.length === 0 ? undefined : portsOf(this.#uid);
    return own ? open.filter((port) => own.has(port)).length : open.length;
  }
}

function longestUndisturbed({ pages, delay }: HomeworkRun): number {
  let ms = 0;
  let requests = 0;
  for (const { failures, retryAfterS } of pages) {
    requests += failures + 1;
    ms += (failures + 1) * delay * 1000;
    for (let attempt = 1; attempt <= failures; attempt += 1) ms += retryWaitMs(attempt, retryAfterS ?? 0);
  }
  return ms * (1 + mostOverhead.share) + requests * mostOverhead.msPerRequest;
}
