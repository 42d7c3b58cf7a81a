import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ClassFolder, madeUpSubmission } from "../testing/class-folder.js";
import type { GradeNotebook } from "../grade.js";
import { madeUpGrade, madeUpNotebook } from "../testing/made-up.js";

let folder: ClassFolder;

beforeEach(async () => {
  folder = await ClassFolder.make();
});
afterEach(() => folder.remove());

async function putClass(): Promise<void> {
  await folder.put("class.csv", "id,name\n1,Ana García\n2,Luis Paz\n3,Eva Sol\n4,Noa Mar\n");
  await folder.put("in/a.ipynb", madeUpSubmission("Ana García", "1", "2026-11-20T10:00:00Z", "first()"));
  await folder.put("in/b.ipynb", madeUpSubmission("Ana García", "1", "2026-11-21T10:00:00Z", "second()"));
  await folder.put(
    "in/sub/c.ipynb",
    madeUpSubmission("Luis Paz", "2", "2026-11-25T10:00:00Z", "// misses time, report"),
  );
  await folder.put("in/3.ipynb", madeUpNotebook("no id inside"));
  await folder.put("in/d.ipynb", madeUpSubmission("Stranger", "99", "2026-11-20T10:00:00Z"));
}

test("a class: the newest counts, the late are marked, the missing and the strangers are listed", async () => {
  await putClass();
  const { code, out, err } = await folder.grade(
    "in --roster class.csv --deadline 2026-11-22T00:00Z --jobs 2",
  );
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain(
    "Graded 4 of 4 submissions.\n1 late, 1 missing, 1 earlier file by the same students, 1 not on the roster\n",
  );
  expect(folder.graded.filter((text) => text.includes("first()"))).toEqual([]);
  const table = await folder.readTable();
  expect(
    table.map(({ id, points, time, status, late, file }) => [id, points, time, status, late, file]),
  ).toEqual([
    ["1", "100", "20", "graded", "no", "b.ipynb"],
    ["3", "100", "20", "graded", "unknown", "3.ipynb"],
    ["2", "77.5", "5", "graded", "yes", "sub/c.ipynb"],
    ["4", "", "", "missing", "", ""],
    ["99", "100", "20", "graded", "no", "d.ipynb"],
  ]);
  expect(table[4]?.["notes"]).toBe("not on the roster");
  const summary = await folder.read("grades/summary.html");
  for (const told of ["<code>a.ipynb</code>", "Noa Mar (4)", "Stranger (99)", "late by", "no-time (1)"])
    expect(summary).toContain(told);
  expect(await readdir(join(folder.path, "grades/pages"))).toEqual(["1.html", "2.html", "3.html", "99.html"]);
  expect(await folder.read("grades/pages/2.html")).toContain("Handed in late.");
});

test("a table with somebody's notes in it, or of another origin, is put aside", async () => {
  await putClass();
  await folder.put("grades/grades.csv", "a list of my own");
  const first = await folder.grade("in");
  expect(first.out).toContain("it is grades/grades.yours.csv now.\n");
  const table = await folder.read("grades/grades.csv");
  // With a roster the table is another one: it is this command's own, and nobody changed it.
  expect((await folder.grade("in --roster class.csv")).out).not.toContain("yours");
  await folder.put("grades/grades.csv", `${table}note`);
  expect((await folder.grade("in --roster class.csv")).out).toContain(
    "it is grades/grades.yours-2.csv now.\n",
  );
  expect(await folder.read("grades/grades.yours.csv")).toBe("a list of my own");
  expect(await folder.read("grades/grades.yours-2.csv")).toBe(`${table}note`);
});

