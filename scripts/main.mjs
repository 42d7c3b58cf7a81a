import { Interrupted, UserError } from "./set-up/failure.mjs";
import { interrupted } from "./set-up/interrupted.mjs";
import { neverProxyLoopback } from "../packages/kernel/loopback.mjs";
import { speak, systemLanguage, words } from "./words/index.mjs";

/**
 * Runs a script's `main(args)` and turns its end into an exit code: the number it returns, 1 with one line
 * for a {@link UserError}, 128 + the signal's number (as shells do) when it was interrupted.
 *
 * @param load imports the module that exports `main`
 */
export async function runMain(load) {
  neverProxyLoopback();
  speak(systemLanguage());
  try {
    const { main } = await load();
    process.exitCode = await main(process.argv.slice(2));
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
