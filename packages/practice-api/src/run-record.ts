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
  /** Methods with their paths. */
  private readonly urls = new TextTable();
  private readonly waiting = new Set<Waiting>();
  /** `SentHeaders` as JSON. */
  private readonly headers = new TextTable();
  /** Flat, as in a report, with `NaN` for the end of one in flight. */
  private readonly attempts: number[] = [];
  private readonly attemptHeaders: number[] = [];

  constructor(private readonly maxListed = maxAttempts) {}

  /** How many requests it lists. */
  get listed(): number {
    return this.attemptHeaders.length;
  }

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
    const characters = this.urls.characters + this.headers.characters;
    if (this.listed >= this.maxListed || characters > maxCharacters) {
      this.requestsNotListed += 1;
      return new RunExchange(this, undefined);
    }
    const url = this.urls.numberOf(`${method} ${cut(path, maxPathLength)}`);
    this.attemptHeaders.push(this.headers.numberOf(JSON.stringify(pickHeaders(headers))));
    return new RunExchange(this, this.attempts.push(url, this.toMs(now), NaN, 0) - 4);
  }

  /**
   * A request has its answer, or its client is gone.
   *
   * @param attempt where it stands in `attempts`, if it is listed
   */
  end(outcome: ExchangeOutcome, attempt: number | undefined): void {
    this.inFlight -= 1;
    const status = typeof outcome === "string" ? noStatus[outcome] : outcome.status;
    if (outcome === "aborted") this.aborted += 1;
    else if (outcome === "cut") this.cut += 1;
    else {
      this.answered += 1;
      this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
      this.releaseWaiting();
    }
    if (attempt === undefined) return;
    this.attempts[attempt + 2] = this.toMs(performance.now());
    this.attempts[attempt + 3] = status;
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
   * Calls `callback` when this many requests of the run have been answered: at once, if they have been.
   *
   * @returns a function that cancels the wait
   */
  whenAnswered(count: number, callback: () => void): () => void {
    return this.wait({ isOver: () => this.answered >= count, callback });
  }

  /** The same, when this many requests of the run have arrived. */
  whenArrived(count: number, callback: () => void): () => void {
    return this.wait({ isOver: () => this.requests >= count, callback });
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
      urls: this.urls.list().map(splitKey),
      attempts: this.attempts.map((value) => (Number.isNaN(value) ? null : value)),
      requestsNotListed,
      sentHeaders: this.headers.list().map((json) => JSON.parse(json) as SentHeaders),
      attemptHeaders: [...this.attemptHeaders],
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

class RunExchange implements Exchange {
  private ended = false;
  constructor(
    private readonly record: RunRecord,
    private readonly attempt: number | undefined,
  ) {}

  end(outcome: ExchangeOutcome): void {
    if (this.ended) return;
    this.ended = true;
    this.record.end(outcome, this.attempt);
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
