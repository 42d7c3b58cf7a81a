import { cp, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { courseFolder } from "async-lab/course";
import { unpack } from "../packed/pack.js";
import { Elsewhere } from "./packed.js";

let elsewhere: Elsewhere;
let kernel: string;

/** What npm would install, without a registry: tslab without its TypeScript, and links to the course's packages. */
beforeAll(async () => {
  elsewhere = await Elsewhere.make();
  const modules = join(elsewhere.project, "node_modules");
  kernel = await unpack(await elsewhere.pack(), "@async-lab/kernel", elsewhere.project);
  await rm(join(modules, "tslab"));
  await cp(join(courseFolder(), "node_modules", "tslab"), join(modules, "tslab"), {
    recursive: true,
    filter: (path) => !path.includes(join("tslab", "node_modules")),
  });
  for (const name of ["semver", "undici-types"])
    await symlink(join(courseFolder(), "node_modules", name), join(modules, name), "junction");
  const fork = join(modules, "@tslab", "typescript-for-tslab");
  await mkdir(fork, { recursive: true });
  await writeFile(join(fork, "index.js"), 'throw new Error("tslab\'s own TypeScript is not to be loaded");');
});
afterAll(() => elsewhere[Symbol.asyncDispose]());

test("the packed kernel runs without the course, on the TypeScript that it depends on", async () => {
  const told = await elsewhere.node(join(kernel, "dist", "install.js"), "install", "--prefix", ".");
  expect(told).toContain(join(elsewhere.project, "share", "jupyter", "kernels", "tslab"));
  await elsewhere.check(elsewhere.project, elsewhere.notebooks);
});
