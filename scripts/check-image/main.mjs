import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { interrupted } from "../set-up/interrupted.mjs";
import { createProgress } from "../set-up/progress.mjs";
import { readOptions } from "../set-up/read-options.mjs";
import { checkBinder, checkCourse, checkHub, checkNewImage, checkSize } from "./checks.mjs";
import { checkGrader } from "./check-grader.mjs";
import { imageStore } from "./image.mjs";
import { whyNot } from "./why-not.mjs";

const HELP = `Builds the container's image without a container engine, and tries it. Needs root, buildah and debootstrap.

  node scripts/check-image.mjs [--store FOLDER [--no-build]]

  --store FOLDER  keeps the base and the image there, so that the next time takes less
  --no-build      tries the image that is there
  --help          this text

The base is made by debootstrap and stands in for the registry's. What an engine does, the kernel's name spaces do here:
a network with the loop-back only, a read-only root, no capabilities. Not tried: Docker itself, its volumes and ports.`;

const CHECKS = [
  ["size", checkSize],
  ["the course, as UID 1000", checkCourse],
  ["a new image, an old volume", checkNewImage],
  ["JupyterHub, as another user", checkHub],
  ["repo2docker and Binder", checkBinder],
  ["the grader", checkGrader],
];

/** Builds the image and tries it; says why where it cannot. */
export async function main(args) {
  const options = { store: { type: "string" }, "no-build": { type: "boolean" } };
  const { help, store, "no-build": noBuild } = readOptions("node scripts/check-image.mjs", args, options);
  if (help) {
    console.log(HELP);
    return 0;
  }
  const reason = whyNot();
  if (reason) {
    console.log(`The image was not checked: ${reason}`);
    return 0;
  }
  const progress = createProgress();
  const folder = mkdtempSync(join(tmpdir(), "async-lab-image-"));
  const images = imageStore(store ? resolve(store) : join(folder, "store"));
  let image;
  try {
    if (!noBuild) {
      await progress.step("base (debootstrap)", () => images.makeBase());
      await progress.step("build (buildah)", () => images.build());
    }
    image = await images.mount();
    for (const [title, check] of CHECKS) {
      if (interrupted.aborted) return 130;
      const told = [];
      await progress.step(title, () => check({ image, folder, tell: (line) => told.push(line) }));
      for (const line of told) progress.line(`      ${line}`);
    }
    return 0;
  } finally {
    await image?.unmount();
    rmSync(folder, { recursive: true, force: true });
  }
}
