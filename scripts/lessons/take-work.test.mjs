import { execFileSync } from "node:child_process";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findWork } from "./find-work.mjs";
import { placeLessons } from "./place-lessons.mjs";
import { takeWork } from "./take-work.mjs";
import { makeNotebook, run, write } from "./testing.mjs";

const lesson = makeNotebook("const a = todo();", "a;");
const mine = write(lesson, "const a = 1;");

let folder;
let from;
let to;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "async-lab-work-"));
  [from, to] = [join(folder, "notebooks"), join(folder, "my-notebooks")];
  put("en/01-one.ipynb", lesson);
  put("en/02-all.ipynb", lesson);
  put("es/02-all.ipynb", lesson);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path, text, where = from) {
  mkdirSync(join(where, path, ".."), { recursive: true });
  writeFileSync(join(where, path), text);
}
const read = (path, where = to) => readFileSync(join(where, path), "utf8");
const made = () =>
  Promise.resolve(
    new Map(["en/01-one", "en/02-all", "es/02-all"].map((name) => [join(from, `${name}.ipynb`), lesson])),
  );
const failed = [];
const take = () => takeWork(from, to, made, (file) => failed.push(relative(from, file)));
const find = async () => (await findWork(from)).map((file) => relative(from, file));
const git = (...args) =>
  execFileSync(
    "git",
    ["-c", "user.name=A", "-c", "user.email=a@b.c", "-c", "core.hooksPath=/dev/null", ...args],
    {
      cwd: folder,
      stdio: "pipe",
    },
  );

test("a learner who had worked in notebooks/ finds it all in the new folder, and notebooks/ is as it is made", async () => {
  put("en/01-one.ipynb", run(lesson));
  put("en/02-all.ipynb", mine);
  put("en/helper.ts", "export const a = 1;\n");
  put("mine/Untitled.ipynb", "{ half");
  symlinkSync("../../data", join(from, "en", "data"));
  const taken = await take();
  expect(taken).toEqual([
    "en/01-one.ipynb",
    "en/02-all.ipynb",
    "en/data",
    "en/helper.ts",
    "mine/Untitled.ipynb",
  ]);
  expect(read("en/01-one.ipynb")).toBe(run(lesson));
  expect(read("en/02-all.ipynb")).toBe(mine);
  expect(read("en/helper.ts")).toBe("export const a = 1;\n");
  expect(read("mine/Untitled.ipynb")).toBe("{ half");
  expect(readlinkSync(join(to, "en", "data"))).toBe("../../data");
  expect(readdirSync(join(from, "en"))).toEqual(["01-one.ipynb", "02-all.ipynb"]);
  for (const file of (await made()).keys()) expect(readFileSync(file, "utf8")).toBe(lesson);
  // It was made of this version: there is no new one to tell of.
  expect(placeLessons(from, to)).toEqual({ offered: [], gone: [] });
  expect(await take()).toEqual([]);
});

test("work in both places is kept, beside each other", async () => {
  placeLessons(from, to);
  put("en/02-all.ipynb", write(lesson, "const a = 2;"), to);
  put("en/notes.txt", "new", to);
  for (const count of [1, 2]) {
    const word = count === 1 ? "mine" : "mine-2";
    put("en/02-all.ipynb", write(lesson, `const a = ${count + 2};`));
    put("en/notes.txt", "old");
    expect(await take()).toEqual([`en/02-all.${word}.ipynb`, `en/notes.${word}.txt`]);
    expect(read(`en/02-all.${word}.ipynb`)).toContain(`const a = ${count + 2};`);
  }
  expect(read("en/02-all.ipynb")).toContain("const a = 2;");
  expect(read("en/notes.txt")).toBe("new");
});

test("ended between copying and putting back, it makes no second copy", async () => {
  put("en/02-all.ipynb", mine);
  put("en/02-all.ipynb", mine, to);
  for (const where of [from, to]) put("en/helper.ts", "export const a = 1;\n", where); // Copied by hand, say.
  expect(await take()).toEqual(["en/02-all.ipynb", "en/helper.ts"]);
  expect(readdirSync(join(to, "en"))).toEqual(["02-all.ipynb", "helper.ts"]);
  expect(read("en/02-all.ipynb", from)).toBe(lesson);
});

test("an untouched lesson makes room, whatever its version", async () => {
  put("en/02-all.ipynb", makeNotebook("1;"), to);
  put("en/02-all.ipynb", mine);
  expect(await take()).toEqual(["en/02-all.ipynb"]);
  expect(read("en/02-all.ipynb")).toBe(mine);
});

test("what is built is no work, and where there is none nothing is made", async () => {
  put("en/11-new.ipynb", makeNotebook("const b = 1;"));
  put("en/.ipynb_checkpoints/02-all-checkpoint.ipynb", mine);
  expect(await takeWork(from, to, () => Promise.reject(new Error("made")))).toEqual([]);
  expect(existsSync(to)).toBe(false);
  expect(lstatSync(join(from, "en", ".ipynb_checkpoints")).isDirectory()).toBe(true);
});

test("what cannot be moved stays, and the rest is moved all the same", async () => {
  put("en/02-all.ipynb", mine);
  put("data/a.csv", "1");
  put("data", "a file where a folder is needed", to);
  rmSync(join(from, "en", "01-one.ipynb"));
  symlinkSync("nowhere", join(from, "en", "01-one.ipynb"));
  expect(await take()).toEqual(["en/01-one.ipynb", "en/02-all.ipynb"]);
  expect(failed).toEqual(["data/a.csv"]);
  expect(read("data/a.csv", from)).toBe("1");
  expect(readlinkSync(join(to, "en", "01-one.ipynb"))).toBe("nowhere");
  expect(read("en/01-one.ipynb", from)).toBe(lesson);
});

test("in a clone, what git has as it is is no work, whoever wrote it", async () => {
  put("en/01-one.ipynb", mine); // A teacher's, say.
  git("init", "--quiet", "--initial-branch=main");
  put(".gitignore", "*.log\n", folder);
  git("add", ".");
  git("commit", "--quiet", "-m", "First");
  expect(await find()).toEqual([]);
  put("en/02-all.ipynb", mine);
  put("en/ñandú «1».txt", "x");
  put("en/run.log", "x");
  rmSync(join(from, "es", "02-all.ipynb"));
  expect(await find()).toEqual(["en/02-all.ipynb", "en/ñandú «1».txt"]);
  git("add", ".");
  expect(await find()).toEqual(["en/02-all.ipynb", "en/ñandú «1».txt"]);
});

test("in a merge git has both sides", async () => {
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "-m", "First");
  git("checkout", "--quiet", "-b", "other");
  put("en/02-all.ipynb", makeNotebook("1;"));
  git("commit", "--quiet", "-am", "Other");
  git("checkout", "--quiet", "main");
  put("en/02-all.ipynb", makeNotebook("2;"));
  git("commit", "--quiet", "-am", "Main");
  expect(() => git("merge", "--quiet", "other")).toThrow();
  expect(read("en/02-all.ipynb", from)).toContain("<<<<<<<");
  expect(await find()).toEqual([]);
});
