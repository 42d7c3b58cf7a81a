import { isDeepStrictEqual } from "node:util";
import type { Country } from "../practice-api/index.js";
import { describe } from "./describe.js";
import { violation } from "./rule-violation.js";
import type { SeenRequest, ServerSnapshot } from "./snapshot.js";
import type { Returned, Trial } from "./trial.js";

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
export function requireDone({ atEnd, after, ms }: Returned): void {
  if (atEnd.over < after.asked) {
    throw violation("returned-early", { answered: atEnd.over, count: after.asked, ms });
  }
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
  if (requests.length === 0) throw violation("no-requests", { count: trial.urls.length });
  const odd = requests.find(({ method }) => method !== "GET");
  if (odd) throw violation("other-method", { method: odd.method, url: odd.path });
  const times = new Map<string, number>();
  for (const { path } of requests) times.set(path, (times.get(path) ?? 0) + 1);
  const expected = new Map(trial.planned.map((planned) => [trial.pathOf(planned.url), planned]));
  for (const path of times.keys()) if (!expected.has(path)) throw violation("other-requests", { url: path });
  const missing = [...expected.keys()].find((path) => !times.has(path));
  if (missing !== undefined) {
    throw violation("missing-requests", { asked: times.size, count: expected.size, missing });
  }
  for (const [url, count] of times) {
    const mayRepeat = again !== "once" && expected.get(url)?.fails;
    if (count > 1 && !mayRepeat) throw violation("repeated-requests", { url, times: count });
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

/** Refuses pages in another order than the one expected. */
export function requireOrder(
  rule: "url-order" | "arrival-order",
  pages: readonly Country[],
  expected: readonly Country[],
): void {
  const [got, wanted] = [codesOf(pages), codesOf(expected)];
  if (got !== wanted) throw violation(rule, { expected: wanted, got });
}

/** Refuses a function that ends well although one of its URLs cannot be reached. */
export function refuseLostError(trial: Trial, got: string): never {
  const unreachable = trial.planned.find(({ fails }) => fails)?.url ?? "";
  throw violation("lost-error", { url: trial.pathOf(unreachable), got });
}

/** Codes in a row, for messages: `ARG, BRA, CHL`. */
export function codesOf(pages: readonly Country[]): string {
  return pages.map(({ code }) => code).join(", ");
}

/** Whether this is a page of a country, or looks enough like one to be compared with what the server sent. */
export function isPage(item: unknown): item is Country {
  return typeof item === "object" && item !== null && "code" in item && typeof item.code === "string";
}

/** Every field as the server sent it; what the learner has added does no harm. */
export function holds(page: Country, expected: Country): boolean {
  return differences(page, expected) === "";
}

function differences(page: Country, expected: Country): string {
  const fields = Object.keys(expected) as (keyof Country)[];
  const field = fields.find((name) => !isDeepStrictEqual(page[name], expected[name]));
  return field === undefined ? "" : `${field}: ${describe(page[field])}`;
}

function isThenable(item: unknown): boolean {
  return typeof item === "object" && item !== null && "then" in item && typeof item.then === "function";
}

/** A response of fetch, got, undici or axios, or the text of one: the page is inside, still to be parsed. */
export function isResponse(item: unknown): boolean {
  if (typeof item === "string") return item.trimStart().startsWith("{");
  if (Buffer.isBuffer(item)) return true;
  if (typeof item !== "object" || item === null) return false;
  return "headers" in item && ("body" in item || "data" in item);
}

/** Refuses requests that wait for one another. */
export function requireAllAtOnce({ maxInFlight }: ServerSnapshot, count: number): void {
  if (maxInFlight < count) throw violation("all-at-once", { maxInFlight, count });
}
