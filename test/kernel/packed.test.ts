import { execFile } from "node:child_process";
import { cp, mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { courseFolder } from "async-lab/course";
import { python } from "./kernel.js";
import { Elsewhere } from "./packed.js";

let elsewhere: Elsewhere;
let kernel: string;

/** What npm would install, without a registry: tslab without its TypeScript, and links to the course's packages. */
beforeAll(async () => {
  elsewhere = await Elsewhere.make();
  const modules = join(elsewhere.project, "node_modules");
  await promisify(execFile)(python, ["-m", "tarfile", "-e", await elsewhere.pack(), elsewhere.project]);
  for (const folder of ["@async-lab", "@tslab/typescript-for-tslab", "@types"])
    await mkdir(join(modules, folder), { recursive: true });
  kernel = join(modules, "@async-lab", "kernel");
  await rename(join(elsewhere.project, "package"), kernel);
  await cp(join(courseFolder(), "node_modules", "tslab"), join(modules, "tslab"), {
    recursive: true,
    filter: (path) => !path.includes(join("tslab", "node_modules")),
  });
  for (const name of ["@types/node", "semver", "typescript", "undici-types", "zeromq"])
    await symlink(join(courseFolder(), "node_modules", name), join(modules, name), "junction");
  const fork = join(modules, "@tslab", "typescript-for-tslab");
  await writeFile(join(fork, "index.js"), 'throw new Error("tslab\'s own TypeScript is not to be loaded");');
});
afterAll(() => elsewhere[Symbol.asyncDispose]());

test("the packed kernel runs without the course, on the TypeScript that it depends on", async () => {
  const told = await elsewhere.node(join(kernel, "dist", "install.js"), "install", "--prefix", ".");
  expect(told).toContain(join(elsewhere.project, "share", "jupyter", "kernels", "tslab"));
  await elsewhere.check(elsewhere.project, elsewhere.notebooks);
});
