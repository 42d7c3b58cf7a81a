import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { UserError } from "../set-up/failure.mjs";
import { interrupted } from "../set-up/interrupted.mjs";
import { createProgress } from "../set-up/progress.mjs";
import { readOptions } from "../set-up/read-options.mjs";
import { checkBinder, checkCourse, checkGrader, checkHub, checkNewImage, checkSize } from "./checks.mjs";
import { BASE, buildImage, makeBase } from "./image.mjs";
import { openPodman, runOnce } from "./podman.mjs";

const HELP = `Builds the container's image with podman, and tries it. Needs root, podman, runc and debootstrap.

  node scripts/check-image.mjs [--store FOLDER [--no-build]]

  --store FOLDER  keeps the base and the image there, so that the next time takes less
  --no-build      tries the image that is there
  --help          this text

The base is made by debootstrap and stands in for the registry's. A container gets a network with the loop-back only, a
read-only root, and no capabilities. Not tried: Docker itself, its volumes and ports.`;

const NEEDED = ["podman", "runc", "debootstrap"];
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
  if (help) return (console.log(HELP), 0);
  const reason = whyNot();
  if (reason) return notChecked(reason);
  const progress = createProgress();
  const folder = mkdtempSync(join(tmpdir(), "async-lab-image-"));
  const kept = store ? resolve(store) : join(folder, "store");
  mkdirSync(kept, { recursive: true });
  const engine = openPodman(kept);
  try {
    await progress.step("base (debootstrap)", () => makeBase(engine.podman, folder));
    const problem = await tryContainer(engine);
    if (problem) return notChecked(`no container can be started here.\n${problem}`);
    if (!noBuild) await progress.step("build (podman)", () => buildImage(engine.podman));
    for (const [title, check] of CHECKS) {
      if (interrupted.aborted) return 130;
      const told = [];
      const tell = (line) => told.push(line);
      await progress.step(title, () => check({ engine, folder, tell }));
      for (const line of told) progress.line(`      ${line}`);
    }
    return 0;
  } finally {
    // Podman mounts its store on itself; what is mounted cannot be removed.
    if (!store) spawnSync("umount", ["--recursive", "--lazy", join(kept, "root", "overlay")]);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Why this machine cannot start a container of the base; `undefined` where it can. */
async function tryContainer(engine) {
  try {
    await runOnce(engine, BASE, ["true"]);
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

function notChecked(reason) {
  console.log(`The image was not checked: ${reason}`);
  return 0;
}

/** Why the image cannot be built here, in one line; `undefined` where nothing speaks against it. */
function whyNot() {
  if (process.platform !== "linux") return `a container takes Linux, and this is ${process.platform}.`;
  if (process.getuid() !== 0)
    return "it takes root, to make a Debian and to start containers with users of their own.";
  const missing = NEEDED.filter((name) => spawnSync("sh", ["-c", `command -v ${name}`]).status !== 0);
  if (missing.length > 0)
    return `${missing.join(" and ")} not found (on Debian: apt-get install ${NEEDED.join(" ")}).`;
  return undefined;
}
