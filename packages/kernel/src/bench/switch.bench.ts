/** Measures what switchable timers and clocks cost while time is real: processes with and without them, by turns. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";

const defaultRounds = 7;

type Figures = Readonly<Record<string, number>>;

/** Processor time of one call, in µs: what other work on the machine disturbs less. */
async function cpuUs(times: number, work: () => unknown): Promise<number> {
  for (let count = 0; count < times / 10; count += 1) await work();
  const before = process.cpuUsage();
  for (let count = 0; count < times; count += 1) {
    const pending = work();
    if (pending instanceof Promise) await pending;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

async function measure(): Promise<Figures> {
  const { createServer } = await import("node:http");
  const { default: got } = await import("got");
  const server = createServer((_request, response) => response.end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  try {
    return {
      "setTimeout and clearTimeout": await cpuUs(300_000, () =>
        clearTimeout(setTimeout(() => undefined, 1000)),
      ),
      "Date.now": await cpuUs(3_000_000, () => Date.now()),
      "new Date": await cpuUs(1_000_000, () => new Date()),
      "performance.now": await cpuUs(3_000_000, () => performance.now()),
      "process.hrtime.bigint": await cpuUs(1_000_000, () => process.hrtime.bigint()),
      "a request with got": await cpuUs(1500, () => got(`http://127.0.0.1:${port}`).text()),
    };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function measureInChild(isSwitchable: boolean): Promise<Figures> {
  const install = fileURLToPath(import.meta.resolve("virtual-time/install"));
  const options = isSwitchable ? ["--import", install] : [];
  // It measures, and prints the figures as JSON.
  const args = [...options, fileURLToPath(import.meta.url), "--measure"];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as Figures;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function compare(rounds: number): Promise<void> {
  const [plain, switchable]: [Figures[], Figures[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    plain.push(await measureInChild(false));
    switchable.push(await measureInChild(true));
  }
  const rows: Record<string, Record<string, string>> = {};
  for (const name of Object.keys(plain[0] ?? {})) {
    const [without, withSwitch] = [plain, switchable].map((all) =>
      all.map((each) => each[name] ?? Number.NaN),
    );
    const ratios = (withSwitch ?? []).map((each, index) => each / (without?.[index] ?? Number.NaN));
    rows[name] = {
      "Node's own (µs)": median(without ?? []).toFixed(3),
      "switchable (µs)": median(withSwitch ?? []).toFixed(3),
      ratio: median(ratios).toFixed(2),
    };
  }
  console.table(rows);
  console.log("Medians of processor time, while time is real.");
}

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: String(defaultRounds) },
    measure: { type: "boolean" },
    help: { type: "boolean" },
  },
});
const rounds = Number(values.rounds);
if (values.help) {
  console.log(
    `Measures what switchable timers and clocks cost while time is real.\n\n  --rounds N   default ${defaultRounds}`,
  );
} else if (values.measure) {
  console.log(JSON.stringify(await measure()));
} else if (Number.isInteger(rounds) && rounds > 0) {
  await compare(rounds);
} else {
  console.error(`switch.bench: --rounds must be a whole number above 0, not "${values.rounds}"`);
  process.exitCode = 2;
}
