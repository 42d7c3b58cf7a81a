import { randomBytes } from "node:crypto";
import type { HostedServer, Plan } from "@async-lab/practice-api/host";
import {
  type HomeworkPart,
  type HomeworkRun,
  type LimitedOptions,
  type Observed,
  toQuery,
} from "@async-lab/practice-api";
import { selectOwnPorts } from "./own-ports.js";

/** A run on the server of the checks: its pages, and what that server saw of them. */
export interface CheckRun {
  /** The run's id; all its URLs start with `/r/<run>/`. */
  readonly run: string;
  /** @example run.url("/status/503") */
  url(path: string): string;
  /** The URL of a page whose answer to each attempt is planned. */
  planPage(id: string, plan: Plan): string;
  /** Has the server answer a path of this run later than the path says, by this many seconds. */
  holdBack(path: string, seconds: number): void;
  limitedUrls(count: number, options: LimitedOptions): string[];
  observed(): Observed;
}

/** No answer to an exercise needs so many requests; one that asks on and on would never end, since asking takes no time. */
const maxRequests = 2000;

/**
 * The practice API in this process, for checks alone: on the same clock as the answer that it judges, and out of reach of
 * whatever a learner does to the one that cells ask.
 */
export class CheckServer {
  static #started: Promise<CheckServer> | undefined;
  readonly #host: HostedServer;
  readonly #runs = new Set<string>();
  #others: string[] = [];
  #asked = 0;
  readonly #heldBack: Map<string, number>;

  /** The one of this process; started by the first check, in some tenths of a second. */
  static get(): Promise<CheckServer> {
    CheckServer.#started ??= CheckServer.#start();
    return CheckServer.#started;
  }

  static async #start(): Promise<CheckServer> {
    const heldBack = new Map<string, number>();
    // Loaded here: the server's modules take as long as the rest of the library, and not every notebook has an answer checked.
    const { hostServer } = await import("@async-lab/practice-api/host");
    const host = await hostServer({ plain: true, holdBack: (path) => heldBack.get(path) ?? 0 });
    return new CheckServer(host, heldBack);
  }

  private constructor(host: HostedServer, heldBack: Map<string, number>) {
    this.#host = host;
    this.#heldBack = heldBack;
    // It listens for as long as the kernel lives, and is nothing that a cell has left running.
    host.unref();
    host.onRequest((url) => {
      this.#asked += 1;
      if (this.#asked > maxRequests) host.closeAllConnections();
      // A run of an earlier check, that is what an answer has left behind there.
      const isKnown = this.#runs.has(/^\/r\/([^/]+)\//.exec(url)?.[1] ?? "");
      if (!isKnown && this.#others.length < 100) this.#others.push(url);
    });
  }

  get origin(): string {
    return this.#host.origin;
  }

  /** A fresh run; after 2000 requests, counted from here, the server answers no more and cuts connections. */
  newRun(): CheckRun {
    this.#asked = 0;
    const run = randomBytes(6).toString("base64url");
    this.#runs.add(run);
    const url = (path: string) => this.#host.url(run, path.startsWith("/") ? path : `/${path}`);
    return {
      run,
      url,
      planPage: (id, plan) => this.#host.planPage(run, id, plan),
      holdBack: (path, seconds) => void this.#heldBack.set(`/r/${run}${path}`, seconds),
      limitedUrls: (count, options) =>
        Array.from({ length: count }, (_, index) =>
          url(`/limited${toQuery({ ...options, page: index + 1 })}`),
        ),
      observed: () => this.#host.observed(run),
    };
  }

  /** Opens a run of the homework's pages, each of which takes this many seconds. */
  openHomework(part: HomeworkPart, delay: number): HomeworkRun {
    this.#asked = 0;
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

  /** Connections of this process that are open now. */
  countConnections(): number {
    return selectOwnPorts(this.#host.peerPorts).length;
  }

  /** The paths of the requests since the last call that belong to no run: who made them up did not use the URLs given. */
  takeOtherRequests(): string[] {
    const others = this.#others;
    this.#others = [];
    return others;
  }

  /** Closes what clients keep open, and forgets what was to be held back: each check begins without. */
  reset(): void {
    this.#heldBack.clear();
    this.#host.closeAllConnections();
  }
}
