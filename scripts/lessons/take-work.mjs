import { cpSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { writeWhole } from "../set-up/stamp.mjs";
import { findWork } from "./find-work.mjs";
import { isLeftAsGiven, isThere, nameBeside, openRecord } from "./place-lessons.mjs";

/**
 * Moves what somebody did in notebooks/ to a learner's folder, and leaves notebooks/ as it is made: then `git pull` has
 * nothing in its way. Where the learner's folder holds other work of that name, it is laid beside it.
 *
 * @param from notebooks/
 * @param to the learner's folder
 * @param makeNotebooks gives what belongs into `from`, a map from path to text; called only where there is work
 * @param onFailure called with the path and the error for what could not be moved
 * @returns where the work is now, as paths in `to`
 */
export async function takeWork(from, to, makeNotebooks, onFailure) {
  const work = await findWork(from);
  if (work.length === 0) return [];
  const notebooks = await makeNotebooks();
  return work.flatMap((file) => {
    const path = relative(from, file).split(sep).join("/");
    const made = notebooks.get(file);
    try {
      // A lesson is copied first and put back after that, so that it is whole in one place at any moment.
      const isLesson = made !== undefined && !lstatSync(file).isSymbolicLink();
      const kept = isLesson ? copy(file, to, path) : move(file, to, path);
      if (made !== undefined) writeWhole(file, made);
      return [kept];
    } catch (error) {
      if (error.syscall === undefined) throw error;
      onFailure(file, error); // It stays where it is, and the others need not wait for it.
      return [];
    }
  });
}

function copy(file, folder, path) {
  const isSame = (other) => areEqual(file, other);
  const isFree = !isThere(join(folder, path)) || isLeftAsGiven(folder, path, openRecord(folder));
  const kept = isFree || isSame(join(folder, path)) ? path : nameBeside(folder, path, "mine", isSame);
  writeWhole(join(folder, kept), readFileSync(file));
  return kept;
}

/** What the course does not have: another notebook, a file of data, a module. */
function move(file, folder, path) {
  if (isThere(join(folder, path)) && areEqual(file, join(folder, path))) {
    rmSync(file);
    return path;
  }
  const kept = isThere(join(folder, path)) ? nameBeside(folder, path, "mine") : path;
  const target = join(folder, kept);
  mkdirSync(dirname(target), { recursive: true });
  try {
    renameSync(file, target);
  } catch (error) {
    if (error.code !== "EXDEV") throw error;
    cpSync(file, target, { verbatimSymlinks: true });
    rmSync(file);
  }
  return kept;
}

/** Whether two files hold the same; very large ones are not looked into. */
function areEqual(file, other) {
  const [one, two] = [lstatSync(file), lstatSync(other)];
  if (!one.isFile() || !two.isFile() || one.size !== two.size || one.size > 2 ** 26) return false;
  return readFileSync(file).equals(readFileSync(other));
}
