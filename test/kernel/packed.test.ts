import { execFile } from "node:child_process";
import { cp, mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { courseFolder } from "@async-lab/notebook";
import { python } from "./kernel.js";
import { Elsewhere } from "./packed.js";

test("the packed kernel runs without the course, on the TypeScript that it depends on", async () => {
  await using elsewhere = await Elsewhere.make();
  const modules = join(elsewhere.project, "node_modules");
  // As npm would install it, without a registry.
  await promisify(execFile)(python, ["-m", "tarfile", "-e", await elsewhere.pack(), elsewhere.project]);
  const kernel = join(modules, "@async-lab", "kernel");
  for (const folder of ["@async-lab", "@tslab/typescript-for-tslab", "@types"])
    await mkdir(join(modules, folder), { recursive: true });
  await rename(join(elsewhere.project, "package"), kernel);
  await cp(join(courseFolder(), "node_modules", "tslab"), join(modules, "tslab"), {
    recursive: true,
    filter: (path) => !path.includes(join("tslab", "node_modules")),
  });
  for (const name of ["@types/node", "semver", "typescript", "undici-types", "zeromq"])
    await symlink(join(courseFolder(), "node_modules", name), join(modules, name), "junction");
  const fork = join(modules, "@tslab", "typescript-for-tslab");
  await writeFile(join(fork, "index.js"), 'throw new Error("tslab\'s own TypeScript is not to be loaded");');

  await elsewhere.addPackage();
  const told = await elsewhere.node(join(kernel, "dist", "install.js"), "install", "--prefix", ".");
  expect(told).toContain(join(elsewhere.project, "share", "jupyter", "kernels", "tslab"));
  await elsewhere.check(elsewhere.project);
});
