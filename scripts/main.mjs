import { Interrupted, UserError } from "./set-up/failure.mjs";
import { interrupted } from "./set-up/interrupted.mjs";
import { neverProxyLoopback } from "../packages/kernel/loopback.mjs";
import { speak, systemLanguage, words } from "./words/index.mjs";

/** The module of each command; all but `format` export `main(args)`. */
const COMMANDS = {
  start: () => import("./start/main.mjs"),
  present: () => import("./present/main.mjs"),
  "set-up": () => import("./set-up/main.mjs"),
  run: () => import("./run/main.mjs"),
  test: () => import("./test/main.mjs"),
  bench: () => import("./bench/main.mjs"),
  lint: () => import("./lint/main.mjs"),
  format: () => import("./lint/main.mjs").then(({ format }) => ({ main: format })),
  notebooks: () => import("./make-notebooks/main.mjs"),
  pictures: () => import("./pictures/main.mjs"),
  materials: () => import("./materials/main.mjs"),
  site: () => import("./site/main.mjs"),
  lesson: () => import("./lessons/main.mjs"),
  nbgrader: () => import("./nbgrader/main.mjs"),
  lock: () => import("./python/lock.mjs"),
  "check-image": () => import("./check-image/main.mjs"),
};

/**
 * Runs a command and turns its end into an exit code: the number that its `main(args)` returns, 1 with one line for a
 * {@link UserError}, 128 + the signal's number (as shells do) when it was interrupted.
 *
 * @param args the command's name, and what follows it
 * @example await runCommand(["test", "lib/record"]);
 */
export async function runCommand([name, ...args]) {
  neverProxyLoopback();
  speak(systemLanguage());
  try {
    const { main } = await findCommand(name)();
    process.exitCode = await main(args);
  } catch (error) {
    if (error instanceof Interrupted || interrupted.aborted) {
      console.error(words().interrupted);
      process.exitCode = interrupted.reason === "SIGINT" ? 130 : 143;
    } else if (error instanceof UserError) {
      console.error(error.message);
      process.exitCode = 1;
    } else {
      throw error;
    }
  }
}

function findCommand(name) {
  const names = Object.keys(COMMANDS).join(", ");
  if (name === "--help" || name === "-h") {
    return () => ({
      main: () => (console.log(`node scripts/cli.mjs ${names.replaceAll(", ", "|")} [--help] …`), 0),
    });
  }
  if (Object.hasOwn(COMMANDS, name ?? "")) return COMMANDS[name];
  throw new UserError(
    `${name === undefined ? "A command is missing" : `There is no command \`${name}\``}: there are ${names}.`,
  );
}
