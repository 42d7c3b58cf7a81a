/** Long, since npm downloads all that the kernel depends on: from the registry, into an empty folder, with an empty home. */
import { test } from "vitest";
import { Elsewhere } from "./packed.js";

test("npm installs the packed kernel, and npx puts it into a Jupyter", { timeout: 300_000 }, async () => {
  await using elsewhere = await Elsewhere.make();
  const tarball = await elsewhere.pack();
  await elsewhere.npm("install", "--no-audit", "--no-fund", tarball);
  const npx = (...args: readonly string[]) =>
    elsewhere.npm("exec", "--no", "--", "async-lab-kernel", ...args);
  await npx("install", "--prefix", ".");
  await elsewhere.check(elsewhere.project, elsewhere.project);
  await npx("uninstall", "--prefix", ".");
});
