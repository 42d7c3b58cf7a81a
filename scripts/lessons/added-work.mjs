import { createHash } from "node:crypto";
import { createIds } from "../make-notebooks/convert.mjs";

/**
 * Finds what somebody added to a notebook of the course.
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
  const notebook = parse(text);
  if (!notebook?.cells.length || Object.keys(restOf(notebook)).length > 0) return "changes";
  const cells = cellsOf(notebook);
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
  const notebook = parse(text);
  return notebook && cellsOf(notebook);
}

/** The notebook in a text; undefined for what is none. */
function parse(text) {
  try {
    const notebook = JSON.parse(text);
    return Array.isArray(notebook.cells) && !notebook.cells.includes(null) ? notebook : undefined;
  } catch {
    return undefined;
  }
}

function cellsOf({ cells }) {
  return cells.map(({ id, cell_type: type, source, outputs, execution_count: count }) => ({
    id,
    type,
    source: Array.isArray(source) ? source.join("") : source,
    ran: (outputs ?? []).length > 0 || (count ?? null) !== null,
  }));
}

/** What Jupyter writes into every notebook. */
const usual = ["cells", "metadata", "nbformat", "nbformat_minor", "kernelspec", "language_info"];

/** What else a notebook holds beside its cells. */
function restOf(notebook) {
  const all = Object.entries({ ...notebook, ...notebook.metadata });
  return Object.fromEntries(all.filter(([name]) => !usual.includes(name)));
}

/**
 * A short stand-in for what a file holds. Of a notebook only what somebody wrote counts: that another program saved it,
 * or that its lines end as under Windows, makes no other one of it.
 */
export function fingerprint(text) {
  const notebook = parse(text);
  const said = notebook ? JSON.stringify([notebook.cells.map(listWritten), restOf(notebook)]) : text;
  return createHash("sha256").update(said.replaceAll("\r\n", "\n")).digest("hex");
}

const listWritten = ({ cell_type: type, id, metadata, source, outputs, execution_count: count }) => [
  type,
  id,
  metadata,
  [source].flat().join(""),
  outputs,
  count,
];
