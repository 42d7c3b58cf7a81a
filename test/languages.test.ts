/** The two languages of a lesson have the same cells; their code differs in comments and printed words alone. */
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { findExercises, type Lesson, readLessons, readNotebook, readSolution } from "async-lab/lessons";

const english = readLessons("en");
const spanish = readLessons("es");

/** Calls whose words are for the learner's eyes. */
const printing = new Set(["console.log", "record", "vegaLite"]);

/** Code without its comments, its layout, and the words it prints. */
function reduce(source: string): string {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest, true);
  const printed: [number, number][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && printing.has(node.expression.getText())) {
      for (const argument of node.arguments) printed.push(...literalsOf(argument));
    }
    // What stands at a chart's axis.
    if (ts.isPropertyAssignment(node) && node.name.getText() === "title") {
      printed.push(...literalsOf(node.initializer));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const blanked = printed
    .sort(([a], [b]) => b - a)
    .reduce((text, [from, to]) => `${text.slice(0, from)}"…"${text.slice(to)}`, source);
  return ts
    .createPrinter({ removeComments: true })
    .printFile(ts.createSourceFile("cell.ts", blanked, ts.ScriptTarget.Latest, true));
}

function literalsOf(node: ts.Node): [number, number][] {
  if (ts.isStringLiteralLike(node)) return [[node.getStart(), node.getEnd()]];
  if (!ts.isTemplateExpression(node)) return [];
  return [
    [node.head.getStart(), node.head.getEnd()],
    ...node.templateSpans.map(({ literal }): [number, number] => [literal.getStart(), literal.getEnd()]),
  ];
}

/** What a text is made of, whatever its language: headings, tables, lists, folds, code. */
function outline(source: string): string[] {
  const blocks = source.replace(
    /```typescript\n(.+?)```/gs,
    (_, code: string) => `\`\`\`${String(code.split("\n").length)}`,
  );
  return blocks
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => /^(#+ |\||- |\d+\. |<\/?details>|<summary>|```\d+)/.exec(line)?.[1] ?? "text");
}

test("both languages have the same lessons", () => {
  expect(spanish.map(({ name }) => name)).toEqual(english.map(({ name }) => name));
});

describe.each([readNotebook("en", "index"), ...english])("$name", (lesson) => {
  const other: Lesson = [readNotebook("es", "index"), ...spanish].find(
    ({ name }) => name === lesson.name,
  ) ?? { ...lesson, cells: [] };

  test("the same cells with the same tags", () => {
    const shape = ({ cells }: Lesson) => cells.map(({ type, tags }) => ({ type, tags }));
    expect(shape(other)).toEqual(shape(lesson));
  });

  test("the same code, but for comments and printed words", () => {
    const code = ({ cells }: Lesson) =>
      cells.filter(({ type }) => type === "code").map(({ source }) => reduce(source));
    expect(code(other)).toEqual(code(lesson));
  });

  test("the same solutions", () => {
    const solutions = (one: Lesson) => findExercises(one).map((exercise) => reduce(readSolution(exercise)));
    expect(solutions(other)).toEqual(solutions(lesson));
  });

  test("texts of the same build", () => {
    const outlines = ({ cells }: Lesson) =>
      cells.filter(({ type }) => type === "markdown").map(({ source }) => outline(source));
    expect(outlines(other)).toEqual(outlines(lesson));
  });
});

test("a difference in code is found, one in words is not", () => {
  expect(reduce('console.log("one"); // uno')).toBe(reduce('console.log("uno");'));
  expect(reduce("console.log(`${n}: here`);")).toBe(reduce("console.log(`${n}: acá`);"));
  expect(reduce("console.log(`${n}: here`);")).not.toBe(reduce("console.log(`${m}: here`);"));
  expect(reduce('({ title: "area" });')).toBe(reduce('({ title: "superficie" });'));
  expect(reduce('({ field: "area" });')).not.toBe(reduce('({ field: "superficie" });'));
  expect(reduce('predict("00-beats", 9);')).not.toBe(reduce('predict("00-latidos", 9);'));
  expect(reduce('api.url("/delay/5");')).not.toBe(reduce('api.url("/delay/6");'));
});
