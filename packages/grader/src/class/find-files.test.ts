/** What strangers' machines put into a folder: one entry that is odd does not stop the others. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { courseFolder } from "async-lab/course";
import { ClassFolder, madeUpSubmission } from "../testing/class-folder.js";
import { madeUpNotebook } from "../testing/made-up.js";
import { findFiles } from "./find-files.js";

let folder: ClassFolder;

beforeEach(async () => {
  folder = await ClassFolder.make();
  chmodSync(folder.path, 0o755);
});
afterEach(() => folder.remove());

const inFolder = (name: Buffer | string) =>
  Buffer.concat([Buffer.from(join(folder.path, "in", "/")), Buffer.from(name)]);

test.runIf(process.platform === "linux")("a name that is no UTF-8 is graded as the others", async () => {
  await folder.put("class.csv", "id,name\n12345,Ana Peña\n");
  await folder.put("in/a.ipynb", madeUpNotebook("first()"));
  await folder.put("in/Peña.ipynb", madeUpNotebook("second()"));
  writeFileSync(inFolder(Buffer.from("Peña.ipynb", "latin1")), madeUpNotebook("third()"));
  writeFileSync(inFolder(Buffer.from("ÿþ.ipynb", "latin1")), madeUpNotebook("fifth()"));
  writeFileSync(inFolder(" .ipynb"), madeUpNotebook("sixth()"));
  mkdirSync(inFolder(Buffer.from("Ñandú_12345_file", "latin1")));
  writeFileSync(inFolder(Buffer.from("Ñandú_12345_file/x.ipynb", "latin1")), madeUpNotebook("fourth()"));
  const { code, err } = await folder.grade("in --roster class.csv");
  expect([code, err]).toEqual([0, ""]);
  expect(folder.graded).toHaveLength(6);
  expect((await folder.readTable()).map(({ id, file }) => [id, file])).toEqual([
    ["", ".ipynb"],
    ["", "a.ipynb"],
    ["12345", "Ñandú_12345_file/x.ipynb"],
    ["", "Peña.ipynb"],
    ["", "Peña.ipynb (2)"],
    ["", "ÿþ.ipynb"],
  ]);
  for (const { page } of await folder.readTable()) expect(page).toMatch(/^pages\/[a-z0-9-]+\.html$/);
});

test("what may not be read is listed, with whose it is, and the others are graded", async () => {
  await folder.put("in/a.ipynb", madeUpNotebook("a"));
  for (const path of ["Ana_12345_file/b.ipynb", "c.ipynb"])
    await folder.put(`in/${path}`, madeUpNotebook("b"));
  for (const path of ["Ana_12345_file", "c.ipynb"]) chmodSync(inFolder(path), 0);
  // Root may read everything.
  const asNobody = process.getuid?.() === 0 ? { uid: 61_100, gid: 61_100 } : {};
  const program = `const at = (name) => import(process.argv[1] + "/" + name);
    const { findFiles } = await at("find-files.js");
    const { readSubmission } = await at("submission-file.js");
    const { files } = await findFiles(["in"], process.argv[2], { except: [], language: "en" });
    const read = await Promise.all(files.map((file) => readSubmission(file, [{ id: "12345", name: "Ana" }], "en")));
    console.log(JSON.stringify(read.map(({ shownPath, student, unread }) => [shownPath, student.id, unread])));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      "--input-type=module",
      "--eval",
      program,
      join(courseFolder(), "packages/grader/dist/class"),
      folder.path,
    ],
    { ...asNobody, cwd: "/", encoding: "utf8" },
  );
  chmodSync(inFolder("Ana_12345_file"), 0o755);
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual([
    ["Ana_12345_file/", "12345", "the folder cannot be read (EACCES), and what is in it is not graded"],
    ["a.ipynb", null, null],
    ["c.ipynb", null, "the file cannot be read (EACCES)"],
  ]);
});

test("a notebook with another ending is graded, what is none is listed, what systems leave is not", async () => {
  await folder.put("class.csv", "id,name\n1,Ana\n2,Luis\n3,Eva\n");
  await folder.put("in/1.ipynb.txt", madeUpSubmission("Ana", "1", "2026-11-20T10:00:00Z"));
  await folder.put("in/2.json", `\uFEFF${madeUpSubmission("Luis", "2", "2026-11-20T10:00:00Z")}`);
  await folder.put("in/3.zip", "PK");
  await folder.put("in/package.json", '{"name":"x"}');
  await folder.put("in/class.csv", "id,name\n");
  for (const name of ["__MACOSX/._1.ipynb", "Thumbs.db", "desktop.ini", ".DS_Store"])
    await folder.put(`in/${name}`, madeUpNotebook("x"));
  symlinkSync(join(folder.path, "class.csv"), inFolder("4.ipynb"));
  const { code, err } = await folder.grade("in --roster class.csv");
  expect(code).toBe(0);
  expect(folder.graded).toHaveLength(2);
  expect(err).toBe(
    "Left out, since only notebooks are graded, and links are not followed: 3.zip, 4.ipynb, class.csv and 1 more.\n",
  );
  const table = await folder.readTable();
  expect(table.map(({ id, status, notes }) => [id, status, notes])).toEqual([
    ["1", "graded", ""],
    ["3", "missing", "handed in something that is no notebook: 3.zip"],
    ["2", "graded", ""],
  ]);
  const hidden = await folder.grade("in --roster class.csv --anonymous");
  expect(hidden.err).toBe(
    "Left out, since only notebooks are graded, and links are not followed: 4 files.\n",
  );
});

test("a file named on the command line is a notebook by what is in it as well", async () => {
  await folder.put("x.ipynb.txt", madeUpNotebook("x"));
  const { files } = await findFiles(["x.ipynb.txt"], folder.path, { except: [], language: "en" });
  expect(files.map(({ shownPath }) => shownPath)).toEqual(["x.ipynb.txt"]);
});