test("nothing is graded twice, unless the file, the options or the grader changed", async () => {
  await putClass();
  await folder.grade("in");
  expect(folder.graded).toHaveLength(4);
  const again = await folder.grade("in");
  expect(again.out).toContain("Graded 4 of 4 submissions, 4 of them kept from an earlier run.");
  expect(folder.graded).toHaveLength(4);
  await folder.put("in/d.ipynb", madeUpSubmission("Stranger", "99", "2026-11-21T10:00:00Z", "changed()"));
  await folder.grade("in");
  expect(folder.graded).toHaveLength(5);
  await folder.grade("in --seed 7");
  expect(folder.graded).toHaveLength(9);
  await folder.grade("in", { grader: "2" });
  expect(folder.graded).toHaveLength(13);
  // A roster, a deadline or an override change what is shown, and nothing that was graded.
  await folder.put("grades/overrides.csv", "id,criterion,points,reason\n2,,50,oral exam\n");
  await folder.grade("in --roster class.csv --deadline 2026-11-22T00:00Z --anonymous --seed 7");
  expect(folder.graded).toHaveLength(13);
});

test("an anonymous class beside one with names: nothing is graded again, and nothing in it tells who is who", async () => {
  await putClass();
  const quick = { gradeNotebook: (text: string) => (folder.graded.push(text), Promise.resolve(made)) };
  const made = madeUpGrade([], { attempts: [], difficult: [] });
  await folder.grade("in --roster class.csv --seed 11 --timeout 60", quick);
  await folder.put("grades/overrides.csv", "id,criterion,points,reason\n2,,50,oral exam\n");
  const before = await folder.read("grades/pages/1.html");
  const again = await folder.grade("in --roster class.csv --anonymous --from grades --out open", quick);
  expect(again).toMatchObject({ code: 0, err: "" });
  expect(folder.graded).toHaveLength(4);
  expect(again.out).toContain("4 of them kept from an earlier run");
  expect(await folder.read("grades/pages/1.html")).toBe(before);
  const files = await readdir(join(folder.path, "open"), { recursive: true, withFileTypes: true });
  const texts = files
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFile(join(parentPath, name), "utf8"));
  expect(
    (await Promise.all(texts)).filter((text) => /Ana|García|Luis|Eva|Stranger|in\/|ipynb"/.test(text)),
  ).toEqual([]);
  expect(files.map(({ name }) => name).sort()).not.toContain("private-codes.csv");
  expect(await folder.read("open/grades.csv")).toContain(",50,100,");
  // The codes stay with the grades, and are the same the next time.
  const codes = await folder.read("grades/private-codes.csv");
  await folder.grade("in --roster class.csv --anonymous --from grades --out open", quick);
  expect(await folder.read("grades/private-codes.csv")).toBe(codes);
});

test("a file without words of its own speaks the language of the class, also when that becomes another", async () => {
  const words = { en: "// the pages that we fetch", es: "// las páginas que traemos" };
  const asked: string[] = [];
  const gradeNotebook: GradeNotebook = (text, { language = "en" }) => {
    asked.push(`${text === "" ? "empty" : text.includes("//") ? "words" : "code"} ${language}`);
    return Promise.resolve(madeUpGrade(["time"], { attempts: [], difficult: [], language }));
  };
  await folder.put("in/10001.ipynb", "");
  await folder.put("in/code.ipynb", madeUpNotebook("for (const url of urls) await get(url, { with: 1 })"));
  for (const name of ["a", "b"]) await folder.put(`in/${name}.ipynb`, madeUpNotebook(words.es));
  await folder.put("class.csv", "id,name\n10001,Ana\n");
  await folder.grade("in --roster class.csv", { gradeNotebook });
  expect(asked.sort()).toEqual(["code es", "empty es", "words es", "words es"]);
  expect(await folder.read("grades/pages/10001.html")).toContain('<html lang="es">');
  expect(await folder.read("grades/moodle.csv")).toMatch(/10001,.+ de \d+/);

  for (const name of ["c", "d", "e"])
    await folder.put(`in/${name}.ipynb`, madeUpNotebook(`${words.en} ${name}`));
  asked.length = 0;
  await folder.grade("in --roster class.csv", { gradeNotebook });
  expect(asked.sort()).toEqual(["code en", "empty en", "words en", "words en", "words en"]);
  asked.length = 0;
  await folder.grade("in --roster class.csv", { gradeNotebook });
  expect(asked).toEqual([]);
});

