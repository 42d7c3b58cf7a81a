/** Names and ids: kept out of everything where the class is anonymous, and never more than text where they are hostile. */
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Grade, GradeNotebook } from "../grade.js";
import { ClassFolder, madeUpSubmission } from "../testing/class-folder.js";
import { madeUpGrade, madeUpGrader, madeUpNotebook } from "../testing/made-up.js";

let folder: ClassFolder;

beforeEach(async () => {
  folder = await ClassFolder.make();
});
afterEach(() => folder.remove());

test("an anonymous class: no name, id or file name in any file, name or line but the private one", async () => {
  await folder.put("class.csv", "id,name\n10001,Ana García\n20002,Luis Paz\n30003,Eva Sol\n");
  await folder.put(
    "in/garcia.ipynb",
    madeUpSubmission("Ana García", "10001", "2026-11-20T10:00:00Z", "first()"),
  );
  await folder.put(
    "in/garcia-new.ipynb",
    madeUpSubmission("ANA Garcia", "10001", "2026-11-21T10:00:00Z", "second()"),
  );
  await folder.put("in/20002.ipynb", madeUpNotebook("// breaks: cannot read in/20002.ipynb"));
  await folder.put("in/stranger.ipynb", madeUpSubmission("Some Body", "44444", "2026-11-20T10:00:00Z"));
  await folder.grade("in --roster class.csv");
  const gradeNotebook: GradeNotebook = async (text, options) => ({
    ...(await madeUpGrader()(text, options)),
    printed: "Ana García (10001) got 197 pages",
  });
  const { out, err } = await folder.grade(
    "in --roster class.csv --anonymous --seed 3 --deadline 2026-11-01T10:00Z",
    { gradeNotebook },
  );
  const secret = /garc[ií]a|luis|paz|eva sol|10001|20002|30003|44444|some body|stranger/i;
  expect(out + err).not.toMatch(secret);
  const files = (await readdir(join(folder.path, "grades"), { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile(),
  );
  for (const { parentPath, name } of files) {
    expect(name).not.toMatch(secret);
    if (name !== "private-codes.csv" && !parentPath.endsWith(".kept")) {
      const text = await readFile(join(parentPath, name), "utf8");
      if (!parentPath.includes(".kept")) expect([name, secret.exec(text)?.[0]]).toEqual([name, undefined]);
    }
  }
  const codes = await folder.read("grades/private-codes.csv");
  expect(codes).toMatch(/[2-9A-Z]{6},id:10001,10001,Ana García/);
  if (process.platform !== "win32")
    expect((await stat(join(folder.path, "grades/private-codes.csv"))).mode & 0o077).toBe(0);

  const code = /([2-9A-Z]{6}),id:10001/.exec(codes)?.[1] ?? "";
  await folder.put("grades/overrides.csv", `id,criterion,points,reason\n${code.toLowerCase()},,61,by code\n`);
  await folder.grade("in --roster class.csv --anonymous --seed 3", { gradeNotebook });
  expect(await folder.read("grades/private-codes.csv")).toBe(codes);
  expect((await folder.readTable()).find((row) => row["code"] === code)).toMatchObject({ points: "61" });
});

test("somebody who is called like a word of the grader's leaves its sentences as they are", async () => {
  const names = ["requests", "scrape", "measured", "Error", "200", "threw"];
  await folder.put(
    "class.csv",
    `id,name\n${names.map((name, at) => `${name}${"0".repeat(at)},${name}`).join("\n")}`,
  );
  for (const [at, name] of names.entries())
    await folder.put(
      `in/${name}.ipynb`,
      madeUpSubmission(name, `${name}${"0".repeat(at)}`, "2026-11-20T10:00:00Z", name),
    );
  const grade: Grade = {
    ...madeUpGrade(["inFlight"], { attempts: [], difficult: [] }),
    thrown: { name: "Error", message: "Error: requests of Ana García", causes: [] },
    problems: [
      {
        cell: 1,
        kind: "type error",
        error: { name: "TypeError", message: "the measured 'scrape'", causes: [] },
      },
    ],
    printed: "200 requests by requests, measured in scraper",
  };
  await folder.grade("in --roster class.csv --anonymous", { gradeNotebook: () => Promise.resolve(grade) });
  const codes = await folder.read("grades/private-codes.csv");
  const pages = await readdir(join(folder.path, "grades/pages"));
  expect(pages).toHaveLength(names.length);
  for (const page of pages) {
    const text = await folder.read(`grades/pages/${page}`);
    expect(text).toContain("37 measured, at most 20 allowed");
    expect(text).toContain("Hold them back: a request waits until another one has ended.");
    expect(text).toContain("scrape threw ");
    expect(text).toContain("the measured ");
    expect(text).toContain("in scraper");
    expect(await folder.read(`grades/gradescope/${page.replace("html", "json")}`)).toContain("scrape threw ");
  }
  // In their own texts it is their name.
  const code = /([2-9A-Z]{6}),id:requests,/.exec(codes)?.[1] ?? "";
  const own = await folder.read(`grades/pages/${code.toLowerCase()}.html`);
  expect(own).toContain(`200 ${code} by ${code}, measured in scraper`);
  expect(own).toContain(`threw Error: ${code} of Ana García`);
});

test("an override is for the one whose id it names, also where that is the name of another's page", async () => {
  await folder.put("in/a.ipynb", madeUpSubmission("Ana", "Año", "2026-11-20T10:00:00Z", "first"));
  const quick = madeUpGrade([], { attempts: [], difficult: [] });
  await folder.grade("in", { gradeNotebook: () => Promise.resolve(quick) });
  const [page = ""] = await readdir(join(folder.path, "grades/pages"));
  const id = page.replace(".html", "");
  expect(id).toMatch(/^ano-[0-9a-f]{6}$/);
  await folder.put("in/b.ipynb", madeUpSubmission("Luis", id, "2026-11-20T10:00:00Z", "second"));
  const pointsWith = async (rows: string) => {
    await folder.put("grades/overrides.csv", `id,criterion,points,reason\n${rows}`);
    const { err } = await folder.grade("in", { gradeNotebook: () => Promise.resolve(quick) });
    return (
      err ||
      Object.fromEntries((await folder.readTable()).map(({ name = "", points = "" }) => [name, points]))
    );
  };
  expect(await pointsWith(`${id},,40,by id\n`)).toEqual({ Ana: "100", Luis: "40" });
  expect(await pointsWith(`año,,30,by id\n${id.toUpperCase()},,40,by id\n`)).toEqual({
    Ana: "30",
    Luis: "40",
  });
  // Whichever way somebody is named, one decision is all that there may be.
  expect(await pointsWith(`año,,30,by id\n${page},,40,by page\n`)).toMatch(
    /line 3: `ano-.+\.html` has an override for this already/,
  );
});

test("an override by a page's name holds when the same class is shown without names", async () => {
  await folder.put("in/stranger.ipynb", madeUpNotebook("first"));
  await folder.grade("in", { gradeNotebook: madeUpGrader() });
  const [page = ""] = await readdir(join(folder.path, "grades/pages"));
  await folder.put("grades/overrides.csv", `id,criterion,points,reason\n${page},,40,by page\n`);
  const { err } = await folder.grade("in --anonymous --from grades --out open", {
    gradeNotebook: madeUpGrader(),
  });
  expect(err).toBe("");
  expect(await folder.read("open/grades.csv")).toMatch(/,40,/);
});
test("an override by code holds in a class with names; a file of codes that is damaged matters to nobody else", async () => {
  await folder.put("in/a.ipynb", madeUpSubmission("Ana", "10001", "2026-11-20T10:00:00Z"));
  await folder.put("in/b.ipynb", madeUpSubmission("Luis", "20002", "2026-11-20T10:00:00Z"));
  const quick = madeUpGrade([], { attempts: [], difficult: [] });
  const gradeNotebook: GradeNotebook = () => Promise.resolve(quick);
  await folder.grade("in --anonymous", { gradeNotebook });
  const codes = await folder.read("grades/private-codes.csv");
  const code = /([2-9A-Z]{6}),id:20002/.exec(codes)?.[1] ?? "";
  const decide = (who: string) =>
    folder.put("grades/overrides.csv", `id,criterion,points,reason\n${who},,61,oral exam\n`);

  await decide(code.toLowerCase());
  expect(await folder.grade("in", { gradeNotebook })).toMatchObject({ code: 0, err: "" });
  expect((await folder.readTable()).map(({ name, points, page }) => [name, points, page])).toEqual([
    ["Ana", "100", "pages/10001.html"],
    ["Luis", "61", "pages/20002.html"],
  ]);
  const shown = await folder.grade("in --from grades --out named", { gradeNotebook });
  expect(shown).toMatchObject({ code: 0, err: "" });
  expect(await folder.read("named/grades.csv")).toContain("20002,Luis,61,");
  // Codes are drawn for an anonymous class alone.
  expect(await folder.read("grades/private-codes.csv")).toBe(codes);

  const [header = "", ana = "", luis = ""] = codes.trim().split("\r\n");
  for (const damaged of [
    "not a table of codes",
    `${header}\n${ana}\n?,id:20002\n`,
    `${header}\n${luis}\n${luis.replace("20002", "10001")}\n`,
  ]) {
    await folder.put("grades/private-codes.csv", damaged);
    await decide(code);
    const { err, ...needed } = await folder.grade("in", { gradeNotebook });
    expect(needed).toEqual({ code: 2, out: "" });
    expect(err).toMatch(
      /^.+line 2: nobody in this class has the id `\w+`\. .+private-codes\.csv is not the file of codes .+\n$/,
    );
    await decide("20002");
    expect(await folder.grade("in", { gradeNotebook })).toMatchObject({ code: 0, err: "" });
    expect((await folder.grade("in --anonymous", { gradeNotebook })).err).toMatch(
      /^\S+private-codes\.csv is not the file of codes .+\n$/,
    );
  }
  await rm(join(folder.path, "grades/private-codes.csv"));
  await mkdir(join(folder.path, "grades/private-codes.csv"));
  expect(await folder.grade("in", { gradeNotebook })).toMatchObject({ code: 0, err: "" });
  expect(await folder.grade("in --anonymous", { gradeNotebook })).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^The file of codes \S+ cannot be read \(EISDIR\)\.\n$/) as string,
  });
});

