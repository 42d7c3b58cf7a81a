import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * The day that the materials bear: that of the last commit of the course, so that two builds of one commit are equal.
 * `SOURCE_DATE_EPOCH` (in s) goes before it; where there is no clone, it is today.
 *
 * @returns midnight of that day, UTC
 * @throws RangeError if `SOURCE_DATE_EPOCH` is no time
 * @see https://reproducible-builds.org/docs/source-date-epoch/
 */
export async function buildDate(
  course: string,
  { SOURCE_DATE_EPOCH: epoch } = process.env,
  now = new Date(),
): Promise<Date> {
  const day = epoch ? readEpoch(epoch) : ((await lastCommit(course)) ?? now.toISOString().slice(0, 10));
  return new Date(`${day}T00:00:00Z`);
}

function readEpoch(epoch: string): string {
  const date = new Date(/^\d{1,11}$/.test(epoch) ? Number(epoch) * 1000 : NaN);
  if (Number.isNaN(date.valueOf()))
    throw new RangeError(`SOURCE_DATE_EPOCH is a time in seconds, not \`${epoch}\``);
  return date.toISOString().slice(0, 10);
}

/** Of what lies in the folder: around it there may be another repository. */
async function lastCommit(course: string): Promise<string | undefined> {
  try {
    const git = promisify(execFile)("git", ["log", "-1", "--format=%cs", "--", "."], { cwd: course });
    return (await git).stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
