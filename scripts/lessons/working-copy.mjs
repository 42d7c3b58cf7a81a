import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { exclusively } from "../set-up/exclusive.mjs";
import { UserError } from "../set-up/failure.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { course } from "../set-up/paths.mjs";
import { words } from "../words/index.mjs";
import { built } from "./find-work.mjs";
import { placeLessons } from "./place-lessons.mjs";
import { takeWork } from "./take-work.mjs";

/** Where a learner works: made from notebooks/ and never overwritten. */
export const workingCopy = join(course, "my-notebooks");

/**
 * Brings the folder where a learner works up to date, making it where there is none, and says what it laid there.
 *
 * @param asked the folder that was asked for, if any: one that the course did not fill stays as it is
 * @param say writes one line
 * @returns the folder
 * @throws UserError when it cannot be written
 * @example const root = await openWorkingCopy(undefined, console.log);
 */
export async function openWorkingCopy(asked, say) {
  const folder = asked ?? workingCopy;
  if (asked !== undefined && !isOurs(asked)) return asked;
  try {
    await updateLessons(folder, say, { takesOver: asked === undefined });
  } catch (error) {
    if (error.syscall === undefined) throw error;
    const problem = words().lessons.notUpdated(folder, error.message);
    if (!existsSync(join(folder, "en"))) throw new UserError(problem, { cause: error });
    say(problem); // There are lessons, which can be worked with as they are.
  }
  return folder;
}

async function updateLessons(folder, say, { takesOver }) {
  await alone(folder, async () => {
    const notTaken = (file, error) => say(words().lessons.notTaken(file, error.message));
    const taken = takesOver ? await takeWork(built, folder, makeNotebooks, notTaken) : [];
    if (taken.length > 0) say(words().lessons.taken(folder, taken.join(", ")));
    tellPlaced(placeLessons(built, folder), say);
  });
}

/**
 * Says what became of a learner's folder, if it is worth a line.
 *
 * @param placed what `placeLessons` returned
 * @param say writes one line
 */
export function tellPlaced({ offered, gone }, say) {
  if (offered.length > 0) say(words().lessons.offered(offered.join(", "), lessonOf(offered[0])));
  if (gone.length > 0) say(words().lessons.gone(gone.join(", ")));
}

/** What `npm run lesson` calls the lesson that a file was laid beside: its number, or the name of a page that has none. */
const lessonOf = (file) => /^\d\d(?=-)|^[^.]*/.exec(basename(file))[0];

/** Runs `work` while no other command changes that folder; of two at once, the second one waits. */
export function alone(folder, work) {
  return exclusively(join(folder, ".async-lab", "lessons.lock"), work, { signal: interrupted });
}

/** Loaded when it is needed, which is once if ever. */
const makeNotebooks = async () => (await import("../make-notebooks/main.mjs")).makeNotebooks();

/** Whether the course filled it, or may fill it. */
function isOurs(folder) {
  if (!existsSync(folder)) return true;
  if (!statSync(folder).isDirectory()) return false;
  return existsSync(join(folder, ".async-lab", "given")) || readdirSync(folder).length === 0;
}
