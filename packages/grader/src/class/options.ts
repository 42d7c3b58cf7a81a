import { availableParallelism, totalmem } from "node:os";
import { resolve } from "node:path";
import type { Language } from "@async-lab/notebook";
import { readCommandLine, readNumber, UsageError, type CommandIO } from "../command-line.js";
import { messages } from "../messages/index.js";
import { parseDeadline } from "./deadline.js";

/** What `npm run grade` was asked for. */
export interface GradeCommandOptions {
  readonly paths: readonly string[];
  readonly out: string;
  /** The folder with the grades, the seed, the codes and the teacher's decisions: that of an earlier run, else `out`. */
  readonly own: string;
  readonly jobs: number;
  readonly timeoutS: number | undefined;
  readonly seed: number | undefined;
  readonly roster: string | undefined;
  readonly deadline: Date | undefined;
  readonly anonymous: boolean;
  readonly sameUser: boolean;
  /** What the command and the page of the class say is in this language. */
  readonly language: Language;
}

const known = {
  out: { type: "string" },
  from: { type: "string" },
  jobs: { type: "string" },
  timeout: { type: "string" },
  seed: { type: "string" },
  roster: { type: "string" },
  deadline: { type: "string" },
  anonymous: { type: "boolean" },
  "same-user": { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** A submission mostly waits: one job more than cores. Each needs its limit of memory, in a container out of the container's. */
function usualJobs(): number {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  return Math.max(1, Math.min(availableParallelism() + 1, 8, Math.floor(memory / 2 ** 30)));
}

/**
 * Reads the command line of `npm run grade`.
 *
 * @returns `"help"` when that is asked for
 * @throws UsageError in one line
 */
export function readGradeOptions(
  args: readonly string[],
  { cwd, language }: Pick<CommandIO, "cwd" | "language">,
): GradeCommandOptions | "help" {
  const { values, positionals: paths } = readCommandLine(args, known, language);
  if (values.help) return "help";
  if (paths.length === 0) throw new UsageError(messages(language).grade.noFiles);
  const out = resolve(cwd, values.out ?? "grades");
  return {
    paths,
    out,
    own: values.from === undefined ? out : resolve(cwd, values.from),
    jobs: readNumber("--jobs", values.jobs, { min: 1, max: 64, language }) ?? usualJobs(),
    timeoutS: readNumber("--timeout", values.timeout, { min: 10, max: 3600, language }),
    seed: readNumber("--seed", values.seed, { min: 0, max: 2 ** 31 - 1, language }),
    roster: values.roster === undefined ? undefined : resolve(cwd, values.roster),
    deadline: values.deadline === undefined ? undefined : parseDeadline(values.deadline, language),
    anonymous: values.anonymous ?? false,
    sameUser: values["same-user"] ?? false,
    language,
  };
}

/** Seconds; an ordinary submission needs about a tenth of them. */
export const usualTimeoutS = 180;
