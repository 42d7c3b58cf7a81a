/** The files for Moodle and Canvas, read as those read them. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import Papa from "papaparse";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ClassFolder, madeUpSubmission } from "../testing/class-folder.js";
import { madeUpGrade } from "../testing/made-up.js";

let folder: ClassFolder;

beforeEach(async () => {
  folder = await ClassFolder.make();
  await folder.put("in/a.ipynb", madeUpSubmission("Ana García", "A7", "2026-11-20T10:00:00Z", "full"));
  await folder.put("in/b.ipynb", madeUpSubmission("Luis", "b8", "2026-11-20T10:00:00Z", "misses"));
  await folder.put("in/c.ipynb", madeUpSubmission("Stranger", "Z9", "2026-11-20T10:00:00Z", "full"));
});
afterEach(() => folder.remove());

async function grade(args: string, read: "moodle.csv" | "canvas.csv"): Promise<string[][]> {
  const { err, out } = await folder.grade(`in ${args}`, {
    gradeNotebook: (text) =>
      Promise.resolve(
        madeUpGrade(text.includes("misses") ? ["time"] : [], { attempts: [], difficult: [], language: "es" }),
      ),
  });
  expect(err).toBe("");
  expect(out).toContain("To import:  grades/moodle.csv, grades/canvas.csv\n");
  return Papa.parse<string[]>((await folder.read(`grades/${read}`)).trimEnd()).data;
}

test("Moodle: by number, login or address, with a feedback; who is not of the class, or has no mark, is left out", async () => {
  const header = "Nombre,Apellido(s),Número de ID,Dirección de correo,Usuario";
  await folder.put(
    "class.csv",
    `${header.replace("Apellido(s)", "Apellidos")}\nAna,García,A7,ana@x.org,ana\nLuis,Paz,B8,luis@x.org,\nEva,Sol,C9,eva@x.org,eva\n`,
  );
  await folder.put("grades/overrides.csv", "id,criterion,points,reason\nA7,,77.5,oral; exam\n");
  expect(await grade("--roster class.csv", "moodle.csv")).toEqual([
    ["ID number", "Email address", "Homework", "Homework (feedback)"],
    ["A7", "ana@x.org", "77.5", "Tu docente cambió los puntos. Motivo: oral; exam."],
    [
      "B8",
      "luis@x.org",
      "85",
      expect.stringMatching(/^Title of success: 25 de 25\. .*Title of time: 5 de 20 \(37 measured, .+\)\. /),
    ],
  ]);
});

test("Moodle: where the roster's id is an address, it is told as one", async () => {
  await folder.put("class.csv", "email,name\nA7,Ana\nB8,Luis\n");
  const [header, ...rows] = await grade("--roster class.csv", "moodle.csv");
  expect(header?.slice(0, 2)).toEqual(["Email address", "Homework"]);
  expect(rows.map(([id]) => id)).toEqual(["A7", "B8"]);
});

test("Canvas: its own numbers come from its own list only", async () => {
  await folder.put("class.csv", "id,name\nA7,Ana García\nB8,Luis Paz\n");
  const possible = ["    Points Possible", "", "", "", "", "100"];
  const header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Homework"];
  expect(await grade("--roster class.csv", "canvas.csv")).toEqual([
    header,
    possible,
    ["Ana García", "", "A7", "", "", "100"],
    ["Luis Paz", "", "B8", "", "", "85"],
  ]);
  await folder.put(
    "class.csv",
    'Student,ID,SIS User ID,SIS Login ID,Section\n"    Points Possible",,,,\n"García, Ana",5001,A7,ana,S1\n"Paz, Luis",5002,B8,luis,S1\n',
  );
  expect(await grade("--roster class.csv", "canvas.csv")).toEqual([
    header,
    possible,
    ["García, Ana", "5001", "A7", "ana", "S1", "100"],
    ["Paz, Luis", "5002", "B8", "luis", "S1", "85"],
  ]);
});

test("a table that the teacher went on with is put aside, not lost", async () => {
  await folder.put("class.csv", "id,name\nA7,Ana García\n");
  await grade("--roster class.csv", "canvas.csv");
  await folder.put("grades/canvas.csv", "mine");
  await grade("--roster class.csv", "canvas.csv");
  expect(await folder.read("grades/canvas.yours.csv")).toBe("mine");
  await folder.put("grades/canvas.csv", "again");
  const { out } = await folder.grade("in", { gradeNotebook: () => Promise.resolve(madeUpGrade()) });
  expect(out).toContain("it is grades/canvas.yours-2.csv now.\n");
  expect(await folder.read("grades/canvas.yours-2.csv")).toBe("again");
});

test("without a roster, or without names, there is no such file, nor one of an earlier run", async () => {
  await folder.put("class.csv", "id,name\nA7,Ana García\n");
  for (const args of ["", "--roster class.csv --anonymous"]) {
    await grade("--roster class.csv", "moodle.csv");
    await folder.grade(`in ${args}`, { gradeNotebook: () => Promise.resolve(madeUpGrade()) });
    for (const file of ["moodle.csv", "canvas.csv"])
      expect([args, existsSync(join(folder.path, "grades", file))]).toEqual([args, false]);
  }
});
