/** `npm run kernel -- install`: tells another Jupyter of the course's kernel. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { courseFolder } from "../notebook/index.js";

const help = `Puts the TypeScript kernel into a Jupyter outside the course.

  npm run kernel -- install [--prefix FOLDER]     for your user, or into an environment's folder
  npm run kernel -- uninstall                     takes it out of your user's Jupyter again
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
    return refuse((error as Error).message);
  }
  const { values, positionals } = parsed;
  if (values.help === true || positionals.length === 0) {
    console.log(help);
    return 0;
  }
  const venv = join(courseFolder(), ".venv");
  if (positionals[0] === "install" && positionals.length === 1) {
    const where = values.prefix === undefined ? ["--user"] : ["--prefix", values.prefix];
    const spec = join(venv, "share", "jupyter", "kernels", "tslab");
    return kernelspec(venv, ["install", spec, "--name", "tslab", ...where]);
  }
  if (positionals[0] === "uninstall" && positionals.length === 1)
    return kernelspec(venv, ["remove", "-f", "tslab"]);
  return refuse(`"${positionals.join(" ")}" is neither install nor uninstall`);
}

function refuse(reason: string): number {
  console.error(`npm run kernel: ${reason}; npm run kernel -- --help lists what there is.`);
  return 2;
}

/** Jupyter's own command knows where each system keeps its kernels. */
async function kernelspec(venv: string, args: readonly string[]): Promise<number> {
  const windows = process.platform === "win32";
  const jupyter = join(
    venv,
    ...(windows ? ["Scripts", "jupyter-kernelspec.exe"] : ["bin", "jupyter-kernelspec"]),
  );
  const child = spawn(jupyter, args, { stdio: "inherit" });
  const [code] = (await once(child, "close")) as [number | null];
  return code ?? 1;
}

process.exitCode = await main(process.argv.slice(2));
