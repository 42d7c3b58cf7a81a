/**
 * The same answer gets the same points whatever the seed, and the same evidence each time: which pages fail is luck, and
 * luck must not decide.
 */
import { beforeEach, expect, test } from "vitest";
import { muteOutput } from "./testing/mute-output.js";
import { oneFaultScrapes, rightOtherwise, rightReports } from "./testing/one-fault-scrapes.js";
import { rightScrapes } from "./testing/right-scrapes.js";
import { lossesOf, tryScrape } from "./testing/try-scrape.js";

const seeds = [1, 2, 3, 4, 5];
/** Other long tests run beside these. */
const patient = { timeout: 300_000 };

beforeEach(muteOutput);

const others = Object.entries({ ...rightReports, ...rightOtherwise });
const rights = [
  ...Object.entries(rightScrapes),
  ...others.map(([name, scrape]) => [name, () => scrape] as const),
];

test.each(rights)("right with every seed: %s", patient, async (_, make) => {
  for (const seed of seeds) {
    const { judgements } = await tryScrape(make(), seed);
    expect(lossesOf(judgements), JSON.stringify({ seed, judgements })).toEqual([]);
  }
});

test.each(Object.entries(oneFaultScrapes))(
  "costs the same with every seed: %s",
  patient,
  async (_, { scrape, criterion, reason, points }) => {
    for (const seed of seeds) {
      const { judgements } = await tryScrape(scrape, seed);
      expect(lossesOf(judgements), JSON.stringify({ seed, judgements })).toEqual([
        [criterion, reason, points],
      ]);
    }
  },
);

const drawWaits = ["up to as long again, as in lesson 04", "got's own retry"];
const steady = Object.entries(rightScrapes).filter(([name]) => !drawWaits.includes(name));

test.each(steady)("the same evidence each time: %s", async (_, make) => {
  const figuresOf = async () => (await tryScrape(make(), 7)).judgements.map(({ seen }) => seen);
  expect(await figuresOf()).toEqual(await figuresOf());
});
