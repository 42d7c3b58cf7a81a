import { isDeepStrictEqual } from "node:util";
import { isInstance, read } from "@async-lab/notebook";
import type { Country } from "@async-lab/practice-api";
import { describe } from "./learner-error.js";
import { violation, type RuleViolation } from "./rule-violation.js";
import type { SeenRequest, ServerSnapshot } from "./snapshot.js";
import type { Ended, Returned, Trial } from "./trial.js";

/** Refuses an array of promises, work that goes on after the return, and what is not an array. */
export function requireList(returned: Returned): readonly unknown[] {
  const { value } = returned;
  const pending = Array.isArray(value) ? value.filter(isThenable).length : 0;
  if (pending > 0) throw violation("promises", { count: pending });
  requireDone(returned);
  if (!Array.isArray(value)) throw violation("not-a-list", { got: describe(value) });
  return value as readonly unknown[];
}

/** Refuses a function that returns while requests it started are not answered. */
export function requireDone(returned: Returned): void {
  const { atEnd, after, ms } = returned;
  if (atEnd.over >= after.asked) return;
  if (endsByTimer(returned)) throw fixedWait(returned);
  throw violation("returned-early", { answered: atEnd.over, count: after.asked, ms }, { fromMs: ms });
}

/** Who looks now and then whether all is there comes to know it this much later. */
const longestLookMs = 100;

/** Refuses a function that goes on waiting when all of its pages are there: it does not know when that is. */
export function refuseFixedWait(returned: Returned): void {
  const lastMs = Math.max(0, ...returned.after.requests.map(({ endMs }) => endMs ?? Infinity));
  if (returned.ms > lastMs + longestLookMs) throw fixedWait(returned);
}

/** Whether a function ended at a moment at which nothing had come, nor gone: it waited for a timer of its own. */
function endsByTimer({ atEnd, ms }: Returned): boolean {
  const events = atEnd.requests.flatMap(({ startMs, endMs = startMs }) => [startMs, endMs]);
  return ms > 1 && events.every((at) => Math.abs(at - ms) > 1);
}

function fixedWait({ atEnd, after, ms }: Returned): RuleViolation {
  const lastMs = Math.max(0, ...after.requests.map(({ endMs = 0 }) => endMs));
  return violation("fixed-wait", { ms, answered: atEnd.over, count: after.asked, lastMs }, { fromMs: ms });
}

/**
 * Refuses a URL that was left out, asked for twice or made up.
 *
 * @param again whether a URL that fails may be asked for more than once
 */
export function requireRequests(
  trial: Trial,
  requests: readonly SeenRequest[],
  again: "once" | "failing urls may be retried" = "once",
): void {
  refuseOtherRequests(trial, requests);
  refuseKeptPages(trial, requests);
  if (requests.length === 0) throw violation("no-requests", { count: trial.urls.length });
  const times = new Map<string, number>();
  for (const { path } of requests) times.set(path, (times.get(path) ?? 0) + 1);
  const expected = new Map(trial.planned.map((planned) => [trial.pathOf(planned.url), planned]));
  const missing = [...expected.keys()].find((path) => !times.has(path));
  const [first] = requests;
  if (missing !== undefined && first && times.size === 1) {
    throw violation(
      "stops-after-one",
      { asked: first.path, count: expected.size },
      { fromMs: first.startMs },
    );
  }
  if (missing !== undefined) {
    throw violation("missing-requests", { asked: times.size, count: expected.size, missing });
  }
  for (const [url, count] of times) {
    const mayRepeat = again !== "once" && expected.get(url)?.fails;
    if (count > 1 && !mayRepeat) throw violation("repeated-requests", { url, times: count });
  }
}

/** Refuses what no URL of the list asks for: another method, a URL that was changed or made up. */
export function refuseOtherRequests(trial: Trial, requests: readonly SeenRequest[]): void {
  const odd = requests.find(({ method }) => method !== "GET");
  if (odd) throw violation("other-method", { method: odd.method, url: odd.path }, { fromMs: odd.startMs });
  // Whoever leaves out the run's part of a URL, or makes it up, asks for the page behind the check's back.
  const [outside] = trial.takeOtherRequests();
  if (outside !== undefined) throw violation("other-requests", { url: outside });
  const own = new Set(trial.urls.map((url) => trial.pathOf(url)));
  const other = requests.find(({ path }) => !own.has(path));
  if (other) throw violation("other-requests", { url: other.path }, { fromMs: other.startMs });
}

/** Refuses pages in the result that the server was not asked for in this call. */
function refuseKeptPages(trial: Trial, requests: readonly SeenRequest[]): void {
  const asked = new Set(requests.map(({ path }) => path));
  const got = new Set(pagesIn(trial.ended?.result).map(({ code }) => code));
  const kept = trial.planned.find(
    ({ url, page }) => page && got.has(page.code) && !asked.has(trial.pathOf(url)),
  );
  if (kept) throw violation("kept-pages", { url: trial.pathOf(kept.url), code: kept.page?.code ?? "" });
}

