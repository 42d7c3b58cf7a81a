/** Right answers of every style, again and again: a right answer refused is the worst that a judge can do. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { rightScrapes } from "./testing/right-scrapes.js";
import { wrongScrapes } from "./testing/wrong-scrapes.js";
import { measureSequential, reasonsOf, tries, tryScrape } from "./testing/try-scrape.js";

const atCi = process.env["ASYNC_LAB_LONG"] === "ci";
const times = atCi ? 1 : 5;
/** At CI's size every third: the kept submissions go through the same judge there. */
const choose = <Kept>(kept: Readonly<Record<string, Kept>>) =>
  Object.entries(kept).filter((_, index) => !atCi || index % 3 === 0);
const state = mkdtempSync(join(tmpdir(), "async-lab-homework-"));
vi.stubEnv("ASYNC_LAB_STATE", state);
beforeAll(measureSequential, 120_000);
afterAll(() => {
  console.log(`${tries.first} tries, of which ${tries.again} were made again`);
  vi.unstubAllEnvs();
  rmSync(state, { recursive: true, force: true });
});

describe.each(Array.from({ length: times }, (_, index) => index + 1))("time %i", () => {
  test.each(choose(rightScrapes))(
    "right: %s",
    async (_, make) => {
      const judgements = await tryScrape(make(), true);
      expect(reasonsOf(judgements), JSON.stringify(judgements)).toEqual({});
    },
    60_000,
  );
});

test.each(choose(wrongScrapes))(
  "wrong: %s",
  async (_, { scrape, reasons }) => {
    const judgements = await tryScrape(scrape);
    expect(reasonsOf(judgements), JSON.stringify(judgements)).toMatchObject(asPatterns(reasons));
  },
  120_000,
);

/** On a busy machine one of two reasons that are both true is told first. */
function asPatterns(reasons: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(reasons).map(([criterion, reason]) => [
      criterion,
      expect.stringMatching(new RegExp(`^(${reason})$`)),
    ]),
  );
}
