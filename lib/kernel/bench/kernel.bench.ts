/** Measures the kernel beside tslab as published and ipykernel, in turn, in one run. */
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { courseFolder, venvCommand } from "../../notebook/index.js";

const defaultRounds = 3;
const venv = join(courseFolder(), ".venv");
const python = venvCommand("python");
const kernelspec = (name: string) => join(venv, "share", "jupyter", "kernels", name, "kernel.json");

type Figures = Readonly<Record<string, number | null>>;

async function main(rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "async-lab-bench-"));
  try {
    const stock = join(folder, "tslab.json");
    const argv = [
      process.execPath,
      join(courseFolder(), "node_modules", "tslab", "bin", "tslab"),
      "kernel",
      "--config-path={connection_file}",
    ];
    await writeFile(stock, JSON.stringify({ argv, display_name: "tslab", language: "typescript" }));
    const kernels = [
      `this kernel=${kernelspec("tslab")}`,
      `tslab=${stock}`,
      `ipykernel=${kernelspec("python3")}`,
    ];
    const script = join(courseFolder(), "lib", "kernel", "bench", "measure.py");
    const results = JSON.parse(await outputOf([script, String(rounds), ...kernels])) as Record<
      string,
      Figures
    >;
    print(results);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function outputOf(args: readonly string[]): Promise<string> {
  const child = spawn(python, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (code !== 0) throw new Error(`${python} ended with ${String(code)}; is the course set up?`);
  return text;
}

function print(results: Readonly<Record<string, Figures>>): void {
  const rows: Record<string, Record<string, string>> = {};
  for (const [kernel, figures] of Object.entries(results)) {
    for (const [figure, value] of Object.entries(figures)) {
      (rows[figure] ??= {})[kernel] = value === null ? "-" : value.toFixed(value < 10 ? 2 : 0);
    }
  }
  console.table(rows);
  console.log(
    "Medians. tslab as published cannot import got: its figures after that are those of a failed import.",
  );
}

if (process.argv.includes("--help")) {
  console.log(
    `Measures the kernel beside tslab as published and ipykernel.\n\n  kernel.bench.js [ROUNDS]   default ${defaultRounds}`,
  );
} else {
  const rounds = Number(process.argv[2] ?? defaultRounds);
  if (Number.isInteger(rounds) && rounds > 0) await main(rounds);
  else {
    console.error(`kernel.bench: ROUNDS must be a whole number above 0, not "${process.argv[2] ?? ""}"`);
    process.exitCode = 2;
  }
}
