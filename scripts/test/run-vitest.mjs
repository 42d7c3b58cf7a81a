import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCommand } from "../run/find-command.mjs";
import { runVisibly } from "../run/run-visibly.mjs";
import { Interrupted } from "../set-up/failure.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { course } from "../set-up/paths.mjs";
import { readIfThere } from "../set-up/stamp.mjs";

/**
 * Runs Vitest on this terminal.
 *
 * @param args its arguments
 * @param env variables to add to its environment
 * @returns `files` and `errors` as the reporter leaves them; an error more where Vitest failed and no test tells why
 */
export async function runVitest(args, env) {
  const folder = mkdtempSync(join(tmpdir(), "async-lab-test-"));
  try {
    const file = join(folder, "results.json");
    const reporters = ["--reporter=default", `--reporter=${join(course, "scripts", "test", "reporter.mjs")}`];
    const options = { env: { ...env, ASYNC_LAB_RESULTS: file } };
    const code = await runVisibly([...findCommand("vitest"), "run", ...reporters, ...args], options);
    if (interrupted.aborted) throw new Interrupted();
    const { files, errors } = JSON.parse(readIfThere(file) ?? `{ "files": [], "errors": [] }`);
    if (code !== 0 && errors.length === 0 && files.every(({ failed }) => failed.length === 0))
      errors.push(`Vitest ended with code ${code}, as told above.`);
    return { files, errors };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
