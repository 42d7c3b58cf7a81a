import { PracticeApiError } from "./errors.js";
import { type Language, messages } from "./messages.js";
import {
  noStatus,
  type ReportedAttempt,
  type RunCounts,
  type RunReport,
  type SentHeaders,
  uniformCounts,
} from "./run-record.js";

/** The method that Jupyter's TypeScript kernels (this one, Deno's) call to display a value. */
export const displaySymbol: unique symbol = Symbol.for("Jupyter.display") as never;

/** What a kernel shows for a value, by MIME type. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** One attempt at a URL; times in ms since the run's first request. */
export interface ObservedAttempt {
  readonly startMs: number;
  /** `undefined` while in flight. */
  readonly endMs: number | undefined;
  /** `undefined` while in flight, and where there was no whole answer. */
  readonly status: number | undefined;
  /** The client went away without the answer. */
  readonly aborted: boolean;
  /** The server itself cut the answer short, as `/reset` and `/truncated` do. */
  readonly cut: boolean;
  /** The request's header `user-agent`. */
  readonly userAgent: string | undefined;
  /** The request's header `idempotency-key`, which makes a POST safe to repeat. */
  readonly idempotencyKey: string | undefined;
}

/** All attempts at one URL. */
export interface ObservedUrl {
  readonly method: string;
  readonly url: string;
  /** As the page is called without the run's prefix: `/countries/ARG?delay=0.2`. */
  readonly path: string;
  readonly attempts: readonly ObservedAttempt[];
  /** In ms, from the end of one attempt to the start of the next; 0 where they overlapped. One fewer than attempts. */
  readonly gapsMs: readonly number[];
}

/**
 * What the server saw of a run.
 *
 * A server that is not the course's own keeps no record: `keepsRecord` is false then, every number `NaN`, every list
 * empty, and shown in a notebook it says so.
 */
export interface Observed extends RunCounts {
  readonly run: string;
  readonly keepsRecord: boolean;
  /** When the first request came, in epoch ms. */
  readonly startedAt: number;
  /** Answers with status 429: the run asked too fast. */
  readonly rateLimited: number;
  readonly attempts: readonly ObservedUrl[];
  /** The attempts at a URL, whether asked for by HTTP/1.1 or HTTP/2. */
  attemptsAt(url: string, method?: string): ObservedUrl | undefined;
  /**
   * The most requests that arrived in any stretch of this many seconds, whatever they were answered.
   *
   * @throws PracticeApiError if `seconds` is no positive number
   * @example (await api.observed()).maxInAnyWindow(1) // 10
   */
  maxInAnyWindow(seconds: number): number;
  /** As text and as an HTML table. */
  [displaySymbol](): MimeBundle;
}

type Facts = Omit<Observed, "attemptsAt" | "maxInAnyWindow" | typeof displaySymbol>;

/**
 * What a client learns from the server's report.
 *
 * @param toUrl turns a path into the run's URL
 * @param language asked for when the result is displayed
 */
export function readReport(
  run: string,
  report: RunReport,
  toUrl: (path: string) => string,
  language: () => Language = () => "en",
): Observed {
  const { urls, attempts: listed, startedAt, sentHeaders, ...counts } = report;
  const byUrl = Map.groupBy(listed, ([url]) => url);
  const attempts = urls.map(([method, path], url): ObservedUrl => {
    const list = (byUrl.get(url) ?? []).map((attempt) => readAttempt(attempt, sentHeaders));
    return { method, url: toUrl(path), path, attempts: list, gapsMs: measureGaps(list) };
  });
  const rateLimited = counts.statuses[429] ?? 0;
  const facts = { run, keepsRecord: true, startedAt: startedAt ?? NaN, ...counts, rateLimited, attempts };
  return makeObserved(facts, language);
}

