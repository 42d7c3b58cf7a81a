/**
 * A process that runs out of memory cannot tell anybody. It leaves a report, and the kernel that Jupyter starts
 * in its place tells of it.
 * @see https://nodejs.org/api/report.html
 */
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { getHeapStatistics } from "node:v8";

/**
 * Reads what an earlier kernel of the same connection left behind, and prepares to leave a report too.
 *
 * @param connectionFile a restarted kernel is given the same one
 * @returns the limit of the heap, in MB, where the earlier kernel ran out of memory
 */
export function watchForCrash(connectionFile: string): number | undefined {
  const filename = `${basename(connectionFile, ".json")}-crash.json`;
  const ranOut = ranOutOfMemory(join(tmpdir(), filename));
  const { report } = process;
  report.directory = tmpdir();
  report.filename = filename;
  report.compact = true;
  report.excludeEnv = true;
  report.reportOnFatalError = true;
  return ranOut ? Math.round(getHeapStatistics().heap_size_limit / 1024 ** 2) : undefined;
}

function ranOutOfMemory(file: string): boolean {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return false;
  }
  rmSync(file, { force: true });
  // The report may be cut off where the disk was full: its first lines tell enough.
  return /"trigger":\s*"OOMError"/.test(text);
}
