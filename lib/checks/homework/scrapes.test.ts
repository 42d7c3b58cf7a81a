/** Answers as learners write them, called and judged: a right answer refused is the worst that a judge can do. */
import { beforeEach, expect, test } from "vitest";
import { planOneByOne } from "./one-by-one.js";
import { muteOutput } from "./testing/mute-output.js";
import { rightReports, rightOtherwise, oneFaultScrapes } from "./testing/one-fault-scrapes.js";
import { rightScrapes } from "./testing/right-scrapes.js";
import { lossesOf, reasonsOf, tryScrape } from "./testing/try-scrape.js";
import { wrongScrapes } from "./testing/wrong-scrapes.js";

beforeEach(muteOutput);

const rights = { ...rightReports, ...rightOtherwise };
const makers = Object.entries(rights).map(([name, scrape]) => [name, () => scrape] as const);

test.each([...Object.entries(rightScrapes), ...makers])("right: %s", async (_, make) => {
  const { judgements } = await tryScrape(make(), 7);
  expect(reasonsOf(judgements), JSON.stringify(judgements)).toEqual({});
});

test.each(Object.entries(wrongScrapes))("wrong: %s", async (_, { scrape, reasons }) => {
  const { judgements } = await tryScrape(scrape, 7);
  expect(reasonsOf(judgements), JSON.stringify(judgements)).toMatchObject(reasons);
});

test.each(Object.entries(oneFaultScrapes))(
  "a fault costs once: %s",
  async (_, { scrape, criterion, reason, points }) => {
    const { judgements } = await tryScrape(scrape, 7);
    expect(lossesOf(judgements), JSON.stringify(judgements)).toEqual([[criterion, reason, points]]);
  },
);

test("the time one by one that is worked out is the time that it takes, to the millisecond and a client's own", async () => {
  const { pages } = await tryScrape(oneFaultScrapes["one by one"]!.scrape, 7);
  const plan = planOneByOne(pages.run);
  expect(plan.totalMs).toBe(435_000);
  const { attempts } = pages.observed;
  const ends = attempts.flatMap((page) => page.attempts.map(({ endMs = 0 }) => endMs));
  // undici waits for 1 ms of its own before it uses a connection again.
  expect(Math.max(...ends) - plan.totalMs).toBeGreaterThanOrEqual(0);
  expect(Math.max(...ends) - plan.totalMs).toBeLessThanOrEqual(plan.requests.length);
});
