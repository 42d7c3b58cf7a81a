import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { courseFolder } from "async-lab/course";

const install = join(courseFolder(), "packages", "kernel", "dist", "install.js");
const ownKernel = join(courseFolder(), ".venv", "share", "jupyter", "kernels", "tslab", "kernel.json");
const ofCourse = ["--project", courseFolder(), "--state", join(courseFolder(), ".async-lab")];
/** As `npm run kernel --` does. */
const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [install, ...ofCourse, ...args], {
    env: { ...process.env, npm_lifecycle_event: "kernel" },
  }).catch((error: unknown) => error as { stderr: string; code: number });

let prefix: string;

beforeAll(async () => {
  prefix = await mkdtemp(join(tmpdir(), "async-lab-prefix-"));
});

afterAll(() => rm(prefix, { recursive: true, force: true }));

test("the kernel is put into another Jupyter, and taken out again, and the course keeps its own", async () => {
  const installed = join(prefix, "share", "jupyter", "kernels", "tslab", "kernel.json");
  expect((await run("install", "--prefix", prefix)).stderr).toContain(`${prefix} holds no Python`);
  expect(JSON.parse(await readFile(installed, "utf8"))).toEqual(
    JSON.parse(await readFile(ownKernel, "utf8")),
  );
  await run("uninstall", "--prefix", prefix);
  expect(existsSync(installed)).toBe(false);
  expect(existsSync(ownKernel)).toBe(true);
  expect((await run("uninstall", "--prefix", prefix)).stderr).toContain("nothing to take out");
});

test("another kernel of that name is neither overwritten nor taken out", async () => {
  const own = await mkdtemp(join(prefix, "other-"));
  const folder = join(own, "share", "jupyter", "kernels", "tslab");
  const other = JSON.stringify({
    argv: ["tslab", "kernel", "{connection_file}"],
    display_name: "JavaScript",
  });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "kernel.json"), other);
  for (const verb of ["install", "uninstall"]) {
    const { stderr } = await run(verb, "--prefix", own);
    expect(stderr).toMatch(/^npm run kernel: \S+kernel\.json describes another kernel named tslab, .+\n$/);
    expect(await readFile(join(folder, "kernel.json"), "utf8")).toBe(other);
  }
});

test("an environment, where its own Jupyter finds the kernel, gets no warning", async () => {
  const environment = join(prefix, "venv");
  await mkdir(join(environment, "bin"), { recursive: true });
  await writeFile(join(environment, "bin", "python3"), "");
  expect((await run("install", "--prefix", environment)).stderr).toBe("");
});

test("a folder is named from where npm was called", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [install, "install", "--prefix", "."], {
    env: { ...process.env, INIT_CWD: prefix },
  });
  expect(stdout).toContain(join(prefix, "share", "jupyter", "kernels", "tslab"));
});

test.each([
  [["install", "--prefix", "/no/such/folder"], "/no/such/folder"],
  [["install", "--prefix", "~/venv"], "~/venv"],
  [["install", "--prefix", ""], "--prefix"],
  [["install", "--prefix", install], install],
  [["uninstall", "--prefix", "/no/such/folder"], "/no/such/folder"],
  // No folder can be made there; the first of them Node itself would try for ever.
  [["install", "--prefix", "/proc"], "/proc/share/jupyter/kernels/tslab cannot be changed (ENOENT)"],
  [["install", "--prefix", "/proc/self"], "/proc/self"],
  [["install", "--prefix", "/sys"], "/sys/share/jupyter/kernels/tslab cannot be changed"],
  [["install", "--prefix", "/dev/null/x"], "/dev/null/x"],
  [["install", "--prefix", "/dev/null"], "/dev/null"],
  [["uninstall", "--prefix", "/proc"], "/proc"],
  [["install", "--prefix", `/tmp/${"x".repeat(300)}`], "--prefix"],
  [["install", "--project", "/no/such/folder"], "/no/such/folder"],
  [["instal"], "instal"],
  [["install", "--prefx", "x"], "--prefx"],
])("%j is refused in one line", async (args, named) => {
  const { stderr } = await run(...args);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).toContain(named);
});
