/** What the server answered to a request: a status, or nothing, since the client went away before. */
export type Outcome = { readonly status: number } | "aborted";

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
  readonly inFlight: number;
  readonly mostInFlight: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly protocols: Readonly<Record<string, number>>;
  readonly connectionsOpened: number;
  readonly connectionsOpen: number;
  readonly mostConnectionsOpen: number;
  /** Flat, for size: `[start, end, status]` after each other; `end` is null while in flight, `status` 0 if aborted. */
  readonly urls: readonly {
    readonly method: string;
    readonly path: string;
    readonly attempts: readonly (number | null)[];
  }[];
  readonly requestsNotListed: number;
}

/** A run keeps this much at most, and beyond it requests are still counted, no longer listed by URL. */
export const runLimits = {
  /** An estimate of the memory held. */
  bytes: 24 * 1024 * 1024,
  /** A report of more would keep the server from answering for too long. */
  attempts: 100_000,
} as const;
const longestPath = 1000;
const bytesPerUrl = 300;
const bytesPerAttempt = 40;

interface UrlRecord {
  readonly method: string;
  readonly path: string;
  /** `[start, end, status, …]`: one array of numbers instead of an object per attempt takes a fifth of the memory. */
  readonly attempts: number[];
}

/** What the server sees of one run: bounded in memory, however many requests come. */
export class RunRecord {
  /** An estimate of the memory held, in bytes. */
  bytes = 1000;
  private requests = 0;
  private answered = 0;
  private aborted = 0;
  private inFlight = 0;
  private mostInFlight = 0;
  private connectionsOpened = 0;
  private connectionsOpen = 0;
  private mostConnectionsOpen = 0;
  private requestsNotListed = 0;
  private startedAt: number | undefined;
  private startedAtMonotonic = 0;
  private readonly statuses = new Map<number, number>();
  private readonly protocols = new Map<string, number>();
  private readonly urls = new Map<string, UrlRecord>();

  private attemptsListed = 0;

  constructor(private readonly limits: { readonly bytes: number; readonly attempts: number } = runLimits) {}

  /** A request has arrived. */
  start(method: string, path: string, protocol: string): Exchange {
    const now = performance.now();
    if (this.startedAt === undefined) {
      this.startedAt = Date.now();
      this.startedAtMonotonic = now;
    }
    this.requests += 1;
    this.inFlight += 1;
    if (this.inFlight > this.mostInFlight) this.mostInFlight = this.inFlight;
    this.protocols.set(protocol, (this.protocols.get(protocol) ?? 0) + 1);
    const url = this.listed(method, path);
    if (!url) {
      this.requestsNotListed += 1;
      return new RunExchange(this, undefined, 0);
    }
    const index = url.attempts.length;
    url.attempts.push(this.toMs(now), NaN, NaN);
    this.attemptsListed += 1;
    this.bytes += bytesPerAttempt;
    return new RunExchange(this, url.attempts, index);
  }

  /** A request has its answer, or its client is gone. */
  end(outcome: Outcome, attempts: number[] | undefined, index: number): void {
    this.inFlight -= 1;
    const status = outcome === "aborted" ? 0 : outcome.status;
    if (status === 0) this.aborted += 1;
    else {
      this.answered += 1;
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    }
    if (!attempts) return;
    attempts[index + 1] = this.toMs(performance.now());
    attempts[index + 2] = status;
  }

  /** A connection carries a request of this run for the first time. */
  openConnection(): void {
    this.connectionsOpened += 1;
    this.connectionsOpen += 1;
    if (this.connectionsOpen > this.mostConnectionsOpen) this.mostConnectionsOpen = this.connectionsOpen;
  }

  /** A connection that carried requests of this run has closed. */
  closeConnection(): void {
    this.connectionsOpen -= 1;
  }

  report(): RunReport {
    const { requests, answered, aborted, inFlight, mostInFlight, requestsNotListed } = this;
    const { connectionsOpened, connectionsOpen, mostConnectionsOpen } = this;
    return {
      startedAt: this.startedAt ?? null,
      requests,
      answered,
      aborted,
      inFlight,
      mostInFlight,
      statuses: Object.fromEntries(this.statuses),
      protocols: Object.fromEntries(this.protocols),
      connectionsOpened,
      connectionsOpen,
      mostConnectionsOpen,
      urls: [...this.urls.values()],
      requestsNotListed,
    };
  }

  /** To the µs, which is what the clock is good for: more digits only make a report longer. */
  private toMs(now: number): number {
    return Math.round((now - this.startedAtMonotonic) * 1000) / 1000;
  }

  private listed(method: string, path: string): UrlRecord | undefined {
    if (this.attemptsListed >= this.limits.attempts) return undefined;
    const shown = path.length > longestPath ? shorten(path) : path;
    const key = method === "GET" ? shown : `${method} ${shown}`;
    const known = this.urls.get(key);
    if (known) return this.bytes + bytesPerAttempt <= this.limits.bytes ? known : undefined;
    const cost = bytesPerUrl + 2 * shown.length + bytesPerAttempt;
    if (this.bytes + cost > this.limits.bytes) return undefined;
    const url = { method, path: shown, attempts: [] };
    this.urls.set(key, url);
    this.bytes += cost - bytesPerAttempt;
    return url;
  }
}

class RunExchange implements Exchange {
  private ended = false;
  constructor(
    private readonly record: RunRecord,
    private readonly attempts: number[] | undefined,
    private readonly index: number,
  ) {}

  end(outcome: Outcome): void {
    if (this.ended) return;
    this.ended = true;
    this.record.end(outcome, this.attempts, this.index);
  }
}

/** Copies: a plain slice would keep the whole long string alive. */
function shorten(path: string): string {
  return `${Buffer.from(path.slice(0, longestPath)).toString()}…`;
}
