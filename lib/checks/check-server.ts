import { randomBytes } from "node:crypto";
import { type HostedServer, hostServer, type Plan } from "../practice-api/host.js";
import { type LimitedOptions, type Observed, toQuery } from "../practice-api/index.js";

/** A run on the server of the checks: its pages, and what that server saw of them. */
export interface CheckRun {
  /** The run's id; all its URLs start with `/r/<run>/`. */
  readonly run: string;
  /** @example run.url("/status/503") */
  url(path: string): string;
  /** The URL of a page whose answer to each attempt is planned. */
  planPage(id: string, plan: Plan): string;
  limitedUrls(count: number, options: LimitedOptions): string[];
  observed(): Observed;
}

/** No answer to an exercise needs so many requests; one that asks on and on would never end, since asking takes no time. */
const mostRequests = 2000;

/**
 * The practice API in this process, for checks alone: on the same clock as the answer that it judges, and out of reach of
 * whatever a learner does to the one that cells ask.
 */
export class CheckServer {
  static #started: Promise<CheckServer> | undefined;
  readonly #host: HostedServer;
  #others: string[] = [];
  #asked = 0;

  /** The one of this process; started by the first check, in some tenths of a second. */
  static get(): Promise<CheckServer> {
    CheckServer.#started ??= hostServer({ plain: true }).then((host) => new CheckServer(host));
    return CheckServer.#started;
  }

  private constructor(host: HostedServer) {
    this.#host = host;
    // It listens for as long as the kernel lives, and is nothing that a cell has left running.
    host.unref();
    host.onRequest((url) => {
      this.#asked += 1;
      if (this.#asked > mostRequests) host.closeAllConnections();
      if (this.#others.length < 100) this.#others.push(url);
    });
  }

  get origin(): string {
    return this.#host.origin;
  }

  /** A fresh run; after 2000 requests it answers no more, and cuts connections. */
  newRun(): CheckRun {
    this.#asked = 0;
    const run = randomBytes(6).toString("base64url");
    const url = (path: string) => this.#host.url(run, path.startsWith("/") ? path : `/${path}`);
    return {
      run,
      url,
      planPage: (id, plan) => this.#host.planPage(run, id, plan),
      limitedUrls: (count, options) =>
        Array.from({ length: count }, (_, index) =>
          url(`/limited${toQuery({ ...options, page: index + 1 })}`),
        ),
      observed: () => this.#host.observed(run),
    };
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
