import { createHash } from "node:crypto";
import { createIds } from "../make-notebooks/cell-ids.mjs";

/**
 * Tells what somebody added to a notebook of the course.
 *
 * A cell's id is made from its text, and Jupyter keeps the id when the text is edited: a cell whose id does not fit
 * its text was edited, or is somebody's own.
 *
 * @param text of the .ipynb file
 * @returns `nothing` for what `npm run notebooks` wrote, of whatever version; `outputs` where its cells were only run;
 *   `changes` for everything else, a file that cannot be read among it
 * @example findAdded(readFileSync("notebooks/en/02-all-at-once.ipynb", "utf8")) // "nothing"
 */
export function findAdded(text) {
  const cells = readCells(text);
  if (!cells || cells.length === 0) return "changes";
  const nextId = createIds();
  if (!cells.every((cell) => nextId(cell.type, cell.source) === cell.id)) return "changes";
  return cells.some(({ ran }) => ran) ? "outputs" : "nothing";
}

/**
 * A notebook's cells.
 *
 * @param text of the .ipynb file
 * @returns each with `id`, `type`, `source` and whether it `ran`; undefined for what is no notebook
 */
export function readCells(text) {
  try {
    return JSON.parse(text).cells.map(({ id, cell_type: type, source, outputs, execution_count: count }) => ({
      id,
      type,
      source: Array.isArray(source) ? source.join("") : source,
      ran: (outputs ?? []).length > 0 || (count ?? null) !== null,
    }));
  } catch {
    return undefined;
  }
}

/**
 * A short stand-in for what a file holds. Of a notebook only the cells count: that another program saved it, or that
 * its lines end as under Windows, makes no other one of it.
 */
export function fingerprint(text) {
  let said = text;
  try {
    const { cells } = JSON.parse(text);
    said = JSON.stringify(
      cells.map(({ cell_type: type, id, metadata, source, outputs, execution_count: count }) => [
        ...[type, id, metadata, [source].flat().join("")],
        ...[outputs, count],
      ]),
    );
  } catch {
    // No notebook: its text.
  }
  return createHash("sha256").update(said.replaceAll("\r\n", "\n")).digest("hex");
}
