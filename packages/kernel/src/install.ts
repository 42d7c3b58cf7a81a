#!/usr/bin/env node
/** `async-lab-kernel`: puts the kernel into a Jupyter, and takes it out again. */
import { execFile } from "node:child_process";
import { existsSync, realpathSync, statSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { kernelspec } from "../kernelspec.mjs";

const oldestNode = 24;

/** npm tells its scripts their name: who has this command as one is told how to go on with that. */
const script = process.env["npm_lifecycle_event"] ?? "npx";
const program = script === "npx" ? "async-lab-kernel" : `npm run ${script}`;
const command = script === "npx" ? `npx ${program}` : `${program} --`;

const help = `Puts the TypeScript kernel into a Jupyter.

  ${command} install [--prefix FOLDER]     for your user, or into an environment's folder
  ${command} uninstall [--prefix FOLDER]   takes it out again
  ${command} --help

Options of install:
  --project FOLDER   every notebook may import this folder's packages, besides those beside it
  --state FOLDER     for what the kernel keeps for its next start; else in your user's folder for caches

It runs from ${dirname(import.meta.dirname)}: keep that, or install again after it was moved.`;

/** @returns the exit status: 1 where something is in the way, 2 where the command line is wrong */
async function main(args: readonly string[]): Promise<number> {
  if (Number.parseInt(process.versions.node, 10) < oldestNode)
    return fail(`the kernel needs Node ${oldestNode} or newer, and this is ${process.version}.`);
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        prefix: { type: "string" },
        project: { type: "string" },
        state: { type: "string" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    return refuse((error as Error).message.split(". ")[0] ?? "");
  }
  const { values, positionals } = parsed;
  if (values.help === true || positionals.length === 0) {
    console.log(help);
    return 0;
  }
  const [verb, ...more] = positionals;
  if ((verb !== "install" && verb !== "uninstall") || more.length > 0)
    return refuse(`"${positionals.join(" ")}" is neither install nor uninstall`);
  // npm runs its scripts in their package's folder, and names the one that it was called in.
  const prefix =
    values.prefix === undefined ? undefined : resolve(process.env["INIT_CWD"] ?? "", values.prefix);
  if (prefix !== undefined && (values.prefix === "" || !isFolder(prefix)))
    return refuse(`--prefix is the folder of an environment, and there is none at "${values.prefix ?? ""}"`);
  if (values.project !== undefined && (values.project === "" || !isFolder(values.project)))
    return refuse(`--project is a folder with packages, and there is none at "${values.project}"`);
  const data = prefix === undefined ? await userDataFolder() : join(prefix, "share", "jupyter");
  const folder = join(data, "kernels", "tslab");
  const other = await findOther(folder);
  if (other !== undefined)
    return fail(
      `${other} describes another kernel named tslab, which stays: move it away, or take another --prefix.`,
    );

  if (verb === "uninstall") return uninstall(folder);

  const text = kernelspec({
    node: process.execPath,
    project: values.project === undefined ? undefined : realpathSync(values.project),
    state: values.state === undefined ? undefined : resolve(values.state),
  });
  try {
    // Not `jupyter kernelspec install`: it warns of each environment but its own that its kernels are not found there.
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "kernel.json"), text);
  } catch (error) {
    return refuse(`${folder} cannot be written (${(error as NodeJS.ErrnoException).code ?? ""})`);
  }
  console.log(`Installed the kernel in ${folder}`);
  if (prefix !== undefined && !isEnvironment(prefix))
    console.error(
      `${prefix} holds no Python: only a Jupyter with ${join(prefix, "share", "jupyter")} in JUPYTER_PATH finds it.`,
    );
  return 0;
}

/** Not `jupyter kernelspec remove`: it takes the first kernel of that name, which may be another. */
async function uninstall(folder: string): Promise<number> {
  if (!existsSync(join(folder, "kernel.json")))
    return fail(`${folder} holds no kernel, so there is nothing to take out.`);
  await rm(folder, { recursive: true });
  console.log(`Removed ${folder}`);
  return 0;
}

function fail(reason: string): number {
  console.error(`${program}: ${reason}`);
  return 1;
}

/** A command line that cannot be followed. */
function refuse(reason: string): number {
  console.error(`${program}: ${reason}; ${command} --help lists what there is.`);
  return 2;
}

/** The description of a kernel that has this one's name and is no copy of this one: tslab itself, say. */
async function findOther(folder: string): Promise<string | undefined> {
  const path = join(folder, "kernel.json");
  if (!existsSync(path)) return undefined;
  const text = await readFile(path, "utf8");
  return /[\\/](?:dist[\\/]+kernel|kernel[\\/]+dist)[\\/]+main\.js"/.test(text) ? undefined : path;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** An environment of venv or conda, or a system's `/usr` and `/usr/local`, where every Jupyter looks. */
function isEnvironment(prefix: string): boolean {
  const pythons = [
    join("bin", "python3"),
    join("bin", "python"),
    join("Scripts", "python.exe"),
    "python.exe",
  ];
  return /^\/usr(\/local)?$/.test(prefix) || pythons.some((python) => existsSync(join(prefix, python)));
}

/**
 * Where Jupyter looks for what belongs to one user: as the `jupyter` on PATH says, else as Jupyter itself finds it.
 * @see https://jupyter.readthedocs.io/en/latest/use/jupyter-directories.html#data-files
 */
async function userDataFolder(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("jupyter", ["--data-dir"]);
    return stdout.trim();
  } catch {
    const { APPDATA, JUPYTER_DATA_DIR, XDG_DATA_HOME } = process.env;
    if (JUPYTER_DATA_DIR) return JUPYTER_DATA_DIR;
    if (process.platform === "win32")
      return join(APPDATA || join(homedir(), "AppData", "Roaming"), "jupyter");
    if (process.platform === "darwin") return join(homedir(), "Library", "Jupyter");
    return join(XDG_DATA_HOME || join(homedir(), ".local", "share"), "jupyter");
  }
}

process.exitCode = await main(process.argv.slice(2));
