/**
 * A process that runs out of memory cannot tell anybody. It leaves a report, and the kernel that Jupyter starts
 * in its place tells of it.
 * @see https://nodejs.org/api/report.html
 */
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { getHeapStatistics } from "node:v8";

/** How the kernel before this one ended. */
export interface LastCrash {
  readonly heapLimitMb: number;
}

/**
 * Reads what an earlier kernel of the same connection left behind, and prepares to leave a report too.
 *
 * @param connectionFile a restarted kernel is given the same one
 */
export function watchForCrash(connectionFile: string): LastCrash | undefined {
  const filename = `${basename(connectionFile, ".json")}-crash.json`;
  const last = readReport(join(tmpdir(), filename));
  const { report } = process;
  report.directory = tmpdir();
  report.filename = filename;
  report.compact = true;
  report.excludeEnv = true;
  report.reportOnFatalError = true;
  return last;
}

/** The heap's limit, as V8 was started with it. */
export const heapLimitMb = Math.round(getHeapStatistics().heap_size_limit / 1024 ** 2);

function readReport(file: string): LastCrash | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  rmSync(file, { force: true });
  // The report may be cut off where the disk was full: its first lines tell enough.
  return /"trigger":\s*"OOMError"/.test(text) ? { heapLimitMb } : undefined;
}
