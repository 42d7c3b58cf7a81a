import type { IncomingHttpHeaders } from "node:http";

/**
 * What the server answered to a request: a status; or nothing whole, since the client went away before, or since the
 * server cut the answer short.
 */
export type ExchangeOutcome = { readonly status: number } | "aborted" | "cut";

/** What stands in the place of a status in a report. */
export const noStatus = { aborted: 0, cut: -1 } as const;

/** One request of a run, from its arrival until its answer has left or its client is gone. */
export interface Exchange {
  end(outcome: ExchangeOutcome): void;
}

/** The headers of a request that a run's record keeps; `null` where it had none. Never `authorization` or a cookie. */
export type SentHeaders = readonly [userAgent: string | null, idempotencyKey: string | null];

/** What the server counts of a run. */
export interface RunCounts {
  readonly requests: number;
  /** Requests that got their whole answer. */
  readonly answered: number;
  /** Requests whose client went away before. */
  readonly aborted: number;
  /** Requests whose answer the server itself cut short. */
  readonly cut: number;
  /** Requests that wait for their answer now. */
  readonly inFlight: number;
  readonly maxInFlight: number;
  /** How many answers had which status: `{ "200": 47, "503": 3 }`. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many requests came by `http/1.1` and `h2`. */
  readonly protocols: Readonly<Record<string, number>>;
  readonly connectionsOpened: number;
  readonly connectionsOpen: number;
  readonly maxConnectionsOpen: number;
  /** How often `/limited` has banned the run. */
  readonly bans: number;
  /** Requests counted above that are not in `attempts`: a very large run lists the first ones only. */
  readonly requestsNotListed: number;
}

/** Counts of one value: 0 where a run begins, `NaN` where nobody counts. */
export function uniformCounts(value: number) {
  return {
    requests: value,
    answered: value,
    aborted: value,
    cut: value,
    inFlight: value,
    maxInFlight: value,
    statuses: {} as Record<string, number>,
    protocols: {} as Record<string, number>,
    connectionsOpened: value,
    connectionsOpen: value,
    maxConnectionsOpen: value,
    bans: value,
    requestsNotListed: value,
  } satisfies RunCounts;
}

/**
 * A request in a report: `url` and `headers` are indexes into its lists, `endMs` is null while it is in flight, and
 * `status` is one of `noStatus` where there was none. A tuple, since a report may have 100 000 of them.
 */
export type ReportedAttempt = [
  url: number,
  startMs: number,
  endMs: number | null,
  status: number,
  headers: number,
];

/** What the server saw of a run, as sent to its client; times are ms since the run's first request. */
export interface RunReport extends RunCounts {
  readonly startedAt: number | null;
  /** `[method, path]` of every URL. */
  readonly urls: readonly (readonly [method: string, path: string])[];
  readonly attempts: readonly Readonly<ReportedAttempt>[];
  /** The distinct headers that were sent. */
  readonly sentHeaders: readonly SentHeaders[];
}

/** A response that is held back until a condition holds. */
interface Waiting {
  readonly isOver: () => boolean;
  readonly callback: () => void;
}

/** Requests beyond this are counted and not listed: a longer report would keep the server from answering for too long. */
const maxAttempts = 100_000;
/** Of all paths and headers of a run, and of each; in characters. */
const maxCharacters = 6 * 1024 * 1024;
const maxPathLength = 1000;
const maxHeaderLength = 200;

/** What the server sees of one run: bounded in memory, however many requests come. */
export class RunRecord {
  private readonly counts = uniformCounts(0);
  private startedAt: number | undefined;
  private startedAtMonotonic = 0;
  /** Methods with their paths. */
  private readonly urls = new TextTable();
  private readonly waiting = new Set<Waiting>();
  /** `SentHeaders` as JSON. */
  private readonly headers = new TextTable();
  private readonly attempts: ReportedAttempt[] = [];

  constructor(private readonly maxListed = maxAttempts) {}

  /** How many requests it lists. */
  get listed(): number {
    return this.attempts.length;
  }

  /** A request has arrived. */
  start(method: string, path: string, protocol: string, headers: IncomingHttpHeaders = {}): Exchange {
    const { counts } = this;
    const now = performance.now();
    if (this.startedAt === undefined) {
      this.startedAt = Date.now();
      this.startedAtMonotonic = now;
    }
    counts.requests += 1;
    counts.inFlight += 1;
    counts.maxInFlight = Math.max(counts.maxInFlight, counts.inFlight);
    this.releaseWaiting();
    counts.protocols[protocol] = (counts.protocols[protocol] ?? 0) + 1;
    const attempt = this.list(method, path, headers, now);
    let ended = false;
    return {
      end: (outcome) => {
        if (!ended) this.end(outcome, attempt);
        ended = true;
      },
    };
  }

