import { asksForHelp } from "../run/help.mjs";
import { setUp } from "../set-up/index.mjs";
import { closingLines } from "./closing-lines.mjs";
import { runVitest } from "./run-vitest.mjs";

const HELP = `Sets the course up and runs its tests.

  npm test                        all but the long ones
  npm test -- lib/record          those of one folder; every argument goes to Vitest
  npm run test:long               the long ones (*.long.test.ts): repetition, load, fresh clones
  ASYNC_LAB_LONG=ci npm run test:long   the same at a size for CI
  npm test -- --all               both, one after the other`;

const OURS = ["--long", "--all"];

/** Runs the tests; the last line says alone how many passed, failed and were skipped. */
export async function main(args) {
  if (asksForHelp(args)) {
    console.log(HELP);
    return 0;
  }
  await setUp();
  const forVitest = args.filter((arg) => !OURS.includes(arg));
  const ordinary = { ASYNC_LAB_LONG: "" };
  const long = { ASYNC_LAB_LONG: process.env.ASYNC_LAB_LONG || "1" };
  const runs = args.includes("--all") ? [ordinary, long] : [args.includes("--long") ? long : ordinary];

  const results = { files: [], errors: [] };
  for (const env of runs) {
    const { files, errors } = await runVitest(forVitest, env);
    results.files.push(...files);
    results.errors.push(...errors);
  }
  for (const line of closingLines(results)) console.log(line);
  return results.errors.length > 0 || results.files.some(({ failed }) => failed.length > 0) ? 1 : 0;
}
