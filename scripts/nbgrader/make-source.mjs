/** The body of a function that is still to be written, alone on its line. */
const STUB = /^([ \t]*)return todo\(\);$/m;

const SCHEMA_VERSION = 3;

/** In place of the cell tagged `submit`. */
const HAND_IN = {
  en: "Then hand in this notebook, without changing its name, the way your school does.",
  es: "Después entregá este notebook, sin cambiarle el nombre, como se hace en tu escuela.",
};

/**
 * Makes nbgrader's source of an assignment from the notebook of a lesson: the learner's cell becomes a solution cell, the
 * check is locked, and after it stands one locked test cell for each criterion. How to hand in with the course's own
 * command gives way to one sentence that holds in every school.
 *
 * @param text the notebook, as `convertLessons` writes it
 * @param options.language kept in the notebook, so that it is graded in the language it was handed out in
 * @param options.points points of each criterion, in the order of the test cells: `{ success: 25, … }`
 * @returns the text of the source notebook
 * @throws Error if the lesson does not have one exercise with `return todo();`, and one check
 * @see https://nbgrader.readthedocs.io/en/stable/contributor_guide/metadata.html
 */
export function makeSource(text, { language, points }) {
  const notebook = JSON.parse(text);
  const found = { solution: 0, check: 0 };
  notebook.cells = notebook.cells.flatMap((cell) => {
    const tags = cell.metadata.tags ?? [];
    if (tags.includes("exercise")) return (found.solution++, [toSolution(cell)]);
    if (tags.includes("check")) return (found.check++, [toCheck(cell), ...toTests(points)]);
    if (tags.includes("submit")) return [{ ...cell, metadata: {}, source: toLines(HAND_IN[language]) }];
    return [cell];
  });
  if (found.solution !== 1 || found.check !== 1)
    throw new Error("the lesson must have one cell tagged `exercise` and one tagged `check`");
  notebook.metadata.async_lab = { language };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function toSolution(cell) {
  const source = cell.source.join("");
  if (!STUB.test(source)) throw new Error("the exercise has no line `return todo();`");
  // nbgrader puts its stub in place of what stands between the two lines, and leaves the signature alone.
  const marked = source.replace(STUB, "$1// BEGIN SOLUTION\n$1return todo();\n$1// END SOLUTION");
  return withNbgrader({ ...cell, source: toLines(marked) }, { grade_id: "scrape", solution: true });
}

const CHECK = `import { checkHomework, pointsFor } from "async-lab";

const homework = await checkHomework(scrape);
homework`;

/** In its own words: what a learner changed in the lesson's parameters does not matter here. */
const toCheck = (cell) =>
  withNbgrader({ ...cell, source: toLines(CHECK) }, { grade_id: "check", locked: true });

function toTests(points) {
  return Object.entries(points).map(([criterion, of]) => {
    const cell = {
      cell_type: "code",
      execution_count: null,
      id: `test-${criterion}`,
      metadata: {},
      outputs: [],
    };
    const source = [`pointsFor(homework, "${criterion}")`];
    return withNbgrader({ ...cell, source }, { grade_id: criterion, grade: true, locked: true, points: of });
  });
}

function withNbgrader(cell, nbgrader) {
  const all = {
    schema_version: SCHEMA_VERSION,
    grade: false,
    solution: false,
    locked: false,
    task: false,
    ...nbgrader,
  };
  return { ...cell, metadata: { ...cell.metadata, nbgrader: all } };
}

const toLines = (source) => source.split(/(?<=\n)/);
