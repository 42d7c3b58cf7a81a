import { createIds } from "../make-notebooks/convert.mjs";

/**
 * A notebook as `npm run notebooks` makes it.
 *
 * @param sources the text of each code cell
 * @example writeFileSync("02-all.ipynb", makeNotebook("const a = 1;"))
 */
export function makeNotebook(...sources) {
  const nextId = createIds();
  const cells = sources.map((source) => ({
    cell_type: "code",
    execution_count: null,
    id: nextId("code", source),
    metadata: {},
    outputs: [],
    source: source.split(/(?<=\n)/),
  }));
  return `${JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

/** The same notebook after a learner wrote `source` into one of its cells, as Jupyter saves it. */
export const write = (notebook, source, cell = 0) => change(notebook, cell, { source: [source] });

/** The same notebook after one of its cells was run. */
export const run = (notebook, cell = 0) => change(notebook, cell, { execution_count: 1 });

function change(notebook, cell, more) {
  const { cells, ...rest } = JSON.parse(notebook);
  const changed = cells.map((one, index) => (index === cell ? { ...one, ...more } : one));
  return `${JSON.stringify({ cells: changed, ...rest, metadata: { language_info: { name: "ts" } } }, null, 1)}\n`;
}