test("zeros that a spreadsheet dropped: one student; and where the roster has both, two who are told apart", async () => {
  const quick = madeUpGrade([], { attempts: [], difficult: [] });
  const gradeNotebook: GradeNotebook = () =>
    Promise.resolve({ ...quick, printed: "by 030123456, 30.123.456 or 3012345" });
  await folder.put("class.csv", "dni,name\n030123456,Ana\n30123457,Eva\n");
  await folder.put("in/a.ipynb", madeUpSubmission("Ana", "30123456", "2026-11-20T10:00:00Z"));
  await folder.put("in/b.ipynb", madeUpSubmission("Ana", "30.123.456", "2026-11-21T10:00:00Z"));
  await folder.put("in/c.ipynb", madeUpSubmission("Eva", "030123457", "2026-11-20T10:00:00Z"));
  await folder.put("grades/overrides.csv", "id,criterion,points,reason\n30123456,,70,oral exam\n");
  const rows = async () =>
    (await folder.readTable()).map(({ id, points, file, notes }) => [id, points, file, notes]);
  expect(await folder.grade("in --roster class.csv", { gradeNotebook })).toMatchObject({ code: 0, err: "" });
  expect(await rows()).toEqual([
    ["030123456", "70", "b.ipynb", "changed by you: oral exam; 1 earlier file"],
    ["30123457", "100", "c.ipynb", ""],
  ]);
  expect(await folder.read("grades/moodle.csv")).toContain("030123456,70,");

  await folder.put("class.csv", "dni,name\n030123456,Ana\n30123456,Ada\n30123457,Eva\n");
  const apart = await folder.grade("in --roster class.csv", { gradeNotebook });
  expect(apart).toMatchObject({
    code: 0,
    err: expect.stringMatching(
      /^Kept apart, since the roster has them all: 030123456 \/ 30123456\. .+\n$/,
    ) as string,
  });
  const note = "another id on the roster differs from this one in zeros or spaces alone";
  const told = await rows();
  expect(told.map(([id, points, file]) => [id, points, file])).toEqual([
    ["30123456", "70", "b.ipynb"],
    ["030123456", "", ""],
    ["30123457", "100", "c.ipynb"],
  ]);
  expect(told.map(([, , , notes = ""]) => notes.includes(note))).toEqual([true, true, false]);

  const hidden = await folder.grade("in --roster class.csv --anonymous", { gradeNotebook });
  expect(hidden.err).toMatch(/^Kept apart, since the roster has them all: 1 group of ids\. /);
  const [page = ""] = await readdir(join(folder.path, "grades/pages"));
  const text = await folder.read(`grades/pages/${page}`);
  expect(text).toContain("or 3012345");
  expect(text).not.toMatch(/30\.?123\.?456/);
});

test("hostile names stay text: in pages, in the table, in file names and on the terminal", async () => {
  const name = `=cmd|'/c calc'!A1<script>alert(1)</script>\u001b[2J\u202E"`;
  await folder.put("in/x.ipynb", madeUpSubmission(name, "../../../etc/passwd", "2026-11-20T10:00:00Z"));
  await folder.put("in/<img src=x onerror=alert(1)>.ipynb", madeUpNotebook("x"));
  const { out } = await folder.grade("in");
  for (const hidden of ["\u001b", "\u202E"]) expect(out).not.toContain(hidden);
  const pages = await readdir(join(folder.path, "grades/pages"));
  expect(pages).toHaveLength(2);
  for (const page of pages) expect(page).toMatch(/^[a-z0-9-]+\.html$/);
  for (const file of ["summary.html", ...pages.map((page) => `pages/${page}`)])
    expect(await folder.read(`grades/${file}`)).not.toMatch(/<script|<img/);
  expect(
    (await folder.readTable()).map((row) => row["name"]).filter((text) => /^\s*=/.test(text ?? "")),
  ).toEqual([]);
});
