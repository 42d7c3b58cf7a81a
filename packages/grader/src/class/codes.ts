import { randomInt } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Language } from "@async-lab/notebook";
import { messages } from "../messages/index.js";
import { codeOf, UsageError } from "../command-line.js";
import { findColumns, readCsv, writeCsv } from "./csv.js";
import { labelOf, type Student } from "./student.js";
import { writeAtomically } from "./write-file.js";

/** Gives every student a code that says nothing about them. */
export interface Codes {
  /** Draws one where there is none yet. */
  codeOf(student: Student): string;
  /** The code that was given before, if any. */
  knownCodeOf(student: Student): string | undefined;
  /** Writes the private file that says whose code is whose, for its owner's eyes only. */
  save(): Promise<void>;
}

const columns = { code: ["code"], key: ["key"] } as const;
// Without those that are taken for each other: 0 and O, 1 and I.
const letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const length = 6;

/**
 * Reads the codes that were given before, so that everybody keeps theirs. New ones are drawn by chance, not computed:
 * a code that follows from an id could be found out by trying all ids.
 *
 * @param path of the private file, whether it is there yet or not
 * @throws UsageError in one line when it is not such a file
 */
export async function openCodes(path: string, language: Language): Promise<Codes> {
  const codes = new Map<string, { code: string; student?: Student; row?: readonly string[] }>();
  const taken = new Set<string>();
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (codeOf(error) !== "ENOENT")
      throw new UsageError(messages(language).codes.unreadable(path, codeOf(error)), { cause: error });
  }
  const [header, ...rows] = bytes ? readCsv(bytes) : [];
  const at = findColumns(header?.cells ?? [], columns);
  if (header && (at.code === undefined || at.key === undefined))
    throw new UsageError(messages(language).codes.damaged(path));
  for (const { cells } of rows) {
    const [code, key] = [cells[at.code ?? 0] ?? "", cells[at.key ?? 0] ?? ""];
    if (!/^[0-9A-Z]+$/.test(code) || key === "" || taken.has(code))
      throw new UsageError(messages(language).codes.damaged(path));
    codes.set(key, { code, row: cells });
    taken.add(code);
  }

  function draw(): string {
    const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
    return taken.has(code) ? draw() : code;
  }

  return {
    codeOf(student) {
      const known = codes.get(keyOf(student));
      const code = known?.code ?? draw();
      taken.add(code);
      codes.set(keyOf(student), { code, student });
      return code;
    },
    knownCodeOf: (student) => codes.get(keyOf(student))?.code,
    async save() {
      const written = Array.from(codes, ([key, { code, student, row }]) =>
        student
          ? [code, key, student.id ?? "", student.name ?? "", labelOf(student)]
          : [...(row ?? [code, key])],
      );
      await writeAtomically(path, writeCsv(["code", "key", "id", "name", "label"], written), 0o600);
    },
  };
}

/** As it comes back from the file: on one line, and not begun like a formula, which would be written with a mark. */
function keyOf({ key }: Student): string {
  return key.replace(/\s+/g, " ").trim();
}
