/** Some of each sort; the rest takes its turn in `submissions.long.test.ts`. */
export const representatives = [
  "honest/names-of-later-cells",
  "honest/got-and-bottleneck",
  "honest/in-spanish",
  "cheats/made-up-rows",
  "cheats/twenty-one-for-a-moment",
  "cheats/says-it-is-quiet",
  "cheats/a-clock-of-its-own",
  "accidents/waits-for-ever",
  "accidents/endless-loop-in-scrape",
  "accidents/not-json",
];
