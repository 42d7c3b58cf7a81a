import type { IncomingHttpHeaders } from "node:http";
import { AttemptLog, bytesPerAttempt } from "./attempt-log.js";
import { type SentHeaders, SentHeadersTable } from "./sent-headers.js";

/**
 * What the server answered to a request: a status; or nothing whole, since the client went away before, or since the
 * server cut the answer short.
 */
export type Outcome = { readonly status: number } | "aborted" | "cut";

/** What stands in the place of a status in a report. */
export const noStatus = { aborted: 0, cut: -1 } as const;

/** One request of a run, from its arrival until its answer has left or its client is gone. */
export interface Exchange {
  end(outcome: Outcome): void;
}

/** What the server saw of a run, as sent to its client; times are ms since the run's first request. */
export interface RunReport {
  readonly startedAt: number | null;
  readonly requests: number;
  readonly answered: number;
  readonly aborted: number;
  readonly cut: number;
  readonly inFlight: number;
  readonly maxInFlight: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly protocols: Readonly<Record<string, number>>;
  readonly connectionsOpened: number;
  readonly connectionsOpen: number;
  readonly maxConnectionsOpen: number;
  /** How often the run was banned. */
  readonly bans: number;
  /** `[method, path]` of every URL. */
  readonly urls: readonly (readonly [method: string, path: string])[];
  /**
   * Flat, for size: `[url, start, end, status]` after each other, where `url` is an index into `urls`, `end` is null
   * while in flight, and `status` one of `noStatus` where there was none.
   */
  readonly attempts: readonly (number | null)[];
  readonly requestsNotListed: number;
  /** The distinct headers that were sent. */
  readonly sentHeaders: readonly SentHeaders[];
  /** Each attempt's index into `sentHeaders`. */
  readonly attemptHeaders: readonly number[];
}

/** An answer that is held back. */
interface Waiting {
  readonly isOver: () => boolean;
  readonly then: () => void;
}

/** A run keeps this much at most, and beyond it requests are still counted, no longer listed by URL. */
export const runLimits = {
  /** An estimate of the memory held. */
  bytes: 16 * 1024 * 1024,
  /** A report of more would keep the server from answering for too long. */
  attempts: 100_000,
} as const;
const maxPathLength = 1000;
const bytesPerUrl = 300;

/** What the server sees of one run: bounded in memory, however many requests come. */
export class RunRecord {
  /** An estimate of the memory held, in bytes. */
  bytes = 1000;
  private requests = 0;
  private answered = 0;
  private aborted = 0;
  private cut = 0;
  private inFlight = 0;
  private maxInFlight = 0;
  private connectionsOpened = 0;
  private connectionsOpen = 0;
  private maxConnectionsOpen = 0;
  private bans = 0;
  private requestsNotListed = 0;
  private startedAt: number | undefined;
  private startedAtMonotonic = 0;
  private readonly statuses = new Map<number, number>();
  private readonly protocols = new Map<string, number>();
  /** The number of each URL, by method and path. */
  private readonly urls = new Map<string, number>();
  private readonly waiting = new Set<Waiting>();
  private readonly headers = new SentHeadersTable();
  private readonly log = new AttemptLog();

  constructor(private readonly limits: { readonly bytes: number; readonly attempts: number } = runLimits) {}

  /** A request has arrived. */
  start(method: string, path: string, protocol: string, headers: IncomingHttpHeaders = {}): Exchange {
    const now = performance.now();
    if (this.startedAt === undefined) {
      this.startedAt = Date.now();
      this.startedAtMonotonic = now;
    }
    this.requests += 1;
    this.inFlight += 1;
    if (this.inFlight > this.maxInFlight) this.maxInFlight = this.inFlight;
    this.releaseWaiting();
    this.protocols.set(protocol, (this.protocols.get(protocol) ?? 0) + 1);
    const url = this.numberOf(method, path);
    if (url === undefined) {
      this.requestsNotListed += 1;
      return new RunExchange(this, undefined);
    }
    const sent = this.headers.number(headers, this.limits.bytes - this.bytes - bytesPerAttempt);
    this.bytes += bytesPerAttempt + sent.bytes;
    return new RunExchange(this, this.log.start(url, this.toMs(now), sent.number));
  }

