/** A class as it is: most have done the homework in one way or another, some with a common mistake, a few not at all. */
import { readSubmission, type Submission } from "./submission.js";

const done = [
  "honest/got-and-bottleneck",
  "honest/undici-and-p-limit",
  "honest/fetch-by-hand",
  "honest/loops-over-one-queue",
  "honest/for-await-over-p-map",
  "honest/axios",
  "honest/in-spanish",
  "honest/ky-inside-the-slot",
  "honest/node-http-with-an-agent",
];

const mistaken = [
  "accidents/retry-after-ignored",
  "accidents/no-retry",
  "accidents/gaps-of-one-length",
  "accidents/lists-of-twenty",
  "accidents/five-at-a-time",
  "accidents/all-at-once",
  "accidents/error-in-another-cell",
  "accidents/seconds-for-milliseconds",
  "accidents/type-error-in-scrape",
  "accidents/repeats-404-too",
  "accidents/not-attempted",
];

/**
 * Makes a class of this many, the same each time: in every ten three with a mistake.
 *
 * @example
 * ordinaryClass(40).map(({ name }) => name); // "student-01", …
 */
export function ordinaryClass(count: number): Submission[] {
  return Array.from({ length: count }, (_, index) => {
    const hasMistake = index % 10 >= 7;
    const turn = Math.floor(index / 10);
    const from = hasMistake ? mistaken : done;
    const kept = readSubmission(
      from[(hasMistake ? 3 * turn + (index % 10) - 7 : 7 * turn + (index % 10)) % from.length] ?? "",
    );
    const name = `student-${String(index + 1).padStart(2, "0")}`;
    return { ...kept, name, cells: [`// ${name}`, ...[kept.cells].flat()] };
  });
}
