import { existsSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { findCommand } from "../run/find-command.mjs";
import { asksForHelp } from "../run/help.mjs";
import { runVisibly } from "../run/run-visibly.mjs";
import { UserError } from "../set-up/failure.mjs";
import { setUp } from "../set-up/index.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { course } from "../set-up/paths.mjs";
import { createProgress } from "../set-up/progress.mjs";

const HELP = `Checks types, rules, the walls between packages and format, also in the lessons' cells; the last line says what failed.

  npm run lint                       everything
  npm run lint -- lib/charts a.mjs   these files and folders (types and walls: of everything)
  npm run format                     formats everything
  npm run format -- FILE             formats this file or folder`;

const WALLED = ["lib", "packages", "exercises", "scripts", "test"].filter((name) =>
  existsSync(join(course, name)),
);

const OF_LESSONS = /^course([\\/]|$)/;

/** Each with the paths that it is for: a check without any is left out. */
const CHECKS = [
  {
    title: "types (tsc)",
    command: ["tsc", "--noEmit"],
    concerns: (path) => /\.ts$/.test(path) || isFolder(path),
  },
  {
    title: "rules (eslint)",
    command: ["eslint", "--max-warnings=0", "--no-warn-ignored", "--no-error-on-unmatched-pattern"],
    concerns: (path) => /\.(ts|m?js)$/.test(path) || isFolder(path),
    takesPaths: true,
  },
  {
    title: "rules in the lessons' cells",
    command: ["scripts/lint/cells.mjs"],
    concerns: (path) => path === "." || OF_LESSONS.test(path),
    takesPaths: true,
  },
  {
    // Of everything, whatever is named: an arrow has two ends.
    title: "walls (dependency-cruiser)",
    command: ["depcruise", "--config=scripts/lint/walls.mjs", "--output-type=err-long", ...WALLED],
    concerns: (path) => /(\.(ts|m?js)|package\.json)$/.test(path) || isFolder(path),
  },
  {
    title: "format (prettier)",
    command: ["prettier", "--check", "--log-level=warn", "--ignore-unknown"],
    concerns: () => true,
    takesPaths: true,
  },
];

/** Runs every check, also after one failed, and says at the end which did. */
export async function main(args) {
  if (asksForHelp(args)) return (console.log(HELP), 0);
  const paths = readPaths(args);
  const progress = createProgress();
  await setUp({ progress });
  const failed = [];
  for (const { title, command, concerns, takesPaths } of CHECKS) {
    if (interrupted.aborted) return 130;
    const ofThese = paths.filter(concerns);
    if (ofThese.length === 0) continue;
    const startedAt = performance.now();
    const [name, ...options] = command;
    const code = await runVisibly([...findCommand(name), ...options, ...(takesPaths ? ofThese : [])]);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5);
    progress.line(`  ${code === 0 ? "+" : "x"} ${title.padEnd(32)}${seconds} s`);
    if (code !== 0) failed.push(title);
  }
  if (failed.length > 0) console.error(`Lint failed: ${failed.join(", ")}.`);
  return failed.length > 0 ? 1 : 0;
}

/** Formats what is named, or everything. */
export async function format(args) {
  if (asksForHelp(args)) return (console.log(HELP), 0);
  const paths = readPaths(args);
  await setUp({ progress: createProgress() });
  return runVisibly([...findCommand("prettier"), "--write", "--ignore-unknown", ...paths]);
}

/**
 * Reads which files and folders are meant; everything where none is named.
 *
 * @param args what follows the script's name
 * @param from the folder that relative paths start from
 * @returns paths relative to the course
 * @throws UserError one line that names the wrong one
 */
export function readPaths(args, from = process.env.INIT_CWD ?? process.cwd()) {
  const paths = args.map((arg) => {
    if (arg.startsWith("-")) {
      throw new UserError(`There is no option \`${arg}\`: \`npm run lint -- --help\` says what there is.`);
    }
    const path = relative(course, resolve(from, arg)) || ".";
    if (path.startsWith("..") || !existsSync(join(course, path))) {
      throw new UserError(`There is no \`${arg}\` in the course's folder.`);
    }
    return path;
  });
  return paths.length > 0 ? paths : ["."];
}

function isFolder(path) {
  return statSync(join(course, path)).isDirectory();
}