function pagesIn(result: Ended["result"] | undefined): Country[] {
  const value: unknown = result?.status === "fulfilled" ? result.value : [];
  const list: unknown = typeof value === "object" && value !== null && "pages" in value ? value.pages : value;
  return Array.isArray(list) ? list.filter(isPage) : [];
}

/** Refuses pages of an earlier call beside those of this one. */
export function requireFresh(trial: Trial, list: readonly unknown[]): void {
  const count = trial.pages.length;
  if (!trial.isRepeated || list.length <= count || count === 0 || !list.every(isPage)) return;
  const codes = list.map(({ code }) => code);
  const own = new Set(trial.pages.map(({ code }) => code));
  const isOwn = (part: typeof codes) =>
    new Set(part).size === own.size && part.every((code) => own.has(code));
  if (isOwn(codes.slice(0, count)) || isOwn(codes.slice(codes.length - count))) {
    throw violation("left-over", { count, got: list.length });
  }
}

/** Refuses a change to the array that the function was given. */
export function requireUnchanged(trial: Trial): void {
  if (isDeepStrictEqual(trial.given, trial.urls)) return;
  throw violation("changed-the-list", { before: trial.urls.length, after: trial.given.length });
}

/** Refuses anything but the pages that the server sent, each once; their order is another rule. */
export function requirePages(list: readonly unknown[], expected: readonly Country[]): readonly Country[] {
  list.forEach((item, index) => {
    if (isResponse(item)) throw violation("responses", { index, got: describe(item) });
    if (!isPage(item)) throw violation("not-pages", { index, got: describe(item) });
  });
  if (list.length !== expected.length) {
    throw violation("page-count", { got: list.length, count: expected.length });
  }
  const pages = list as readonly Country[];
  for (const page of expected) {
    const same = pages.find(({ code }) => code === page.code);
    if (same && holds(same, page)) continue;
    throw violation("wrong-pages", {
      expected: page.code,
      got: same ? `${page.code}, ${differences(same, page)}` : codesOf(pages),
    });
  }
  return pages;
}

/** The same, in the order of the URLs. */
export function requirePagesInOrder(list: readonly unknown[], expected: readonly Country[]): void {
  const [got, wanted] = [codesOf(requirePages(list, expected)), codesOf(expected)];
  if (got !== wanted) throw violation("url-order", { expected: wanted, got });
}

/**
 * Refuses a call that does not ask for each URL once and give back all pages in the order of the URLs.
 *
 * @param lookAt judges how they were asked for, once the requests are known to be the right ones; before the pages are
 */
export function requireAllPages(
  trial: Trial,
  returned: Returned,
  lookAt: (list: readonly unknown[]) => void,
): void {
  const list = requireList(returned);
  requireRequests(trial, returned.after.requests);
  lookAt(list);
  requireUnchanged(trial);
  requirePagesInOrder(list, trial.pages);
}

/** Refuses a function that ends well although one of its URLs cannot be reached. */
export function refuseLostError(trial: Trial, got: string): never {
  const url = trial.failingPath;
  if (trial.ended?.unhandled) throw violation("unheard-error", { url, got });
  throw violation("lost-error", { url, got });
}

/** Codes in a row, for messages: `ARG, BRA, CHL`. */
export function codesOf(pages: readonly Country[]): string {
  return pages.map(({ code }) => code).join(", ");
}

/** Whether this is a page of a country, or looks enough like one to be compared with what the server sent. */
export function isPage(item: unknown): item is Country {
  return typeof item === "object" && typeof read(item, "code") === "string";
}

/** Every field as the server sent it; what the learner has added does no harm. */
export function holds(page: Country, expected: Country): boolean {
  return differences(page, expected) === "";
}

function differences(page: Country, expected: Country): string {
  const fields = Object.keys(expected) as (keyof Country)[];
  const field = fields.find((name) => !isDeepStrictEqual(read(page, name), expected[name]));
  return field === undefined ? "" : `${field}: ${describe(read(page, field))}`;
}

function isThenable(item: unknown): boolean {
  return typeof item === "object" && typeof read(item, "then") === "function";
}

/** A response of fetch, got, undici or axios, or the text of one: the page is inside, still to be parsed. */
export function isResponse(item: unknown): boolean {
  if (typeof item === "string") return item.trimStart().startsWith("{");
  if (isInstance(item, Uint8Array)) return true;
  if (typeof item !== "object" || item === null) return false;
  const has = (key: string) => read(item, key) !== undefined;
  return has("headers") && (has("body") || has("data"));
}

/** Refuses requests that wait for one another. */
export function requireAllAtOnce({ maxInFlight, requests }: ServerSnapshot, count: number): void {
  if (maxInFlight >= count) return;
  // The first one that had to wait for another's answer.
  const late = requests[maxInFlight];
  throw violation("all-at-once", { maxInFlight, count }, late && { fromMs: 0, toMs: late.startMs });
}
