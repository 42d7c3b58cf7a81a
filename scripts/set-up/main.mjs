import { words } from "../words/index.mjs";
import { UserError } from "./failure.mjs";
import { IMAGE_STEPS, setUp, STEPS } from "./index.mjs";
import { readOptions as read } from "./read-options.mjs";

/** Sets the course up, or does some of its steps. */
export async function main(args) {
  const { help, steps } = readOptions(args);
  if (help) console.log(words().setUp.help(STEPS.map(({ name }) => name)));
  else await setUp({ steps });
  return 0;
}

/**
 * Reads the options of `set-up`.
 *
 * @param args what follows the script's name
 * @returns the steps to do, in their order
 * @throws UserError one line that names the wrong option or step
 */
export function readOptions(args) {
  const options = { image: { type: "boolean" }, only: { type: "string" } };
  const { help, image, only } = read("node scripts/cli.mjs set-up", args, options);
  const steps = image ? IMAGE_STEPS : STEPS;
  if (only === undefined) return { help, steps };
  const asked = only.split(",");
  const unknown = asked.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined) {
    throw new UserError(
      words().setUp.unknownStep(
        unknown,
        steps.map(({ name }) => name),
      ),
    );
  }
  return { help, steps: steps.filter(({ name }) => asked.includes(name)) };
}
