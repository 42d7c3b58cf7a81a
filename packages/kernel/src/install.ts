/** `npm run kernel -- install`: tells another Jupyter of the course's kernel. */
import { execFile } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { cp, mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { courseFolder, venvCommand } from "@async-lab/notebook";

const help = `Puts the TypeScript kernel into a Jupyter outside the course.

  npm run kernel -- install [--prefix FOLDER]     for your user, or into an environment's folder
  npm run kernel -- uninstall [--prefix FOLDER]   takes it out again
  npm run kernel -- --help

It runs from this folder: keep it, or install again after it was moved.`;

/** @returns the exit status */
async function main(args: readonly string[]): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { prefix: { type: "string" }, help: { type: "boolean" } },
    });
  } catch (error) {
    return refuse((error as Error).message.split(". ")[0] ?? "");
  }
  const { values, positionals } = parsed;
  if (values.help === true || positionals.length === 0) {
    console.log(help);
    return 0;
  }
  const [command, ...more] = positionals;
  if ((command !== "install" && command !== "uninstall") || more.length > 0)
    return refuse(`"${positionals.join(" ")}" is neither install nor uninstall`);
  // npm runs its scripts in the course's folder, and names the one that it was called in.
  const prefix =
    values.prefix === undefined ? undefined : resolve(process.env["INIT_CWD"] ?? "", values.prefix);
  if (prefix !== undefined && (values.prefix === "" || !isFolder(prefix)))
    return refuse(`--prefix is the folder of an environment, and there is none at "${values.prefix ?? ""}"`);
  const data = prefix === undefined ? await userDataFolder() : join(prefix, "share", "jupyter");
  const folder = join(data, "kernels", "tslab");
  try {
    return command === "install" ? await install(folder, prefix) : await uninstall(folder);
  } catch (error) {
    return refuse(`${folder} cannot be changed (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

function refuse(reason: string): number {
  console.error(`npm run kernel: ${reason}; npm run kernel -- --help lists what there is.`);
  return 2;
}

/** Not `jupyter kernelspec install`: it warns of each environment but its own that its kernels are not found there. */
async function install(folder: string, prefix: string | undefined): Promise<number> {
  const other = await findOther(folder);
  if (other !== undefined) return tellOther(other);
  const own = join(courseFolder(), ".venv", "share", "jupyter", "kernels", "tslab");
  await makeFolder(dirname(folder));
  await rm(folder, { recursive: true, force: true });
  await cp(own, folder, { recursive: true });
  console.log(`Installed the kernel in ${folder}`);
  if (prefix !== undefined && !isEnvironment(prefix))
    console.error(
      `${prefix} holds no Python: only a Jupyter with ${join(prefix, "share", "jupyter")} in JUPYTER_PATH finds it.`,
    );
  return 0;
}

/** Not `mkdir` with `recursive`: below `/proc`, where no folder can be made, Node tries for ever. */
async function makeFolder(path: string): Promise<void> {
  if (isFolder(path)) return;
  await makeFolder(dirname(path));
  await mkdir(path).catch((error: unknown) => {
    if (!isFolder(path)) throw error;
  });
}

/** Not `jupyter kernelspec remove`: it takes the first kernel of that name, which may be the course's own. */
async function uninstall(folder: string): Promise<number> {
  if (!existsSync(join(folder, "kernel.json"))) {
    console.error(`npm run kernel: ${folder} holds no kernel, so there is nothing to take out.`);
    return 1;
  }
  const other = await findOther(folder);
  if (other !== undefined) return tellOther(other);
  await rm(folder, { recursive: true });
  console.log(`Removed ${folder}`);
  return 0;
}

/** The description of a kernel that has this one's name and is not of a copy of this course: tslab itself, say. */
async function findOther(folder: string): Promise<string | undefined> {
  const path = join(folder, "kernel.json");
  if (!existsSync(path)) return undefined;
  const text = await readFile(path, "utf8");
  return /[\\/](?:dist[\\/]+kernel|kernel[\\/]+dist)[\\/]+main\.js"/.test(text) ? undefined : path;
}

function tellOther(path: string): number {
  console.error(
    `npm run kernel: ${path} describes another kernel named tslab, which stays: move it away, or take another --prefix.`,
  );
  return 1;
}

/** What may not be looked at, is a link to itself or has too long a name is none either. */
function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

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

async function userDataFolder(): Promise<string> {
  const { stdout } = await promisify(execFile)(venvCommand("jupyter"), ["--data-dir"]);
  return stdout.trim();
}

process.exitCode = await main(process.argv.slice(2));
