import { setUp } from "../set-up/index.mjs";
import { createProgress } from "../set-up/progress.mjs";
import { findCommand } from "./find-command.mjs";
import { asksForHelp, showHelpOf } from "./help.mjs";
import { runVisibly } from "./run-visibly.mjs";

const HELP = `Runs a command in the course's own environment, set up first if need be.

  node scripts/cli.mjs run <command> [arguments]

<command> is a .js, .mjs or .ts file, a command of an npm package (tsc, eslint, vitest), or one of .venv (python, jupyter).`;

export async function main([name, ...args]) {
  if (name === undefined || asksForHelp([name])) {
    console.log(HELP);
    return name ? 0 : 1;
  }
  if (asksForHelp(args)) return showHelpOf(name);
  // Standard output belongs to the command: it may be piped to another one.
  await setUp({ progress: createProgress(process.stderr) });
  return runVisibly([...findCommand(name), ...args]);
}
