import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readSubmissionMetadata } from "../class/submission-metadata.js";
import type { GradeNotebook } from "../grade.js";
import { madeUpGrade, madeUpGrader, madeUpNotebook } from "../testing/made-up.js";
import { runSubmit, type SubmitIO } from "./command.js";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "async-lab-submit-"));
  await writeFile(join(folder, "hw.ipynb"), madeUpNotebook("const scrape = 1; // misses time, report"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function submit(args: readonly string[], more: Partial<SubmitIO> = {}) {
  let [out, err] = ["", ""];
  const code = await runSubmit(args, {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    cwd: folder,
    signal: new AbortController().signal,
    gradeNotebook: madeUpGrader(),
    ask: undefined,
    language: "en",
    ...more,
  });
  return { code, out, err };
}

const ana = ["--name", "Ana García", "--id", "A 7"];

test("it shows the criteria, writes one file, and says where it lies", async () => {
  const before = await stat(join(folder, "hw.ipynb"));
  const { code, out, err } = await submit(["hw.ipynb", ...ana]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("✓ Met: Title of success, 25 of 25\n");
  expect(out).toContain(
    "◐ Partly: Title of time, 5 of 20\n    37 measured, at most 20 allowed\n    Hold them back",
  );
  expect(out).toContain("Together: 77.5 of 100 points.\n");
  const path = join(folder, "homework-A-7.ipynb");
  expect(out).toContain(`${path}\n\nHand in this one file, the way your teacher told you.\n`);
  expect(out.trimEnd().split("\n").at(-1)).toBe(
    "How it stands: 77.5 of 100 points; 2 criteria are not met. The file is written all the same; you can fix your notebook and hand in another.",
  );
  expect(await readdir(folder)).toEqual(["homework-A-7.ipynb", "hw.ipynb"]);
  expect(readSubmissionMetadata(await readFile(path, "utf8"))).toMatchObject({
    name: "Ana García",
    id: "A 7",
    whole: true,
  });
  expect((await stat(join(folder, "hw.ipynb"))).mtimeMs).toBe(before.mtimeMs);
});

test("again, it takes its own file's place, and knows whose the earlier one was", async () => {
  await submit(["hw.ipynb", ...ana]);
  expect(await submit(["hw.ipynb", ...ana])).toMatchObject({ code: 0 });
  const { code, out } = await submit(["homework-A-7.ipynb", "--out", "again.ipynb"]);
  expect(code).toBe(0);
  expect(out).toContain("by Ana García (A 7)");
});

test.each([
  ["went on working in it", ana, (text: string) => text.replace("misses", "has")],
  ["has another id, which makes the same name", ["--name", "Ana", "--id", "A-7"], (text: string) => text],
])("a file to hand in is not written over for who %s", async (_, who, change) => {
  await submit(["hw.ipynb", ...ana]);
  const path = join(folder, "homework-A-7.ipynb");
  const text = change(await readFile(path, "utf8"));
  await writeFile(path, text);
  const { code, err } = await submit(["hw.ipynb", ...who]);
  expect(code).toBe(2);
  expect(err).toMatch(/^homework-A-7\.ipynb is there, and was changed since submit wrote it, .*`--out`\.\n$/);
  expect(await readFile(path, "utf8")).toBe(text);
});

test("the homework as the course hands it out is not taken for the learner's", async () => {
  const [out, own] = ["notebooks/en/09-homework.ipynb", "my-notebooks/en/09-homework.ipynb"];
  for (const path of [out, own]) {
    await mkdir(join(folder, path, ".."), { recursive: true });
    await writeFile(join(folder, path), madeUpNotebook("const scrape = 1;"));
  }
  const inCourse = { course: folder };
  expect(await submit([out, "--check"], inCourse)).toEqual({
    code: 2,
    out: "",
    err: `${out} is the homework as the course hands it out. Yours is ${own}.\n`,
  });
  expect(await submit([own, "--check"], inCourse)).toMatchObject({ code: 0 });
  await rm(join(folder, own));
  expect(await submit([out, "--check"], inCourse)).toMatchObject({ code: 0 });
});

test("--check shows the criteria, asks for nothing and writes nothing", async () => {
  const { code, out } = await submit(["hw.ipynb", "--check"], {
    ask: () => Promise.reject(new Error("asked")),
  });
  expect(code).toBe(0);
  expect(out).toContain("◐ Partly: Title of time");
  expect(out).toContain("Checked only; nothing was written.");
  expect(await readdir(folder)).toEqual(["hw.ipynb"]);
});

test("at a terminal it asks for what is missing", async () => {
  const asked: string[] = [];
  const ask = (question: string) => {
    asked.push(question);
    return Promise.resolve(" 7 ");
  };
  const { out } = await submit(["hw.ipynb", "--name", "Ana"], { ask });
  expect(asked).toEqual(["Your student id: "]);
  expect(out).toContain("by Ana (7)");
});

test("in the language of the notebook", async () => {
  const gradeNotebook: GradeNotebook = () => Promise.resolve(madeUpGrade(["time"], { language: "es" }));
  const { out } = await submit(["hw.ipynb", ...ana], { gradeNotebook });
  expect(out).toContain("◐ En parte: Title of time, 5 de 20");
  expect(out).toMatch(/\nCómo está: 85 de 100 puntos; un criterio no se cumple\. .+\n$/);
});

test("what cannot be run here is handed in all the same", async () => {
  const gradeNotebook: GradeNotebook = () => Promise.reject(new Error("no port is free"));
  const { code, out, err } = await submit(["hw.ipynb", ...ana], { gradeNotebook });
  expect(code).toBe(0);
  expect(err).toBe("It could not be run here: no port is free\n");
  expect(out).toContain("homework-A-7.ipynb");
});

test("problems are shown with their place, and no trick of a notebook reaches the terminal", async () => {
  const error = { name: "Error", message: "Error: \u001b[2Jboom", place: "cell 3, line 2", causes: [] };
  const gradeNotebook: GradeNotebook = () =>
    Promise.resolve(madeUpGrade([], { ended: "timed out", problems: [{ cell: 3, kind: "error", error }] }));
  const { out } = await submit(["hw.ipynb", "--check"], { gradeNotebook });
  expect(out).toContain("! cell 3, line 2: error while it ran: Error: boom\n");
  expect(out).toContain("It used all of the time that a submission has,\nand was stopped.");
  expect(out).not.toContain("\u001b");
});

test("what scrape threw is shown, with its place", async () => {
  const thrown = {
    name: "TypeError",
    message: "pages is not iterable",
    place: "cell 11, line 3",
    causes: [],
  };
  const gradeNotebook: GradeNotebook = () => Promise.resolve(madeUpGrade([], { thrown }));
  const { out } = await submit(["hw.ipynb", "--check"], { gradeNotebook });
  expect(out).toContain("! cell 11, line 3: scrape threw TypeError: pages is not iterable\n");
});

test("the first mistake is shown, and the cells that only need what is missing there are counted", async () => {
  const error = (message: string, cell: number) => ({
    name: "TypeScriptError",
    message,
    place: `cell ${cell}, line 1`,
    causes: [],
  });
  const gradeNotebook: GradeNotebook = () =>
    Promise.resolve(
      madeUpGrade([], {
        problems: [
          { cell: 3, kind: "type error", error: error("a number is no text", 3) },
          { cell: 4, kind: "type error", error: error("'x' is not there yet", 4), needs: 3 },
          { cell: 6, kind: "type error", error: error("'x' is not there yet", 6), needs: 3 },
        ],
      }),
    );
  const { out } = await submit(["hw.ipynb", ...ana], { gradeNotebook });
  expect(out).toContain(
    "cell did not run: a number is no text\n  … and 2 more cells that need what is missing there.\n",
  );
  expect(out).not.toContain("not there yet");
  expect(out).toMatch(/\nHow it stands: 100 of 100 points; all criteria are met\.\n$/);
});

test("stopped, it writes nothing", async () => {
  const stop = new AbortController();
  const gradeNotebook: GradeNotebook = () => {
    stop.abort("SIGINT");
    return Promise.reject(new Error("aborted"));
  };
  const { code, out } = await submit(["hw.ipynb", ...ana], { gradeNotebook, signal: stop.signal });
  expect(code).toBe(130);
  expect(out).toContain("Stopped; nothing was written.");
  expect(await readdir(folder)).toEqual(["hw.ipynb"]);
});

test.each([
  [[], "submit: name one notebook: npm run submit -- my-notebooks/en/09-homework.ipynb\n"],
  [
    ["hw.ipynb", "more.ipynb"],
    "submit: `more.ipynb` is one word too many: put a name of several words between quotes, and hand in one notebook at a time.\n",
  ],
  [["no.ipynb", ...ana], "no.ipynb is not there: check the path.\n"],
  [["notes.txt", ...ana], "submit takes one notebook, a file that ends in .ipynb: notes.txt is none.\n"],
  [["bad.ipynb", ...ana], "bad.ipynb is no notebook: it is not JSON. Save it again in JupyterLab.\n"],
  [
    ["03-not-too-many.ipynb", ...ana],
    "03-not-too-many.ipynb is not the homework: no cell in it has a `scrape`. The homework is the notebook of lesson 9, 09-homework.ipynb, with your own `scrape` in it.\n",
  ],
  [["empty.ipynb", "--check"], /^empty\.ipynb is not the homework: /],
  [["hw.ipynb"], "submit: --name, --id missing: your teacher has to know whose homework it is.\n"],
  [
    ["hw.ipynb", "--name", " ", "--id", "7"],
    "`--name` is empty: your teacher has to know whose homework it is.\n",
  ],
  [
    ["hw.ipynb", ...ana, "--out", "hw.ipynb"],
    "`--out` is the notebook itself (hw.ipynb): choose another file.\n",
  ],
  [["hw.ipynb", ...ana, "--out", "mine.txt"], "`--out` is a file that ends in .ipynb, not mine.txt.\n"],
  [
    ["hw.ipynb", ...ana, "--out", "bad.ipynb"],
    "bad.ipynb is there, and is not a file that submit wrote: choose another one with `--out`.\n",
  ],
  [["hw.ipynb", ...ana, "--out", "no/x.ipynb"], "no is not there: check the path.\n"],
])("used wrongly, one line says so: %j", async (args, line) => {
  await writeFile(join(folder, "bad.ipynb"), "{ half");
  await writeFile(join(folder, "notes.txt"), "notes");
  await writeFile(join(folder, "03-not-too-many.ipynb"), madeUpNotebook('// scrape\nlimit("scrape");'));
  await writeFile(join(folder, "empty.ipynb"), "{}");
  const before = await readdir(folder);
  const { code, out, err } = await submit(args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toMatch(line);
  expect(err.trimEnd()).not.toContain("\n");
  expect(await readdir(folder)).toEqual(before);
});
