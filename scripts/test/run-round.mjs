import { runVitest } from "./run-vitest.mjs";

/** More than a busy machine spoils: then the code is at fault, and a second run would tell nothing. */
const MOST_FILES_AGAIN = 4;

/**
 * Runs all tests of one kind, and a second time, alone, the files in which some failed.
 *
 * Many tests judge times, as ratios within one run; beside another file, on a machine that others use too, one of
 * thousands is wrong now and then. A test has passed when it passed once. One that failed beside others only is kept in
 * its file's `unsteady`, to be told. The whole file is run, since tests may build on those before them.
 *
 * @param env variables to add to Vitest's environment
 * @param run what runs Vitest; the tests of this function have their own
 */
export async function runRound(env, run = runVitest) {
  const { files, errors } = await run([], env);
  const failing = files.filter(({ failed }) => failed.length > 0);
  if (failing.length > MOST_FILES_AGAIN) return { files, errors };
  for (const file of failing) {
    console.log(`\nOnce more, alone: ${file.name}\n`);
    const again = await run([file.name, "--maxWorkers=1"], env);
    errors.push(...again.errors);
    const second = again.files.find(({ name }) => name === file.name);
    if (second !== undefined) Object.assign(file, settle(file, second));
  }
  return { files, errors };
}

/** What holds of a file that was run twice. */
function settle(first, second) {
  const passedFirst = new Set(first.passed);
  const failed = second.failed.filter(({ name }) => !passedFirst.has(name));
  const stillFailed = new Set(failed.map(({ name }) => name));
  return {
    passed: [...new Set([...first.passed, ...second.passed])],
    failed,
    unsteady: first.failed.filter(({ name }) => !stillFailed.has(name)),
    skipped: second.skipped,
  };
}
