import { cleanLine } from "../text.js";
import type { SubmissionMetadata } from "./submission-metadata.js";
import { exactId, findById, normalizeId, type Spelling } from "./ids.js";
import type { Enrolled } from "./roster.js";

/** Whose work it is, as far as one knows. */
export interface Student {
  /** The same for all files of one student. */
  readonly key: string;
  readonly id?: string;
  readonly name?: string;
  /** Whether the roster has the id; undefined where there is no roster. */
  readonly enrolled?: boolean;
}

/**
 * Says whose file it is: the id written inside, else the one id of the roster that the file's name or folder holds
 * (`12345.ipynb`, `Ana_12345_file/homework.ipynb`), else the file stands for itself.
 *
 * @param metadata what the file says of itself
 * @param shownPath the file's path below the folder that was given
 */
export function identify(
  metadata: SubmissionMetadata,
  shownPath: string,
  roster: readonly Enrolled[] | undefined,
): Student {
  const known = roster !== undefined;
  const written = metadata.id;
  if (written !== undefined) {
    const listed = findById(roster ?? [], ({ id }, spelling) => spelling(id) === spelling(written));
    if (listed) return student(listed.id, listed.name || metadata.name, true);
    // One that could be several people's is none of theirs.
    const isNear = roster?.some(({ id }) => normalizeId(id) === normalizeId(written));
    return student(written, metadata.name, known ? false : undefined, isNear ? exactId : normalizeId);
  }
  const one = findById(roster ?? [], ({ id }, spelling) => holdsId(shownPath, id, spelling));
  if (one) return student(one.id, one.name, true);
  const name = metadata.name;
  return {
    key: `file:${shownPath}`,
    ...(name === undefined ? {} : { name }),
    ...(known ? { enrolled: false } : {}),
  };
}

/** Somebody of the roster, without a file. */
export function absent({ id, name }: Enrolled): Student {
  return student(id, name, true);
}

/** What a student is called in lists. */
export function labelOf({ id, name, key }: Student): string {
  if (name !== undefined && id !== undefined) return `${name} (${id})`;
  const file = key.replace(/^file:/, "");
  return name ?? id ?? (cleanLine(file.replace(/\.ipynb$/i, "")) || cleanLine(file));
}

function student(
  id: string,
  name: string | undefined,
  enrolled: boolean | undefined,
  spelling: Spelling = exactId,
): Student {
  return {
    key: `id:${spelling(id)}`,
    id,
    ...(name ? { name } : {}),
    ...(enrolled === undefined ? {} : { enrolled }),
  };
}

/** Digits in groups, in the middle of something else. */
const groups = /(?<![\p{L}\p{N}])0*\d{1,3}(?:[.,'’ ]\d{3})+(?![\p{L}\p{N}])/gu;

/** Digits by themselves. */
const digits = /(?<![\p{L}\p{N}])\d+(?![\p{L}\p{N}])/gu;

/** Whether the id stands in the path by itself, however its digits are grouped: 12 is not in 123. */
function holdsId(path: string, id: string, spelling: Spelling): boolean {
  const text = path.normalize("NFKC").toLowerCase();
  const sought = [id.normalize("NFKC").trim().toLowerCase(), spelling(id)];
  return [text, text.replace(groups, spelling).replace(digits, spelling)].some((one) =>
    sought.some((part) => standsIn(one, part)),
  );
}

function standsIn(text: string, sought: string): boolean {
  const isPart = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{N}]/u.test(character);
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1)) {
    if (!isPart(text[at - 1]) && !isPart(text[at + sought.length])) return true;
  }
  return false;
}
