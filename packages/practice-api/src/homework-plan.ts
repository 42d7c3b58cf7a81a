import type { HomeworkPage, HomeworkPart } from "./homework-run.js";
import { seededRandom, shuffleBy } from "./random.js";

/** What the server is going to do with a page, before it has a token. */
export type PlannedPage = Omit<HomeworkPage, "path" | "token"> & {
  /** Of its failures, in turn; the first one of a page that never comes stands for all that follow. */
  readonly statuses: readonly number[];
};

type Role = "fine" | "missing" | "never" | "retry after" | "once" | "twice" | "three times";

/**
 * How many of each, whatever the seed, so that grades do not depend on it. The rest is fine. Of the 200 pages so few fail
 * that a client without retries still gets 95 % of them: it loses the points for retries, and not those for pages too.
 */
const counts: Readonly<Record<HomeworkPart, Partial<Record<Role, number>>>> = {
  pages: { twice: 2, once: 7, missing: 3 },
  failures: { "retry after": 2, "three times": 12, missing: 2, never: 1 },
};

/**
 * The part of the 200 pages, from their beginning, in which these lie: pages that take long must not be requested last,
 * or the total time would vary with the seed; and a client that consumes the pages in their order, as p-map's iterable
 * does, must not stall every few pages. A client that throws at the first 404 does so among the first twenty.
 */
const latestPlace: Partial<Record<Role, number>> = { twice: 1 / 10, once: 1 / 4, missing: 1 / 10 };

/** Fewer than may be in flight at once: nobody waits for a slot there, so that the gaps are the learner's own. */
const pagesOfFailures = 18;

/** Longer than the second that is waited before the first retry anyway, or nobody could tell whether it was read. */
const retryAfterS = 2;

const failureStatuses = [500, 502, 503] as const;
const failuresOf: Readonly<Record<Role, number>> = {
  fine: 0,
  missing: 0,
  never: 0,
  "retry after": 1,
  once: 1,
  twice: 2,
  "three times": 3,
};

/**
 * Draws the pages of a homework run, in the order in which they are given.
 *
 * @param codes of all countries
 * @param seed the same seed, the same plan
 */
export function planPages(part: HomeworkPart, codes: readonly string[], seed: number): PlannedPage[] {
  const next = seededRandom(seed);
  const chosen = shuffleBy(codes, next).slice(0, part === "pages" ? codes.length : pagesOfFailures);
  const roles = drawRoles(part, chosen.length, next);
  return chosen.map((code, index): PlannedPage => {
    const role = roles[index] ?? "fine";
    const statuses = Array.from({ length: failuresOf[role] }, () =>
      role === "retry after" ? 503 : (failureStatuses[Math.floor(next() * failureStatuses.length)] ?? 503),
    );
    return {
      code,
      failures: failuresOf[role],
      never: role === "never",
      missing: role === "missing",
      ...(role === "retry after" ? { retryAfterS } : {}),
      statuses: role === "never" ? [503] : statuses,
    };
  });
}

function drawRoles(part: HomeworkPart, length: number, next: () => number): Role[] {
  const roles: Role[] = Array.from({ length }, () => "fine");
  const within = part === "pages" ? latestPlace : {};
  for (const [role, count] of Object.entries(counts[part]) as [Role, number][]) {
    const places = [...roles.keys()].filter(
      (at) => roles[at] === "fine" && at < length * (within[role] ?? 1),
    );
    for (const at of shuffleBy(places, next).slice(0, count)) roles[at] = role;
  }
  return roles;
}