  /** Lists a request, unless the record is full. */
  private list(
    method: string,
    path: string,
    headers: IncomingHttpHeaders,
    now: number,
  ): ReportedAttempt | undefined {
    const characters = this.urls.characters + this.headers.characters;
    if (this.listed >= this.maxListed || characters > maxCharacters) {
      this.counts.requestsNotListed += 1;
      return undefined;
    }
    const url = this.urls.numberOf(`${method} ${cut(path, maxPathLength)}`);
    const sent = this.headers.numberOf(JSON.stringify(pickHeaders(headers)));
    const attempt: ReportedAttempt = [url, this.toMs(now), null, 0, sent];
    this.attempts.push(attempt);
    return attempt;
  }

  /** A request has its answer, or its client is gone. */
  private end(outcome: ExchangeOutcome, attempt: ReportedAttempt | undefined): void {
    const { counts } = this;
    counts.inFlight -= 1;
    const status = typeof outcome === "string" ? noStatus[outcome] : outcome.status;
    if (typeof outcome === "string") counts[outcome] += 1;
    else {
      counts.answered += 1;
      counts.statuses[status] = (counts.statuses[status] ?? 0) + 1;
      this.releaseWaiting();
    }
    if (!attempt) return;
    attempt[2] = this.toMs(performance.now());
    attempt[3] = status;
  }

  /** A connection carries a request of this run for the first time. */
  openConnection(): void {
    const { counts } = this;
    counts.connectionsOpened += 1;
    counts.connectionsOpen += 1;
    counts.maxConnectionsOpen = Math.max(counts.maxConnectionsOpen, counts.connectionsOpen);
  }

  /** A connection that carried requests of this run has closed. */
  closeConnection(): void {
    this.counts.connectionsOpen -= 1;
  }

  /**
   * Calls `callback` when this many requests of the run have been answered: at once, if they have been.
   *
   * @returns a function that cancels the wait
   */
  whenAnswered(count: number, callback: () => void): () => void {
    return this.wait({ isOver: () => this.counts.answered >= count, callback });
  }

  /** The same, when this many requests of the run have arrived. */
  whenArrived(count: number, callback: () => void): () => void {
    return this.wait({ isOver: () => this.counts.requests >= count, callback });
  }

  private wait(waiting: Waiting): () => void {
    if (waiting.isOver()) {
      waiting.callback();
      return () => undefined;
    }
    this.waiting.add(waiting);
    return () => void this.waiting.delete(waiting);
  }

  /** The run was banned for a while. */
  countBan(): void {
    this.counts.bans += 1;
  }

  report(): RunReport {
    return {
      startedAt: this.startedAt ?? null,
      ...structuredClone(this.counts),
      urls: this.urls.list().map(splitKey),
      attempts: this.attempts.map((attempt): ReportedAttempt => [...attempt]),
      sentHeaders: this.headers.list().map((json) => JSON.parse(json) as SentHeaders),
    };
  }

  private releaseWaiting(): void {
    for (const waiting of this.waiting) {
      if (!waiting.isOver()) continue;
      this.waiting.delete(waiting);
      waiting.callback();
    }
  }

  /** To the µs, which is what the clock is good for: more digits only make a report longer. */
  private toMs(now: number): number {
    return Math.round((now - this.startedAtMonotonic) * 1000) / 1000;
  }
}

/** Gives each distinct text a number, in the order in which they come. */
class TextTable {
  characters = 0;
  private readonly numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    this.characters += text.length;
    this.numbers.set(text, this.numbers.size);
    return this.numbers.size - 1;
  }

  list(): string[] {
    return [...this.numbers.keys()];
  }
}

function splitKey(key: string): [method: string, path: string] {
  const space = key.indexOf(" ");
  return [key.slice(0, space), key.slice(space + 1)];
}

function pickHeaders(headers: IncomingHttpHeaders): SentHeaders {
  const key = String(headers["idempotency-key"] ?? "");
  return [cut(headers["user-agent"] ?? "", maxHeaderLength) || null, cut(key, maxHeaderLength) || null];
}

/** Copies what it cuts: a slice would keep the whole string in memory. */
function cut(text: string, length: number): string {
  return text.length > length ? `${Buffer.from(text.slice(0, length)).toString()}…` : text;
}
