import { readFile } from "node:fs/promises";
import { say } from "../words/index.js";
import { UseError } from "../use-error.js";
import { findColumns, readCsv } from "./csv.js";
import { sameId } from "./same-id.js";

/** Somebody who is expected to hand in. */
export interface Enrolled {
  readonly id: string;
  readonly name: string;
}

const columns = {
  id: [
    ...[
      "id",
      "student id",
      "sid",
      "id number",
      "student number",
      "matricula",
      "legajo",
      "padron",
      "dni",
      "documento",
    ],
    ...[
      "id de estudiante",
      "numero de id",
      "numero de identificacion",
      "numero de alumno",
      "codigo",
      "username",
    ],
    ...["usuario", "nombre de usuario", "email", "e mail", "email address", "correo", "correo electronico"],
    ...["direccion de correo"],
  ],
  name: [
    ...[
      "name",
      "full name",
      "student",
      "student name",
      "nombre y apellido",
      "apellido y nombre",
      "nombre completo",
    ],
    ...["apellidos y nombres", "nombres y apellidos", "alumno", "alumna", "estudiante"],
  ],
  first: ["first name", "given name", "nombre", "nombres"],
  last: ["last name", "surname", "family name", "apellido", "apellidos"],
} as const;

/**
 * Reads the list of a class: a CSV with a header, a column for the id and one for the name, or one for each of the
 * names. Other columns do not matter.
 *
 * @throws UseError in one line, with the line of the file: no such columns, a row without an id, the same id twice
 */
export async function readRoster(path: string): Promise<Enrolled[]> {
  const words = say().roster;
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new UseError(words.unreadable(path, (error as NodeJS.ErrnoException).code ?? String(error)), {
      cause: error,
    });
  }
  return parseRoster(bytes, path);
}

/** As {@link readRoster}, of the file's bytes. */
export function parseRoster(bytes: Uint8Array, path: string): Enrolled[] {
  const words = say().roster;
  const [header, ...rows] = readCsv(bytes);
  if (!header) throw new UseError(words.empty(path));
  const { id: idAt, name: nameAt, first, last } = findColumns(header.cells, columns);
  if (idAt === undefined) throw new UseError(words.noColumn(path, "id", header.cells.join(", ")));
  if (nameAt === undefined && first === undefined && last === undefined)
    throw new UseError(words.noColumn(path, "name", header.cells.join(", ")));

  const seen = new Map<string, number>();
  return rows.map(({ line, cells, isMisquoted }) => {
    if (isMisquoted) throw new UseError(words.misquoted(path, line));
    const at = (index: number | undefined) => (index === undefined ? "" : (cells[index] ?? ""));
    const id = at(idAt);
    if (id === "") throw new UseError(words.noId(path, line));
    const before = seen.get(sameId(id));
    if (before !== undefined) throw new UseError(words.twice(path, line, id, before));
    seen.set(sameId(id), line);
    const name = at(nameAt) || [at(first), at(last)].filter(Boolean).join(" ");
    return { id, name };
  });
}
