/** Measures how long the verdict on a right answer takes: the first in a process, as in a kernel, and those that follow. */
import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs, promisify } from "node:util";
import { median } from "async-lab/charts";
import { courseFolder } from "async-lab/course";
import { check, findExercises } from "async-lab/checks";

const defaultRounds = 3;
/** The aim, in ms. */
const mostMs = 300;

/** What one verdict took, in ms; CPU time is what other work on the machine disturbs less. */
interface Took {
  readonly realMs: number;
  readonly cpuMs: number;
}

async function measure(id: string, file: string, rounds: number): Promise<Took[]> {
  const { default: answer } = (await import(pathToFileURL(file).href)) as { default: unknown };
  // Which answer belongs to which exercise is the folders' business here, not the compiler's.
  const judge = check as (id: string, answer: unknown) => ReturnType<typeof check>;
  const took: Took[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [startMs, before] = [performance.now(), process.cpuUsage()];
    const { outcome } = await judge(id, answer);
    const { user, system } = process.cpuUsage(before);
    if (outcome !== "right") throw new Error(`${file}: "${outcome}", and not "right"`);
    took.push({ realMs: performance.now() - startMs, cpuMs: (user + system) / 1000 });
  }
  return took;
}

async function measureAll(rounds: number): Promise<void> {
  const state = await mkdtemp(join(tmpdir(), "async-lab-bench-"));
  const env = { ...process.env, ASYNC_LAB_STATE: state };
  const install = fileURLToPath(import.meta.resolve("virtual-time/install"));
  // Some answers have TypeScript in them that is more than types.
  const options = ["--no-warnings", "--experimental-transform-types", "--import", install];
  const rows: Record<string, Record<string, string>> = {};
  try {
    for (const { id } of await findExercises()) {
      const folder = join(courseFolder(), "exercises", id, "right");
      const all: { readonly name: string; readonly took: readonly Took[] }[] = [];
      for (const name of (await readdir(folder)).sort()) {
        // It measures one answer, and prints the figures as JSON.
        const given = ["--measure", id, join(folder, name), "--rounds", String(rounds)];
        const args = [...options, fileURLToPath(import.meta.url), ...given];
        const { stdout } = await promisify(execFile)(process.execPath, args, { env });
        all.push({ name, took: JSON.parse(stdout) as Took[] });
      }
      const slowest = all.reduce((a, b) => (firstMs(a.took) < firstMs(b.took) ? b : a));
      const next = all.flatMap(({ took }) => took.slice(1).map(({ realMs }) => realMs));
      rows[id] = {
        "first (ms)": middle(all.map(({ took }) => firstMs(took))),
        "of it CPU (ms)": middle(all.map(({ took }) => took[0]?.cpuMs ?? Number.NaN)),
        "next (ms)": middle(next),
        "slowest first (ms)": firstMs(slowest.took).toFixed(0),
        by: slowest.name,
      };
    }
  } finally {
    await rm(state, { recursive: true, force: true });
  }
  console.table(rows);
  console.log(`Right answers, each in a process of its own; medians. The aim is ${mostMs} ms.`);
}

const middle = (values: readonly number[]): string => median(values)?.toFixed(0) ?? "–";

function firstMs(took: readonly Took[]): number {
  return took[0]?.realMs ?? Number.NaN;
}

const { values, positionals } = parseArgs({
  options: {
    rounds: { type: "string", default: String(defaultRounds) },
    measure: { type: "boolean" },
    help: { type: "boolean" },
  },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
if (values.help) {
  console.log(
    `Measures how long the verdict on a right answer takes.\n\n  --rounds N   default ${defaultRounds}`,
  );
} else if (!Number.isInteger(rounds) || rounds < 2) {
  console.error(`verdicts.bench: --rounds must be a whole number above 1, not "${values.rounds}"`);
  process.exitCode = 2;
} else if (values.measure) {
  const [id = "", file = ""] = positionals;
  console.log(JSON.stringify(await measure(id, file, rounds)));
  // What an answer keeps open, and the server, are nobody's any more.
  process.exit();
} else {
  await measureAll(rounds);
}
