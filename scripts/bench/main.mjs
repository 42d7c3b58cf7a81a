import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findCommand } from "../run/find-command.mjs";
import { asksForHelp, showHelpOf } from "../run/help.mjs";
import { runVisibly } from "../run/run-visibly.mjs";
import { UserError } from "../set-up/failure.mjs";
import { setUp } from "../set-up/index.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { course } from "../set-up/paths.mjs";
import { findBenches } from "./find-benches.mjs";

const help = (benches) => `Measures parts of the course on this machine, one after the other.

  npm run bench                            all of them
  npm run bench -- record                  the one of that name
  npm run bench -- rec                     those with "rec" in their name
  npm run bench -- practice-api --help     the options of one
  npm run bench -- practice-api --rounds 5 one with its options

There are: ${benches.map(({ name }) => name).join(", ")}`;

/** Runs the benchmarks whose names are given, or all; options are for a single one. */
export async function main(args) {
  const onlyHelp = asksForHelp(args);
  if (!onlyHelp) await setUp();
  const benches = findBenches(course);
  const names = benches.map(({ name }) => name);
  const firstOption = args.findIndex((arg) => arg.startsWith("-"));
  const wanted = firstOption < 0 ? args : args.slice(0, firstOption);
  const options = firstOption < 0 ? [] : args.slice(firstOption);
  if (onlyHelp && wanted.length === 0) {
    console.log(help(benches));
    return 0;
  }
  for (const word of wanted) {
    if (names.some((name) => name.includes(word))) continue;
    throw new UserError(`There is no benchmark \`${word}\`: there are ${names.join(", ")}.`);
  }
  const isMeant = (name, word) => (names.includes(word) ? name === word : name.includes(word));
  const chosen = benches.filter(
    ({ name }) => wanted.length === 0 || wanted.some((word) => isMeant(name, word)),
  );
  if (onlyHelp) return showHelpOfAll(chosen);
  if (options.length > 0 && chosen.length !== 1) {
    throw new UserError(
      `Options are for one benchmark, but ${chosen.length} were chosen: name one of ${names.join(", ")} first.`,
    );
  }
  return runInTurn(chosen, options);
}

/** A benchmark without options has no help of its own: what it measures is said where it begins. */
async function showHelpOfAll(benches) {
  for (const { name, file, source } of benches) {
    const text = readFileSync(join(course, source), "utf8");
    if (text.includes("parseArgs(")) await showHelpOf(file);
    else console.log(`${name}: ${/^\/\*\* (.*?) \*\//s.exec(text)?.[1] ?? file}`);
  }
  return 0;
}

async function runInTurn(benches, options) {
  let worst = 0;
  for (const { name, file } of benches) {
    if (interrupted.aborted) break;
    if (benches.length > 1) console.log(`\n== ${name} ==`);
    const code = await runVisibly([...findCommand(file), ...options]);
    worst ||= code;
  }
  return worst;
}
