import { UserError } from "../set-up/failure.mjs";
import { words } from "../words/index.mjs";

/**
 * Which lesson is to be presented.
 *
 * @param given what was named: nothing, or one lesson's number, name or file
 * @param notebooks names of the lessons' files, in order
 * @returns the name of its file; of the first lesson where none was named
 * @throws UserError one line that names what there is
 * @example findLesson(["2"], ["01-one-by-one.ipynb", "02-all-at-once.ipynb"]) // "02-all-at-once.ipynb"
 */
export function findLesson([given, more], notebooks) {
  if (more !== undefined) throw new UserError(words().present.oneLesson(more));
  if (given === undefined) return notebooks[0];
  const name = given
    .split(/[\\/]/)
    .at(-1)
    .replace(/\.ipynb$/, "");
  const found = notebooks.find((file) =>
    /^\d{1,2}$/.test(name) ? file.startsWith(`${name.padStart(2, "0")}-`) : file === `${name}.ipynb`,
  );
  if (found === undefined) {
    const numbers = notebooks.map((file) => file.slice(0, 2)).join(", ");
    throw new UserError(words().present.unknownLesson(given, numbers));
  }
  return found;
}
