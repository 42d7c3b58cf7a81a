/** Measures the kernel beside tslab as published and ipykernel, in turn, in one run. */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

const own = "this kernel";
const defaultRounds = 3;
/** Set, and with its commands first on PATH, for all that `npm run` starts. */
const venv = process.env["VIRTUAL_ENV"] ?? "";
const python = "python";
const kernelspec = (name: string) => join(venv, "share", "jupyter", "kernels", name, "kernel.json");

type Figures = Readonly<Record<string, number | null>>;

async function main(rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "async-lab-bench-"));
  try {
    const kernels = [
      `${own}=${kernelspec("tslab")}`,
      ...(await installTslab(folder)).map((file) => `tslab=${file}`),
      `ipykernel=${kernelspec("python3")}`,
    ];
    const script = join(import.meta.dirname, "..", "..", "src", "bench", "measure.py");
    const results = JSON.parse(await outputOf(python, [script, String(rounds), ...kernels])) as Record<
      string,
      Figures
    >;
    print(results);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Installs tslab as published: the course's has another TypeScript put in.
 *
 * @returns its kernelspec; nothing where it could not be installed
 */
async function installTslab(folder: string): Promise<string[]> {
  const { version } = createRequire(import.meta.url)("tslab/package.json") as { version: string };
  const node = dirname(process.execPath);
  const above = process.platform === "win32" ? node : join(node, "..", "lib");
  const npm = join(above, "node_modules", "npm", "bin", "npm-cli.js");
  const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  try {
    await outputOf(process.execPath, [npm, "install", ...options, "--prefix", folder, `tslab@${version}`]);
  } catch (error) {
    console.error(`tslab as published is left out: ${(error as Error).message}`);
    return [];
  }
  const program = join(folder, "node_modules", "tslab", "bin", "tslab");
  const argv = [process.execPath, program, "kernel", "--config-path={connection_file}"];
  const file = join(folder, "tslab.json");
  await writeFile(file, JSON.stringify({ argv, display_name: "tslab", language: "typescript" }));
  return [file];
}

async function outputOf(file: string, args: readonly string[]): Promise<string> {
  const child = spawn(file, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code !== 0) throw new Error(`${file} ended with ${String(code)}; is the course set up?`);
  return text;
}

function print(results: Readonly<Record<string, Figures>>): void {
  const rows: Record<string, Record<string, string>> = {};
  for (const [kernel, figures] of Object.entries(results)) {
    for (const [figure, value] of Object.entries(figures)) {
      const row = (rows[figure] ??= {});
      row[kernel] = value === null ? "-" : value.toFixed(value < 10 ? 2 : 0);
      const reference = results["ipykernel"]?.[figure];
      if (kernel === own && value !== null && reference) row["ratio"] = (value / reference).toFixed(2);
    }
  }
  console.table(rows);
  console.log(
    "Medians; the ratio is this kernel's to ipykernel's. Processor time is what other work on the machine disturbs least.\n" +
      "tslab as published cannot import got: its figures after that are those of a failed import.",
  );
}

const { values } = parseArgs({ options: { rounds: { type: "string" }, help: { type: "boolean" } } });
const rounds = Number(values.rounds ?? defaultRounds);
if (values.help) {
  console.log(
    `Measures the kernel beside tslab as published, which is downloaded, and ipykernel.\n\n  --rounds N   default ${defaultRounds}`,
  );
} else if (Number.isInteger(rounds) && rounds > 0) {
  await main(rounds);
} else {
  console.error(`kernel.bench: --rounds must be a whole number above 0, not "${values.rounds ?? ""}"`);
  process.exitCode = 2;
}