  /** A request has its answer, or its client is gone. */
  end(outcome: Outcome, attempt: number | undefined): void {
    this.inFlight -= 1;
    const status = typeof outcome === "string" ? noStatus[outcome] : outcome.status;
    if (outcome === "aborted") this.aborted += 1;
    else if (outcome === "cut") this.cut += 1;
    else {
      this.answered += 1;
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
      this.releaseWaiting();
    }
    if (attempt !== undefined) this.log.end(attempt, this.toMs(performance.now()), status);
  }

  /** A connection carries a request of this run for the first time. */
  openConnection(): void {
    this.connectionsOpened += 1;
    this.connectionsOpen += 1;
    if (this.connectionsOpen > this.maxConnectionsOpen) this.maxConnectionsOpen = this.connectionsOpen;
  }

  /** A connection that carried requests of this run has closed. */
  closeConnection(): void {
    this.connectionsOpen -= 1;
  }

  /**
   * Calls `then` when this many requests of the run have been answered: at once, if they have been.
   *
   * @returns how to wait no longer
   */
  whenAnswered(count: number, then: () => void): () => void {
    return this.wait({ isOver: () => this.answered >= count, then });
  }

  /** The same, when this many requests of the run have arrived. */
  whenArrived(count: number, then: () => void): () => void {
    return this.wait({ isOver: () => this.requests >= count, then });
  }

  private wait(waiting: Waiting): () => void {
    if (waiting.isOver()) {
      waiting.then();
      return () => undefined;
    }
    this.waiting.add(waiting);
    return () => void this.waiting.delete(waiting);
  }

  /** The run has lost its right to ask for a while. */
  countBan(): void {
    this.bans += 1;
  }

  report(): RunReport {
    const { requests, answered, aborted, inFlight, maxInFlight, requestsNotListed } = this;
    const { connectionsOpened, connectionsOpen, maxConnectionsOpen } = this;
    return {
      startedAt: this.startedAt ?? null,
      requests,
      answered,
      aborted,
      cut: this.cut,
      inFlight,
      maxInFlight,
      statuses: Object.fromEntries(this.statuses),
      protocols: Object.fromEntries(this.protocols),
      connectionsOpened,
      connectionsOpen,
      maxConnectionsOpen,
      bans: this.bans,
      urls: Array.from(this.urls.keys(), splitKey),
      attempts: this.log.flatten(),
      requestsNotListed,
      sentHeaders: this.headers.list(),
      attemptHeaders: this.log.listHeaders(),
    };
  }

  private releaseWaiting(): void {
    for (const waiting of this.waiting) {
      if (!waiting.isOver()) continue;
      this.waiting.delete(waiting);
      waiting.then();
    }
  }

  /** To the µs, which is what the clock is good for: more digits only make a report longer. */
  private toMs(now: number): number {
    return Math.round((now - this.startedAtMonotonic) * 1000) / 1000;
  }

  /** The URL's number; `undefined` where there is no room to list the attempt. */
  private numberOf(method: string, path: string): number | undefined {
    if (this.log.length >= this.limits.attempts) return undefined;
    const key = `${method} ${path.length > maxPathLength ? shorten(path) : path}`;
    const known = this.urls.get(key);
    const cost = bytesPerAttempt + (known === undefined ? bytesPerUrl + 2 * key.length : 0);
    if (this.bytes + cost > this.limits.bytes) return undefined;
    if (known !== undefined) return known;
    this.bytes += cost - bytesPerAttempt;
    this.urls.set(key, this.urls.size);
    return this.urls.size - 1;
  }
}

class RunExchange implements Exchange {
  private ended = false;
  constructor(
    private readonly record: RunRecord,
    private readonly attempt: number | undefined,
  ) {}

  end(outcome: Outcome): void {
    if (this.ended) return;
    this.ended = true;
    this.record.end(outcome, this.attempt);
  }
}

function splitKey(key: string): [method: string, path: string] {
  const space = key.indexOf(" ");
  return [key.slice(0, space), key.slice(space + 1)];
}

/** Copies: a plain slice would keep the whole long string alive. */
function shorten(path: string): string {
  return `${Buffer.from(path.slice(0, maxPathLength)).toString()}…`;
}
