/**
 * `npm run pack --workspace @async-lab/kernel [-- FOLDER]`: packs the kernel so that npm can install it anywhere.
 *
 * Not `npm pack` alone: the workspaces that the kernel depends on are in no registry, so they go into the tarball, and
 * what npm would bundle has to lie in a `node_modules` of its own.
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const kernel = dirname(fileURLToPath(import.meta.url));
const packages = dirname(kernel);
const license = join(dirname(packages), "LICENSE");

const readManifest = (folder) => JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
const isForOthers = (path) => ![".tsbuildinfo", "bench"].includes(basename(path));

/** Copies a package as built. */
function copyPackage(from, to, changes) {
  const manifest = readManifest(from);
  for (const field of ["private", "scripts", "devDependencies"]) delete manifest[field];
  for (const name of [...manifest.files, "README.md"]) {
    const path = join(from, name);
    if (existsSync(path)) cpSync(path, join(to, name), { recursive: true, filter: isForOthers });
    else if (name === "dist") throw new Error(`${path} is missing: npm run build makes it`);
  }
  cpSync(license, join(to, "LICENSE"));
  writeFileSync(join(to, "package.json"), JSON.stringify({ ...manifest, ...changes }, undefined, 2));
}

const workspaces = new Map(
  ["notebook", "virtual-time"].map((name) => [readManifest(join(packages, name)).name, join(packages, name)]),
);

/** @param {string} folder where to put the tarball */
function pack(folder) {
  const copy = mkdtempSync(join(tmpdir(), "async-lab-kernel-"));
  try {
    copyPackage(kernel, copy, { bundleDependencies: [...workspaces.keys()] });
    for (const [name, from] of workspaces) copyPackage(from, join(copy, "node_modules", name));
    const npm = process.env.npm_execpath;
    if (!npm) throw new Error("npm runs this: npm run pack --workspace @async-lab/kernel");
    const args = [npm, "pack", "--silent", "--pack-destination", folder];
    console.log(join(folder, execFileSync(process.execPath, args, { cwd: copy, encoding: "utf8" }).trim()));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const folder = resolve(process.env.INIT_CWD ?? "", process.argv[2] ?? ".");
if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  pack(folder);
} else {
  console.error(`pack: there is no folder at "${folder}" to put the tarball into`);
  process.exitCode = 2;
}
