/** `npm run kernel -- install`: tells another Jupyter of the course's kernel. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { courseFolder, venvCommand } from "../notebook/index.js";

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
  if (positionals[0] === "install" && positionals.length === 1) {
    const where = values.prefix === undefined ? ["--user"] : ["--prefix", values.prefix];
    const other = await findOther(await folderIn(values.prefix));
    if (other !== undefined) return tellOther(other);
    const spec = join(courseFolder(), ".venv", "share", "jupyter", "kernels", "tslab");
    return await runJupyter(["kernelspec", "install", spec, "--name", "tslab", ...where]);
  }
  if (positionals[0] === "uninstall" && positionals.length === 1) return await uninstall(values.prefix);
  return refuse(`"${positionals.join(" ")}" is neither install nor uninstall`);
}

function refuse(reason: string): number {
  console.error(`npm run kernel: ${reason}; npm run kernel -- --help lists what there is.`);
  return 2;
}

/** Not `jupyter kernelspec remove`: it takes the first kernel of that name, which may be the course's own. */
async function uninstall(prefix: string | undefined): Promise<number> {
  const folder = await folderIn(prefix);
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

async function folderIn(prefix: string | undefined): Promise<string> {
  const data = prefix === undefined ? await userDataFolder() : join(prefix, "share", "jupyter");
  return join(data, "kernels", "tslab");
}

/** The description of a kernel that has this one's name and is not of a copy of this course: tslab itself, say. */
async function findOther(folder: string): Promise<string | undefined> {
  const path = join(folder, "kernel.json");
  if (!existsSync(path)) return undefined;
  const text = await readFile(path, "utf8");
  return /[\\/]dist[\\/]+kernel[\\/]+main\.js"/.test(text) ? undefined : path;
}

function tellOther(path: string): number {
  console.error(
    `npm run kernel: ${path} describes another kernel named tslab, which stays: move it away, or take another --prefix.`,
  );
  return 1;
}

async function userDataFolder(): Promise<string> {
  const { stdout } = await promisify(execFile)(venvCommand("jupyter"), ["--data-dir"]);
  return stdout.trim();
}

/** Jupyter's own command knows where each system keeps its kernels. */
async function runJupyter(args: readonly string[]): Promise<number> {
  const child = spawn(venvCommand("jupyter"), args, { stdio: "inherit" });
  const [code] = (await once(child, "close")) as [number | null];
  return code ?? 1;
}

process.exitCode = await main(process.argv.slice(2));
