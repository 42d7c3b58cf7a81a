/**
 * The practice API in this process: for tests, and for programs that plan its answers.
 *
 * An entry point of its own, since it loads the server, which a client does not need.
 */
import { homeworkDelay, type HomeworkOptions, type HomeworkPart, type HomeworkRun } from "./homework-run.js";
import { type Observed, readReport } from "./observed.js";
import type { Plan } from "./planned-pages.js";
import { PracticeApiError } from "./errors.js";
import { newRunId } from "./run-path.js";
import { type ServerConnections, startServer } from "./server.js";
import { host, stateFile } from "./state-folder.js";

export type { Plan, PlannedAnswer } from "./planned-pages.js";

/** How a server in one's own process is started. */
export interface HostOptions {
  /** Draws the plans of homework runs: the same seed, the same plans. Without one, each is drawn anew. */
  readonly seed?: number;
  /**
   * Opens a control port, and writes where it is into this folder's state file: who calls `practiceApi` with the same
   * `stateFolder` finds the server, and may open homework and ask for what it saw. Without, only this process can.
   */
  readonly stateFolder?: string;
  /** HTTP/1.1 alone, and no pages that describe the others: starts in a fraction of the time. */
  readonly plain?: boolean;
  /** By how many seconds a request is answered later than its path says. */
  readonly holdBack?: (path: string) => number;
  /** For grading: answers and records only homework runs that were opened, and never drops a record. */
  readonly onlyHomework?: boolean;
}

/** A practice API that runs in this process. */
export interface HostedServer extends ServerConnections {
  /** `http://127.0.0.1:1234` */
  readonly origin: string;
  /** Where the state file was written, if there is a control port; readable by this user alone. */
  readonly stateFile: string | undefined;
  /** The URL of a page, in a run. */
  url(run: string, path: string): string;
  /** Plans a page of a run: what each attempt at it is answered, which its URL does not tell. Returns the URL. */
  planPage(run: string, id: string, plan: Plan): string;
  /** Opens a homework run, in a fresh run unless one is named. */
  openHomework(part: HomeworkPart, options?: HomeworkOptions & { readonly run?: string }): HomeworkRun;
  /**
   * What the server has seen of a run until now.
   *
   * @throws PracticeApiError if it has dropped the record to make room for newer runs
   */
  observed(run: string): Observed;
}

/**
 * Starts the practice API in this process.
 *
 * @throws PracticeApiError if it cannot be started
 * @example
 * await using server = await hostServer({ seed: 7 });
 * const run = server.openHomework("pages");
 * await scrape(run.urls);
 * server.observed(run.run).maxInFlight; // 20
 */
export async function hostServer(options: HostOptions = {}): Promise<HostedServer> {
  const { seed, stateFolder, onlyHomework = false, plain = false, holdBack } = options;
  const server = await startServer({
    onlyHomework,
    plain,
    ...(seed === undefined ? {} : { seed }),
    ...(holdBack ? { holdBack } : {}),
  });
  const closing = new AsyncDisposableStack();
  closing.use(server);
  try {
    if (stateFolder !== undefined) {
      const { openControlServer } = await import("./control/control-server.js");
      closing.use(await openControlServer({ server, stateFolder, graceMs: 0, firstGraceMs: 0 }));
    }
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
  const { closeIdleConnections, closeAllConnections, onRequest, unref } = server;
  const origin = `http://${host}:${server.port}`;
  const urlOf = (run: string, path: string) => `${origin}/r/${run}${path}`;
  return {
    origin,
    stateFile: stateFolder === undefined ? undefined : stateFile(stateFolder),
    get peerPorts() {
      return server.peerPorts;
    },
    closeIdleConnections,
    closeAllConnections,
    onRequest,
    unref,
    url: urlOf,
    planPage: (run, id, plan) => {
      server.planned.set(run, id, plan);
      return urlOf(run, `/planned/${id}`);
    },
    openHomework: (part, { run = newRunId(), delay = homeworkDelay } = {}) => {
      if (onlyHomework) server.records.expect(run);
      const pages = server.homework.open(run, part, delay);
      return { part, run, urls: pages.map(({ path }) => urlOf(run, path)), pages, delay };
    },
    observed: (run) => {
      const record = server.records.find(run);
      if (record === "dropped") {
        throw new PracticeApiError(`the record of run ${run} has made room for newer ones`);
      }
      return readReport(run, record.report(), (path) => urlOf(run, path));
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