test("a submission is never changed", async () => {
  await putClass();
  const look = async () =>
    Promise.all(
      ["a.ipynb", "b.ipynb", "sub/c.ipynb", "3.ipynb", "d.ipynb"].map(async (name) => {
        const path = join(folder.path, "in", name);
        const { mtimeMs, mode, size } = await stat(path);
        return {
          mtimeMs,
          mode,
          size,
          hash: createHash("sha256")
            .update(await readFile(path))
            .digest("hex"),
        };
      }),
    );
  const before = await look();
  await folder.grade("in");
  expect(await look()).toEqual(before);
  expect(await readdir(join(folder.path, "in"))).toEqual(["3.ipynb", "a.ipynb", "b.ipynb", "d.ipynb", "sub"]);
});

test("stopped, it keeps what is graded and says how to go on; run again it grades the rest", async () => {
  for (const name of ["a", "b", "c", "d"]) await folder.put(`in/${name}.ipynb`, madeUpNotebook(name));
  const stop = new AbortController();
  const ended: string[] = [];
  const { code, out } = await folder.grade("in --jobs 2", {
    signal: stop.signal,
    gradeNotebook: (text, { signal }) => {
      if (text.includes('"a"')) return Promise.resolve(madeUpGrade());
      return new Promise((_, reject) => {
        signal?.addEventListener("abort", () => {
          ended.push(text);
          reject(new Error("aborted"));
        });
        if (text.includes('"c"')) stop.abort("SIGINT");
      });
    },
  });
  expect(code).toBe(130);
  expect(ended).toHaveLength(2);
  expect(out).toContain("Graded 1 of 4 submissions.");
  expect(out).toContain(
    "Stopped: 3 submissions left. Run the same command again to go on; what is graded is kept.",
  );
  expect(await folder.read("grades/summary.html")).toContain("3 submissions are not graded yet");
  expect((await folder.readTable()).map(({ status }) => status)).toEqual([
    "graded",
    ...Array<string>(3).fill("not yet graded"),
  ]);

  const again = await folder.grade("in");
  expect(again.code).toBe(0);
  expect(folder.graded).toHaveLength(3);
});

test("trouble with one does not stop the others, and is told", async () => {
  await folder.put("in/a.ipynb", madeUpNotebook("// breaks: no room on the disk"));
  await folder.put("in/b.ipynb", madeUpNotebook("fine"));
  const { code, err, out } = await folder.grade("in");
  expect(code).toBe(1);
  expect(err).toBe("Not graded: a: no room on the disk\n");
  expect(out).toContain("Graded 1 of 2 submissions.");
  expect(await folder.read("grades/summary.html")).toContain("a: no room on the disk");
  folder.graded = [];
  await folder.grade("in");
  expect(folder.graded).toHaveLength(1);
});

