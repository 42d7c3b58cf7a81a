import { readFile } from "node:fs/promises";
import type { Language } from "@async-lab/notebook";
import { messages } from "../messages/index.js";
import { codeOf, UsageError } from "../command-line.js";
import { findColumns, plainName, readCsv } from "./csv.js";
import { exactId } from "./ids.js";

/** Somebody who is expected to hand in. */
export interface Enrolled {
  readonly id: string;
  readonly name: string;
}

/** A row of the list: who it is, and all that it has of them, by the header as {@link plainName} has it. */
export interface RosterRow {
  readonly enrolled: Enrolled;
  readonly cells: ReadonlyMap<string, string>;
}

/** In a list from Canvas, `ID` is a number of Canvas' own, which no student knows. */
const ofCanvas = ["sis user id", "sis login id"] as const;

const list = (names: string) => names.split(", ");

/** What columns are called, the best name first. */
const columns = {
  id: [
    ...ofCanvas,
    ...list("id, student id, sid, id number, student number, matricula, legajo, padron, dni"),
    ...list("documento, id de estudiante, numero de id, numero de identificacion"),
    ...list("numero de alumno, codigo, username, usuario, nombre de usuario, email, e mail"),
    ...list("email address, correo, correo electronico, direccion de correo"),
  ],
  name: [
    ...list("name, full name, student, student name, nombre y apellido, apellido y nombre"),
    ...list("nombre completo, apellidos y nombres, nombres y apellidos, alumno, alumna"),
    ...list("estudiante"),
  ],
  first: ["first name", "given name", "nombre", "nombres"],
  last: ["last name", "surname", "family name", "apellido", "apellidos"],
};

/**
 * Reads the list of a class: a CSV with a header, a column for the id and one for the name, or one for each of the
 * names. Other columns do not matter.
 *
 * @throws UsageError in one line, with the line of the file: no such columns, a row without an id, the same id twice
 */
export async function readRoster(path: string, language: Language): Promise<RosterRow[]> {
  const words = messages(language).roster;
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new UsageError(words.unreadable(path, codeOf(error)), {
      cause: error,
    });
  }
  return parseRows(bytes, path, language);
}

/** As {@link readRoster}, of the file's bytes. */
export function parseRows(bytes: Uint8Array, path: string, language: Language): RosterRow[] {
  const words = messages(language).roster;
  const [header, ...rows] = readCsv(bytes);
  if (!header) throw new UsageError(words.empty(path));
  const { id: idAt, name: nameAt, first, last } = findColumns(header.cells, columns);
  if (idAt === undefined) throw new UsageError(words.noColumn(path, "id", header.cells.join(", ")));
  if (nameAt === undefined && first === undefined && last === undefined)
    throw new UsageError(words.noColumn(path, "name", header.cells.join(", ")));

  const seen = new Map<string, number>();
  const headers = header.cells.map(plainName);
  const isFromCanvas = ofCanvas.some((name) => headers.includes(name));
  return rows.flatMap(({ line, cells, isMisquoted }) => {
    if (isMisquoted) throw new UsageError(words.misquoted(path, line));
    const at = (index: number | undefined) => (index === undefined ? "" : (cells[index] ?? ""));
    const named = new Map(headers.map((name, index) => [name, at(index)]));
    // Rows of Canvas' own: what can be earned, and how it is posted.
    if (isFromCanvas && nameAt !== undefined && ["", "Points Possible"].includes(at(nameAt))) return [];
    const ids = isFromCanvas ? [...ofCanvas, "id"].map((name) => named.get(name)) : [at(idAt)];
    const id = ids.find(Boolean) ?? "";
    if (id === "") throw new UsageError(words.noId(path, line));
    const before = seen.get(exactId(id));
    if (before !== undefined) throw new UsageError(words.twice(path, line, id, before));
    seen.set(exactId(id), line);
    const name = at(nameAt) || [at(first), at(last)].filter(Boolean).join(" ");
    return [{ enrolled: { id, name }, cells: named }];
  });
}
