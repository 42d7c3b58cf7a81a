import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { course, courseEnvironment, venvPython } from "../set-up/paths.mjs";

const reader = join(course, "scripts", "make-notebooks", "read_lessons.py");

// To the letter what JupyterLab would write when it has asked the kernel, which the kernel's `describeKernel()` answers:
// else a notebook counts as changed as soon as it is opened. Read when it is asked for: `--help` comes before the packages.
const makeMetadata = () => ({
  kernelspec: { display_name: "TypeScript (tslab)", language: "typescript", name: "tslab" },
  language_info: {
    codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
    file_extension: ".ts",
    mimetype: "text/typescript",
    name: "typescript",
    nbconvert_exporter: "script",
    pygments_lexer: "typescript",
    version: JSON.parse(readFileSync(join(course, "node_modules", "typescript", "package.json"), "utf8"))
      .version,
  },
});

/**
 * Turns lessons into notebooks, with Jupytext.
 *
 * @param lessons paths of MyST Markdown files
 * @returns for each, `{ lesson, notebook }`: its path and the text of its .ipynb
 */
export async function convertLessons(lessons) {
  const { stdout } = await promisify(execFile)(venvPython, [reader, ...lessons], {
    env: courseEnvironment(),
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout).map((cells, index) => ({
    lesson: lessons[index],
    notebook: writeNotebook(cells),
  }));
}

/** The text of a notebook without outputs, as nbformat writes it: keys in order, one space of indent. */
function writeNotebook(cells) {
  const nextId = createIds();
  const notebook = {
    cells: cells.map(({ type, source, tags, slide }) => {
      const id = nextId(type, source);
      const metadata = { slideshow: { slide_type: slide }, ...(tags.length > 0 && { tags }) };
      const lines = source.split(/(?<=\n)/);
      return type === "code"
        ? { cell_type: "code", execution_count: null, id, metadata, outputs: [], source: lines }
        : { cell_type: type, id, metadata, source: lines };
    }),
    metadata: makeMetadata(),
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/**
 * Ids from what a cell holds: a changed or moved lesson leaves the ids of its other cells alone.
 *
 * @returns what gives the next cell's id, from its type and text
 */
export function createIds() {
  const times = new Map();
  return (type, source) => {
    const hash = createHash("sha256").update(`${type}\n${source}`).digest("hex").slice(0, 8);
    const before = times.get(hash) ?? 0;
    times.set(hash, before + 1);
    return before === 0 ? hash : `${hash}-${String(before + 1)}`;
  };
}
