import { findCommand } from "../run/find-command.mjs";
import { runVisibly } from "../run/run-visibly.mjs";
import { UserError } from "../set-up/failure.mjs";
import { setUp } from "../set-up/index.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { course } from "../set-up/paths.mjs";
import { findBenches } from "./find-benches.mjs";

const help = (names) => `Measures parts of the course on this machine, one after the other.

  npm run bench                            all of them
  npm run bench -- record                  those with "record" in their name
  npm run bench -- practice-api --help     the options of one
  npm run bench -- practice-api --rounds 5 one with its options

There are: ${names.join(", ")}`;

/** Runs the benchmarks whose names are given, or all; options are for a single one. */
export async function main(args) {
  await setUp();
  const benches = findBenches(course);
  const names = benches.map(({ name }) => name);
  const firstOption = args.findIndex((arg) => arg.startsWith("-"));
  const wanted = firstOption < 0 ? args : args.slice(0, firstOption);
  const options = firstOption < 0 ? [] : args.slice(firstOption);
  if (wanted.length === 0 && ["--help", "-h"].includes(options[0])) {
    console.log(help(names));
    return 0;
  }
  for (const word of wanted) {
    if (names.some((name) => name.includes(word))) continue;
    throw new UserError(`There is no benchmark \`${word}\`: there are ${names.join(", ")}.`);
  }
  const chosen = benches.filter(
    ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
  );
  if (options.length > 0 && chosen.length !== 1) {
    throw new UserError(
      `Options are for one benchmark, but ${chosen.length} were chosen: name one of ${names.join(", ")} first.`,
    );
  }
  return runInTurn(chosen, options);
}

async function runInTurn(benches, options) {
  let worst = 0;
  for (const { name, file } of benches) {
    if (interrupted.aborted) break;
    if (benches.length > 1) console.log(`\n== ${name} ==`);
    const [node, ...first] = findCommand(file);
    const code = await runVisibly(node, [...first, ...options]);
    worst ||= code;
  }
  return worst;
}
