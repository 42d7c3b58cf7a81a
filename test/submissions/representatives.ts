import { listSubmissions } from "./submission.js";

/** All the honest ones, and of the others one of each sort; the rest takes its turn in `submissions.long.test.ts`. */
export const representatives = [
  ...listSubmissions("honest").map(({ name }) => name),
  "cheats/made-up-rows",
  "cheats/tokens-guessed",
  "cheats/second-server",
  "cheats/links-to-the-graders-files",
  "cheats/signals",
  "cheats/twenty-one-for-a-moment",
  "cheats/says-it-is-quiet",
  "cheats/a-clock-of-its-own",
  "accidents/waits-for-ever",
  "accidents/endless-loop-in-scrape",
  "accidents/memory-by-buffers",
  "accidents/not-json",
];