test("an override holds, survives grading anew, and is shown with its reason", async () => {
  await putClass();
  await folder.grade("in");
  expect(await folder.read("grades/overrides.csv")).toBe("\uFEFFid,criterion,points,reason\r\n");
  const own = "id;criterion;points;reason\r\n2;time;20;<b>slow</b> machine\r\n99;;40;oral exam\r\n";
  await folder.put("grades/overrides.csv", own);
  await folder.grade("in --seed 5");
  expect(await folder.read("grades/overrides.csv")).toBe(own);
  const table = await folder.readTable();
  expect(table.find(({ id }) => id === "2")).toMatchObject({
    points: "92.5",
    time: "20",
    override: "<b>slow</b> machine",
  });
  expect(table.find(({ id }) => id === "99")).toMatchObject({ points: "40", override: "oral exam" });
  const page = await folder.read("grades/pages/2.html");
  expect(page).toContain("Your teacher changed the points.");
  expect(page).toContain("Reason: &lt;b&gt;slow&lt;/b&gt; machine");
  expect(page).toContain("grader: 5");
  expect(page).toContain(
    "What the grader had measured, before your teacher decided: 37 measured, at most 20 allowed",
  );
  expect(page.match(/Hold them back/g)).toHaveLength(1);
  const whole = await folder.read("grades/pages/99.html");
  expect(whole).toContain("This is what the grader had measured and given before your teacher decided");
  expect(JSON.parse(await folder.read("grades/gradescope/99.json"))).toMatchObject({ score: 40 });

  await folder.put("grades/overrides.csv", `${own}77;;40;who is this\r\n`);
  const typo = await folder.grade("in");
  expect(typo).toMatchObject({ code: 2, out: "" });
  expect(typo.err).toMatch(/^.+overrides\.csv, line 4: nobody in this class has the id `77`\.\n$/);
});

test.runIf(process.platform !== "win32")(
  "links in a folder are not followed, hidden folders are left out",
  async () => {
    await folder.put("secret.ipynb", madeUpNotebook("secret"));
    await folder.put("in/a.ipynb", madeUpNotebook("a"));
    await folder.put("in/.ipynb_checkpoints/a-checkpoint.ipynb", madeUpNotebook("old"));
    await symlink(join(folder.path, "secret.ipynb"), join(folder.path, "in/link.ipynb"));
    await folder.grade("in");
    expect(folder.graded.map((text) => /secret|old/.test(text))).toEqual([false]);
  },
);

test.each([
  ["", "grade: which notebooks? Name files or folders; `--help` shows how.\n"],
  ["nowhere", "nowhere is not there: check the path.\n"],
  ["empty", "There is no .ipynb in empty.\n"],
  ["class.csv", "class.csv is no notebook: name .ipynb files, or folders with some.\n"],
  ["in --job 2", "Unknown option --job. `--help` lists the options.\n"],
  ["in --jobs 0", "`--jobs` is a number from 1 to 64, not `0`.\n"],
  ["in --seed x", "`--seed` is a number from 0 to 2147483647, not `x`.\n"],
  ["in --out", "Option --out needs a value. `--help` lists the options.\n"],
  ["in --anonymous=yes", "Option --anonymous takes no value. `--help` lists the options.\n"],
  ["in --from in", /^There are no grades in .+in: `--from` is the folder that an earlier run wrote to\.\n$/],
  ["in --out class.csv", /class\.csv cannot be made \(EEXIST\): choose another folder/],
  ["in --roster none.csv", /^The roster .+none\.csv cannot be read \(ENOENT\)\.\n$/],
])("used wrongly, one line says so: %s", async (args, line) => {
  await folder.put("in/a.ipynb", madeUpNotebook("a"));
  await folder.put("class.csv", "id,name\n");
  await mkdir(join(folder.path, "empty"));
  const { code, err, out } = await folder.grade(args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(line);
  expect(err.trimEnd()).not.toContain("\n");
  expect(folder.graded).toEqual([]);
});

test("what the system refuses is one line, too", async () => {
  await folder.put("in/a.ipynb", madeUpNotebook("a"));
  await mkdir(join(folder.path, "grades/overrides.csv"), { recursive: true });
  const { code, err } = await folder.grade("in");
  expect(code).toBe(1);
  expect(err).toMatch(/^EISDIR: .+\n$/);
});

test("--help, in both languages", async () => {
  expect((await folder.grade("--help")).out).toContain("npm run grade -- FILE.ipynb");
  const { out } = await folder.grade("--help", { language: "es" });
  expect(out).toContain("npm run grade -- ARCHIVO.ipynb");
  for (const option of [
    "out",
    "from",
    "jobs",
    "timeout",
    "seed",
    "roster",
    "deadline",
    "anonymous",
    "same-user",
  ])
    expect(out).toContain(`--${option}`);
});
