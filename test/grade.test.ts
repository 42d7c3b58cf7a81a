/** `npm run grade` and `npm run submit` as they are called, on a few small notebooks, with the real grader. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { criterionPoints } from "async-lab/checks";
import { readSubmissionMetadata } from "../packages/grader/src/class/submission-metadata.js";
import { madeUpNotebook } from "../packages/grader/src/testing/made-up.js";
import { courseFolder } from "async-lab/course";
import { honestHomework } from "./honest-homework.js";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "async-lab-grade-"));
  await mkdir(join(folder, "in"));
  await writeFile(join(folder, "in/a.ipynb"), "{ half");
  await writeFile(join(folder, "in/b.ipynb"), madeUpNotebook("process.abort()"));
  await writeFile(join(folder, "in/c.ipynb"), madeUpNotebook(honestHomework));
  await writeFile(join(folder, "in/d.ipynb"), madeUpNotebook('const x: number = "no";'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as npm does, and in a process group of its own, as a terminal does. */
async function run(
  command: "class" | "submit",
  args: string,
  stopAt?: { readonly text: string; readonly signal: NodeJS.Signals },
): Promise<Ran> {
  const file = join(courseFolder(), "packages", "grader", "dist", command, "main.js");
  const child = spawn(
    process.execPath,
    [join(courseFolder(), "scripts", "cli.mjs"), "run", file, ...args.split(" ")],
    {
      env: { ...process.env, INIT_CWD: folder, ASYNC_LAB_LANGUAGE: "en" },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  const { pid = 0 } = child;
  let [out, err, stopped] = ["", "", false];
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    if (!stopAt || stopped || !out.includes(stopAt.text)) return;
    stopped = true;
    process.kill(-pid, stopAt.signal);
  });
  try {
    const [code] = (await once(child, "close")) as [number];
    return { code, out, err };
  } finally {
    killGroup(pid);
  }
}

/** @returns whether anybody was still there */
function killGroup(pid: number): boolean {
  try {
    return process.kill(-pid, "SIGKILL");
  } catch {
    return false;
  }
}

const read = (path: string) => readFile(join(folder, path), "utf8");
const pointsIn = async (path: string) =>
  (JSON.parse(await read(path)) as { tests: { score: number; extra_data: { criterion: string } }[] }).tests;

async function look(): Promise<unknown[]> {
  return Promise.all(
    ["a", "b", "c", "d"].map(async (name) => {
      const path = join(folder, "in", `${name}.ipynb`);
      const { mtimeMs, mode } = await stat(path);
      return [
        mtimeMs,
        mode,
        createHash("sha256")
          .update(await readFile(path))
          .digest("hex"),
      ];
    }),
  );
}

// Sandboxes are built from what Linux offers.
test.runIf(process.platform === "linux")(
  "stopped by Ctrl-C it keeps what is done, goes on, and grades nothing twice; no submission is changed",
  { timeout: 180_000 },
  async () => {
    const before = await look();
    const grade = "in --seed 7";
    const first = await run("class", `${grade} --jobs 1`, { text: "1/4  a: 0 of 100\n", signal: "SIGINT" });
    expect(first).toMatchObject({ code: 130, err: "" });
    expect(first.out).toContain("Graded 1 of 4 submissions.");
    expect(first.out).toContain("Stopped: 3 submissions left.");

    const second = await run("class", `${grade} --jobs 3`);
    expect(second).toMatchObject({ code: 0, err: "" });
    expect(second.out).toContain("Graded 4 of 4 submissions, 1 of them kept from an earlier run.");
    expect(await read("grades/pages/a.html")).toContain("The file could not be run.");
    expect(await read("grades/pages/b.html")).toContain("it ended its own process");
    expect(await read("grades/pages/d.html")).toContain("type error: the cell did not run");
    const earned = await pointsIn("grades/gradescope/c.json");
    expect(earned.map(({ score }) => score)).toEqual(Object.values(criterionPoints));
    for (const name of ["a", "b", "d"])
      expect((await pointsIn(`grades/gradescope/${name}.json`)).map(({ score }) => score)).toEqual(
        Array(6).fill(0),
      );

    const third = await run("class", `${grade} --jobs 3`);
    expect(third.out).toContain("Graded 4 of 4 submissions, 4 of them kept from an earlier run.");
    expect(await look()).toEqual(before);
  },
);

test(
  "submit runs the notebook, shows the criteria and writes the file that the grader knows",
  { timeout: 90_000 },
  async () => {
    const { code, out, err } = await run("submit", "in/c.ipynb --name Ana --id 12345");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/✓ Met: At least 95 % of the pages, 25 of 25\n/);
    expect(out).toMatch(/homework-12345\.ipynb\n\nHand in this one file, the way your teacher told you\.\n/);
    expect(out.trimEnd().split("\n").at(-1)).toMatch(/^How it stands: \d+ of 100 points; /);
    expect(readSubmissionMetadata(await read("homework-12345.ipynb"))).toMatchObject({
      name: "Ana",
      id: "12345",
      whole: true,
    });
  },
);

test("a mistake in the command is told in one line, before anything runs", async () => {
  const { code, out, err } = await run("class", "nowhere");
  expect({ code, out, err }).toEqual({ code: 2, out: "", err: "nowhere is not there: check the path.\n" });
});
