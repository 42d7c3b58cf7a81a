import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCommand } from "../run/find-command.mjs";
import { runVisibly } from "../run/run-visibly.mjs";
import { setUp } from "../set-up/index.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { Interrupted } from "../set-up/failure.mjs";
import { course } from "../set-up/paths.mjs";
import { readIfThere } from "../set-up/stamp.mjs";

const HELP = `Sets the course up and runs its tests.

  npm test                        all but the long ones
  npm test -- lib/record          those of one folder; every argument goes to Vitest
  npm run test:long               the long ones (*.long.test.ts): repetition, load, fresh clones
  ASYNC_LAB_LONG=ci npm run test:long   the same at a size for CI
  node scripts/test.mjs --all     both, one after the other`;

const SLOWEST = 10;

const OURS = ["--help", "--long", "--all"];

/** Runs the tests; the last line says alone how many passed, failed and were skipped. */
export async function main(args) {
  if (args.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  await setUp();
  const forVitest = args.filter((arg) => !OURS.includes(arg));
  const long = { ASYNC_LAB_LONG: process.env.ASYNC_LAB_LONG || "1" };
  const rounds = args.includes("--all") ? [{}, long] : [args.includes("--long") ? long : {}];

  const total = { passed: 0, failed: 0, skipped: [], files: [] };
  let worst = 0;
  for (const env of rounds) {
    const { code, counts } = await runVitest(forVitest, env);
    worst ||= code;
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped.push(...counts.skipped);
    total.files.push(...counts.files);
  }
  tellSlowest(total.files);
  tellSkipped(total.skipped);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
  return worst;
}

/** Where the time goes; nothing after a run of one file. */
function tellSlowest(files) {
  if (files.length < 2) return;
  console.log("\nThe slowest files:");
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
  for (const { name, seconds } of slowest) console.log(`${seconds.toFixed(1).padStart(7)} s  ${name}`);
  console.log("");
}

/** One line for each reason to skip. */
function tellSkipped(skipped) {
  for (const note of new Set(skipped.map((test) => test.note))) {
    const tests = skipped.filter((test) => test.note === note);
    const what = tests.length === 1 ? tests[0].name : `${tests.length} tests, such as "${tests[0].name}"`;
    console.log(`skipped: ${what}${note ? ` (${note})` : ""}`);
  }
}

async function runVitest(args, env) {
  const folder = mkdtempSync(join(tmpdir(), "async-lab-test-"));
  try {
    const file = join(folder, "counts.json");
    const [node, vitest] = findCommand("vitest");
    const reporters = ["--reporter=default", `--reporter=${join(course, "scripts", "test", "reporter.mjs")}`];
    const options = { env: { ASYNC_LAB_LONG: "", ...env, ASYNC_LAB_COUNTS: file } };
    const code = await runVisibly(node, [vitest, "run", ...reporters, ...args], options);
    if (interrupted.aborted) throw new Interrupted();
    const counts = readIfThere(file);
    // Without counts Vitest itself came to grief, and has said how.
    if (counts === undefined)
      return { code: code || 1, counts: { passed: 0, failed: 1, skipped: [], files: [] } };
    return { code, counts: JSON.parse(counts) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