/** What is known of a run on a server that keeps no record: nothing. */
export function noRecord(run: string, language: () => Language): Observed {
  const facts = {
    run,
    keepsRecord: false,
    startedAt: NaN,
    ...uniformCounts(NaN),
    rateLimited: NaN,
    attempts: [],
  };
  return makeObserved(facts, language);
}

function makeObserved(facts: Facts, language: () => Language): Observed {
  const hidden = { enumerable: false };
  return Object.defineProperties(facts, {
    attemptsAt: {
      ...hidden,
      value: (url: string, method = "GET") => {
        const path = pathOf(url);
        return facts.attempts.find((one) => one.method === method && pathOf(one.url) === path);
      },
    },
    maxInAnyWindow: { ...hidden, value: (seconds: number) => maxInAnyWindow(facts, seconds, language()) },
    [displaySymbol]: { ...hidden, value: () => showObserved(facts, language()) },
  }) as Observed;
}

function maxInAnyWindow({ keepsRecord, attempts }: Facts, seconds: number, language: Language): number {
  if (!(seconds > 0)) {
    throw new PracticeApiError(messages(language).window(String(seconds)));
  }
  if (!keepsRecord) return NaN;
  const starts = attempts.flatMap((url) => url.attempts.map(({ startMs }) => startMs)).sort((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [last, startMs] of starts.entries()) {
    while (startMs - (starts[first] ?? startMs) >= seconds * 1000) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function readAttempt(
  [, startMs, endMs, status, headers]: Readonly<ReportedAttempt>,
  sentHeaders: readonly SentHeaders[],
): ObservedAttempt {
  const [userAgent, idempotencyKey] = sentHeaders[headers] ?? [null, null];
  const ended = endMs !== null;
  return {
    startMs,
    endMs: endMs ?? undefined,
    status: ended && status > 0 ? status : undefined,
    aborted: ended && status === noStatus.aborted,
    cut: ended && status === noStatus.cut,
    userAgent: userAgent ?? undefined,
    idempotencyKey: idempotencyKey ?? undefined,
  };
}

/** From the end of one attempt to the start of the next, in ms; 0 where they overlapped. */
export function measureGaps(attempts: readonly ObservedAttempt[]): number[] {
  return attempts
    .slice(1)
    .map(({ startMs }, index) => Math.max(0, startMs - (attempts[index]?.endMs ?? startMs)));
}

function showObserved(facts: Facts, language: Language): MimeBundle {
  const { noRecord, caption } = messages(language);
  if (!facts.keepsRecord) return { "text/plain": noRecord, "text/html": `<p>${noRecord}</p>` };
  const rows = describe(facts, language);
  const cells = rows
    .map(([name, value]) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`)
    .join("");
  return {
    "text/plain": [`${caption}:`, ...rows.map(([name, value]) => `  ${name}: ${value}`)].join("\n"),
    "text/html": `<table><caption>${caption}</caption><tbody>${cells}</tbody></table>`,
  };
}

function describe(facts: Facts, language: Language): [string, string][] {
  const names = messages(language);
  const { requests, maxInFlight, inFlight, bans, aborted, cut, connectionsOpened, connectionsOpen } = facts;
  const statuses = Object.entries(facts.statuses).map(([status, count]) => `${status} × ${count}`);
  const repeated = facts.attempts.filter(({ attempts }) => attempts.length > 1).length;
  const rows: [string, string | number, boolean][] = [
    [names.requests, requests, true],
    [names.maxInFlight, maxInFlight, true],
    [names.inFlight, inFlight, inFlight > 0],
    [names.statuses, statuses.join(", ") || "–", true],
    [names.bans, bans, bans > 0],
    [names.aborted, aborted, aborted > 0],
    [names.cut, cut, cut > 0],
    [names.repeated, repeated, repeated > 0],
    [names.connections, `${connectionsOpened} (${names.openNow}: ${connectionsOpen})`, true],
  ];
  return rows.filter(([, , shown]) => shown).map(([name, value]) => [name, String(value)]);
}
