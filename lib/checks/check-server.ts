import { randomBytes } from "node:crypto";
import { type HostedServer, hostServer } from "../practice-api/host.js";
import {
  type HomeworkPart,
  type HomeworkRun,
  type LimitedOptions,
  type Observed,
  toQuery,
} from "../practice-api/index.js";

/** A run on the server of the checks: its pages, and what that server saw of them. */
export interface CheckRun {
  /** The run's id; all its URLs start with `/r/<run>/`. */
  readonly run: string;
  /** @example run.url("/status/503") */
  url(path: string): string;
  limitedUrls(count: number, options: LimitedOptions): string[];
  observed(): Observed;
}

/**
 * The practice API in this process, for checks alone: on the same clock as the answer that it judges, and out of reach of
 * whatever a learner does to the one that cells ask.
 */
export class CheckServer {
  static #started: Promise<CheckServer> | undefined;
  readonly #host: HostedServer;
  #others: string[] = [];

  /** The one of this process; started by the first check, in some tenths of a second. */
  static get(): Promise<CheckServer> {
    CheckServer.#started ??= hostServer({ plain: true }).then((host) => new CheckServer(host));
    return CheckServer.#started;
  }

  private constructor(host: HostedServer) {
    this.#host = host;
    host.onRequest((url) => {
      if (this.#others.length < 100) this.#others.push(url);
    });
  }

  get origin(): string {
    return this.#host.origin;
  }

  newRun(): CheckRun {
    const run = randomBytes(6).toString("base64url");
    const url = (path: string) => this.#host.url(run, path.startsWith("/") ? path : `/${path}`);
    return {
      run,
      url,
      limitedUrls: (count, options) =>
        Array.from({ length: count }, (_, index) =>
          url(`/limited${toQuery({ ...options, page: index + 1 })}`),
        ),
      observed: () => this.#host.observed(run),
    };
  }

  /** Opens a run of the homework's pages, each of which takes this many seconds. */
  openHomework(part: HomeworkPart, delay: number): HomeworkRun {
    return this.#host.openHomework(part, { delay });
  }

  /** What was seen of a run, by its id. */
  observed(run: string): Observed {
    return this.#host.observed(run);
  }

  /** Closes what clients keep for later requests. */
  closeIdleConnections(): void {
    this.#host.closeIdleConnections();
  }

  /** Connections that are open now. */
  countConnections(): number {
    return this.#host.peerPorts.length;
  }

  /** The paths of the requests since the last call that belong to no run among these. */
  takeOtherRequests(runs: readonly string[]): string[] {
    const others = this.#others.filter((url) => !runs.some((run) => url.startsWith(`/r/${run}/`)));
    this.#others = [];
    return others;
  }

  /** Closes what clients keep open: each check begins without connections. */
  closeConnections(): void {
    this.#host.closeAllConnections();
  }
}
