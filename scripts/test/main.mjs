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

  const total = { passed: 0, failed: 0, skipped: [] };
  let worst = 0;
  for (const env of rounds) {
    const { code, counts } = await runVitest(forVitest, env);
    worst ||= code;
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped.push(...counts.skipped);
  }
  for (const { name, note } of total.skipped) console.log(`skipped: ${name}${note ? ` (${note})` : ""}`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`);
  return worst;
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
    if (counts === undefined) return { code: code || 1, counts: { passed: 0, failed: 1, skipped: [] } };
    return { code, counts: JSON.parse(counts) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
