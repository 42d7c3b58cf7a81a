import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { course } from "../set-up/paths.mjs";
import { findCommand } from "./find-command.mjs";
import { runVisibly } from "./run-visibly.mjs";

/** Whether a command line asks for help: then that is all that is done, without a set-up. */
export function asksForHelp(args) {
  return args.includes("--help") || args.includes("-h");
}

/**
 * Lets a program print its options.
 *
 * @param name what `findCommand` finds
 * @returns 0 where set-up has not built it yet, and else the program's own exit code
 */
export async function showHelpOf(name) {
  const command = findCommand(name);
  if (command.every((file) => existsSync(resolve(course, file)))) return runVisibly([...command, "--help"]);
  const script = process.env.npm_lifecycle_event ?? name;
  console.log(
    `\`npm run ${script} -- --help\` lists the options once \`npm run set-up\` has built the course.`,
  );
  return 0;
}
