/** What the READMEs name exists: commands, files, lessons; and the pictures' descriptions are the charts' own. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { versionMajorMinor } from "typescript";
import { describe, expect, test } from "vitest";
import { courseFolder } from "async-lab/course";
import { readLessons, readNotebook, type Lesson } from "async-lab/lessons";

const readmes = [
  { file: "README.md", language: "en" },
  { file: "README.es.md", language: "es" },
] as const;

const read = (file: string) => readFileSync(join(courseFolder(), file), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, found = ""]) => found);

const commandsOf = (text: string) => all(text, /\bnpm (?:run )?(start|test\b(?!:)|(?<=run )[\w:-]*\w)/g);

/** Links and pictures of this repository, and the folders and source files named in code. */
function pathsOf(text: string): string[] {
  const linked = all(text, /\]\(([^)\s]+)\)|/g).concat(all(text, /<img src="([^"]+)"/g));
  // Not those that come to be only when a command is run.
  const made = /^(\.async-lab|my-notebooks|dist|course\/nbgrader|source)\//;
  const named = all(text, /`((?:[\w.-]+\/)+)`/g).filter((path) => !made.test(path));
  const sources = all(text, /`((?:lib|packages|scripts|test)\/[\w./-]+\.\w+)`/g);
  return [...linked, ...named, ...sources].filter((path) => path !== "" && !/^(\w+:|#)/.test(path));
}

/** The anchors that GitHub makes of a text's headings. */
function anchorsOf(text: string): string[] {
  return all(text, /^#+ (.+)$/gm).map((title) =>
    title
      .toLowerCase()
      .replace(/[^\p{Letter}\p{Number} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The lessons of a table: number, title, file and minutes. */
function listedIn(text: string, folder: string): (string | undefined)[][] {
  const row = new RegExp(`^\\| \\[(\\d\\d) (.+?)\\]\\(${folder}([\\w-]+)\\.ipynb\\) +\\| (\\S+) +\\|`, "gm");
  return [...text.matchAll(row)].map((found) => found.slice(1));
}

function lessonsIn(language: Lesson["language"]): (string | undefined)[][] {
  return readLessons(language).map(({ name, cells }) => {
    const [first] = cells.filter(({ type }) => type === "markdown");
    const title = /^# \d+ · (.+)$/m.exec(first?.source ?? "")?.[1];
    const minutes = /(\d+) min/.exec(first?.source ?? "")?.[1] ?? "–";
    return [name.slice(0, 2), title, name, minutes];
  });
}

test.each([
  "README.md",
  "README.es.md",
  "CONTRIBUTING.md",
  "course/README.md",
  "docs/architecture.md",
  "data/README.md",
  "docs/grading.md",
  "docs/calificar.md",
  "docs/nbgrader.md",
  "docs/nbgrader.es.md",
  "packages/materials/README.md",
])("%s names commands and files that exist", (file) => {
  const text = read(file);
  expect(commandsOf(text).filter((name) => !(name in scripts))).toEqual([]);
  const isThere = (path: string) => {
    const [target = "", anchor] = path.split("#");
    const found = [join(dirname(file), target), target].find((one) => existsSync(join(courseFolder(), one)));
    return found !== undefined && (anchor === undefined || anchorsOf(read(found)).includes(anchor));
  };
  expect(pathsOf(text).filter((path) => !isThere(path))).toEqual([]);
});

test.each([
  "README.md",
  "README.es.md",
  "packages/kernel/README.md",
  "course/en/00-event-loop.md",
  "course/es/00-event-loop.md",
])("%s says which TypeScript cells are written in", (file) => {
  expect(all(read(file), /TypeScript\D{0,20}(\d\.\d)/g)[0]).toBe(versionMajorMinor);
});

describe.each(readmes)("$file", ({ file, language }) => {
  const text = read(file);

  test("lists every lesson, by its own title and minutes", () => {
    expect(listedIn(text, `notebooks/${language}/`)).toEqual(lessonsIn(language));
  });

  test("the first page lists the lessons beside it as the README does, and shows what is solved", () => {
    const [page, ...rest] = readNotebook(language, "index").cells;
    expect(listedIn(page?.source ?? "", "")).toEqual(lessonsIn(language));
    const rows = (table: string) =>
      [...table.matchAll(/^\| \[.+$/gm)].map(([row]) => row.replace(/ +\|/g, " |"));
    const plain = rows(text).map((row) => row.replace(`notebooks/${language}/`, ""));
    expect(rows(page?.source ?? "")).toEqual(plain);
    expect(rest.at(-1)?.source).toContain("await progress();");
  });

  test("describes each picture, and a chart as the chart does", () => {
    const pictures = [...text.matchAll(/<img src="([^"]+)"[^>]*? alt="([^"]+)"/g)];
    expect(pictures).toHaveLength(all(text, /<img /g).length);
    const charts = pictures.filter(([, picture]) => picture?.endsWith(".svg"));
    expect(charts).toHaveLength(1);
    for (const [, picture = "", description] of charts)
      expect(description).toBe(/aria-label="([^"]*)"/.exec(read(picture))?.[1]);
  });
});

test("both READMEs name the same commands", () => {
  const [en, es] = readmes.map(({ file }) => commandsOf(read(file)));
  expect(es).toEqual(en);
});
