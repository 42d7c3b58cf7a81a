import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Maker } from "../maker.js";
import type { ExecutedLesson, Language } from "../model.js";
import { formatDate, messages } from "./messages.js";
import { makePdf, toTypst } from "./run-tools.js";
import { quote } from "./typst.js";
import { writeHelp, writeReference, type Part } from "./write-appendix.js";
import { joinParts, writeLesson } from "./write-lesson.js";

/** Where the template lies, beside `src/` and `dist/`. */
const assets = fileURLToPath(new URL("../../guide/", import.meta.url));

/**
 * Writes `guide.pdf`: all lessons with their results, the solutions, and what to look up.
 *
 * @example await makeGuide(options);
 * @throws with a line that names the part of the guide and what is wrong with it
 */
export const makeGuide: Maker = async ({ language, lessons, folder, scratch, python, date, signal }) => {
  const text = messages(language);
  const written = lessons.map((lesson) =>
    lesson.name === "index" ? writeLesson(firstPage(lesson), text.about) : writeLesson(lesson),
  );
  const howToRead = joinParts([
    `## ${text.howToRead}`,
    text.howToReadPoints.map((line) => `- ${line}`).join("\n"),
  ]);
  const chapters = written.map(({ name, body }) =>
    name === "index" ? { name, body: joinParts([body, howToRead]) } : { name, body },
  );
  const parts: Part[] = [...chapters, writeHelp(written, language), ...writeReference(lessons, language)];

  for (const { file, svg } of written.flatMap(({ pictures }) => pictures))
    await writeFile(join(scratch, file), svg);
  for (const file of ["template.typ", "code.tmTheme"])
    await copyFile(join(assets, file), join(scratch, file));
  const sources = await toTypst(parts, {
    python,
    filter: join(assets, "filter.lua"),
    lessons: lessons.map(({ name }) => name),
    folder: scratch,
    signal,
  });
  for (const { name, body } of sources) {
    await writeFile(join(scratch, `${name}.typ`), `#import "template.typ": *\n\n${body}`);
  }
  const source = join(scratch, "guide.typ");
  await writeFile(source, writeMain(parts, language, date));
  const made = join(scratch, "guide.pdf");
  await makePdf({ source, output: made, python, date, signal });
  await copyFile(made, join(folder, "guide.pdf"));
};

/** Its text up to the second heading: what a learner has solved so far is on their machine only. */
function firstPage(lesson: ExecutedLesson): ExecutedLesson {
  const [first, ...rest] = lesson.cells;
  if (first === undefined) return lesson;
  const end = first.source.search(/^## /m);
  return {
    ...lesson,
    cells: end < 0 ? [first, ...rest] : [{ ...first, source: first.source.slice(0, end) }],
  };
}

function writeMain(parts: readonly Part[], language: Language, date: Date): string {
  const text = messages(language);
  const settings = {
    title: text.title,
    subtitle: text.subtitle,
    kind: text.kind,
    description: text.description,
    contents: text.contents,
    language,
    date: formatDate(date, language),
  };
  const named = Object.entries(settings).map(([name, value]) => `${name}: ${quote(value)}`);
  return [
    '#import "template.typ": guide',
    `#show: guide.with(${named.join(", ")})`,
    ...parts.map(({ name }) => `#include ${quote(`${name}.typ`)}`),
    "",
  ].join("\n");
}
