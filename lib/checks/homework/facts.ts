import { isDeepStrictEqual } from "node:util";
import { readCountries, type HomeworkPage, type ObservedAttempt } from "@async-lab/practice-api";
import type { ScrapeEvidence } from "./evidence.js";
import { homeworkLimits } from "./limits.js";

/** What one call of `scrape` amounts to, where only the server and the tokens are believed. */
export interface Facts {
  readonly evidence: ScrapeEvidence;
  /** Pages that come, sooner or later. */
  readonly exist: number;
  /** Of these, the ones that the server has sent whole. */
  readonly sent: number;
  /** Of the pages that exist, those that were never asked for. */
  readonly notAsked: number;
  /** Of the pages that exist and were not sent, those whose last request was given up before its answer. */
  readonly givenUp: number;
  /** Codes of the pages that `scrape` gave back with their token and their own data. */
  readonly proven: ReadonlySet<string>;
  /** Rows in what it gave back, proven or not. */
  readonly rows: number;
  /** URLs that it gave back as failed; `undefined` where there is no such list. */
  readonly failed: readonly unknown[] | undefined;
  /** `totalMs` as it gave it back, if it is a number. */
  readonly totalMs: number | undefined;
  /** See `measureSpan`. */
  readonly spanMs: number;
  /** All attempts at a page until the call had ended, however its URL was spelled, in order. */
  attemptsAt(page: HomeworkPage): readonly ObservedAttempt[];
}

/** Looks for what is true in the evidence of one call. */
export function readFacts(evidence: ScrapeEvidence): Facts {
  const { run, observed, value } = evidence;
  const limitMs = limitOf(evidence);
  const byPath = new Map<string, ObservedAttempt[]>();
  for (const { path, attempts } of observed.attempts) {
    const [plain = path] = path.split("?");
    const list = byPath.get(plain) ?? [];
    for (const attempt of attempts) {
      if (attempt.startMs > limitMs) continue;
      const isInTime = attempt.endMs === undefined || attempt.endMs <= limitMs;
      list.push(isInTime ? attempt : { ...attempt, endMs: undefined, status: undefined, aborted: false });
    }
    byPath.set(plain, list);
  }
  for (const attempts of byPath.values()) attempts.sort((a, b) => a.startMs - b.startMs);
  const attemptsAt = (page: HomeworkPage) => byPath.get(page.path) ?? [];
  const comes = run.pages.filter(({ missing, never }) => !missing && !never);
  const { countries, failed, totalMs } = readValue(value);
  const notSent = comes.filter((page) => !wasSent({ attemptsAt }, page));
  return {
    evidence,
    exist: comes.length,
    sent: comes.length - notSent.length,
    notAsked: notSent.filter((page) => attemptsAt(page).length === 0).length,
    givenUp: notSent.filter((page) => attemptsAt(page).at(-1)?.aborted).length,
    proven: findProven(comes, countries),
    rows: countries.length,
    failed,
    totalMs,
    spanMs: measureSpan(evidence),
    attemptsAt,
  };
}

interface Value {
  readonly countries: readonly unknown[];
  readonly failed: readonly unknown[] | undefined;
  readonly totalMs: number | undefined;
}

/** A list of rows alone is taken for `countries`. */
function readValue(value: unknown): Value {
  if (Array.isArray(value)) return { countries: value as unknown[], failed: undefined, totalMs: undefined };
  const { countries, failed, totalMs } = (value ?? {}) as Record<string, unknown>;
  return {
    countries: Array.isArray(countries) ? (countries as unknown[]) : [],
    failed: Array.isArray(failed) ? (failed as unknown[]) : undefined,
    totalMs: typeof totalMs === "number" && Number.isFinite(totalMs) ? totalMs : undefined,
  };
}

function findProven(pages: readonly HomeworkPage[], rows: readonly unknown[]): Set<string> {
  const tokens = new Map(pages.map(({ code, token }) => [code, token]));
  const countries = new Map(readCountries().map((country) => [country.code, country]));
  const proven = new Set<string>();
  for (const row of rows) {
    if (typeof row !== "object" || row === null) continue;
    const { code, token } = row as Record<string, unknown>;
    if (typeof code !== "string" || typeof token !== "string" || tokens.get(code) !== token) continue;
    const country = countries.get(code);
    const same = Object.entries(country ?? {}).every(([field, truth]) =>
      isDeepStrictEqual((row as Record<string, unknown>)[field], truth),
    );
    if (same) proven.add(code);
  }
  return proven;
}

/**
 * From the first request's arrival to the last answer's end, in ms; 0 where nothing was asked for. What comes after the
 * call has ended is not part of it.
 */
export function measureSpan(evidence: Pick<ScrapeEvidence, "endedAt" | "observed">): number {
  const limitMs = limitOf(evidence);
  let lastMs = 0;
  for (const { attempts } of evidence.observed.attempts) {
    for (const { startMs, endMs = startMs } of attempts) {
      if (startMs <= limitMs) lastMs = Math.max(lastMs, Math.min(endMs, limitMs));
    }
  }
  return lastMs;
}

/** When the call ended, in ms since the first request. */
function limitOf({ endedAt, observed }: Pick<ScrapeEvidence, "endedAt" | "observed">): number {
  return endedAt - observed.startedAt;
}

/** Whether the server has sent a page whole. */
export function wasSent({ attemptsAt }: Pick<Facts, "attemptsAt">, page: HomeworkPage): boolean {
  return attemptsAt(page).some(({ status }) => status === 200);
}

/** Whether the server sent so few pages that how they were fetched cannot be judged. */
export function isTooLittleToJudge({ sent, exist }: Pick<Facts, "sent" | "exist">): boolean {
  return sent / exist < homeworkLimits.minToJudge;
}
