/** `npm run bench -- practice-api`: what the practice API stands, with observation on. This process is the load; the server is another. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { practiceApi } from "../index.js";
import { measureLatency, measureThroughput } from "./load.js";

const usage = `Usage: npm run bench -- practice-api [options]

Measures what the practice API of the course stands on this machine, with observation on.
With PRACTICE_API=<url> it measures that server instead (http only).

Options:
  --seconds <n>  how long to measure the requests a second (default: 5)
  --rounds <n>   how often to ask on all 2 000 connections at once (default: 3)
  --help         show this text`;

const aims = { perSecond: 9000, percentile99Ms: 1150 };

type Row = readonly [what: string, measured: string, aim: string];

async function measure(seconds: number, rounds: number): Promise<Row[]> {
  const api = await practiceApi();
  console.error(`Measuring ${new URL(api.url("/")).origin}, for about ${2 + seconds + 1.3 * rounds} s …`);
  // What runs for the first time is compiled first.
  await measureThroughput(api.url("/delay/0"), 50, 2);
  const run = api.newRun();
  const throughput = await measureThroughput(run.url("/delay/0"), 50, seconds);
  const latency = await measureLatency(run.url("/delay/1"), 2000, rounds);
  const observed = await run.observed();
  const number = (value: number) => Math.round(value).toLocaleString("en");
  return [
    ["/delay/0, 50 connections", `${number(throughput.perSecond)} requests/s`, `≥ ${number(aims.perSecond)}`],
    ["  failed requests", number(throughput.failures), "0"],
    ["/delay/1, 2 000 connections, median", `${number(latency.medianMs)} ms`, ""],
    ["  99th percentile", `${number(latency.percentile99Ms)} ms`, `≤ ${number(aims.percentile99Ms)} ms`],
    [
      "  most in flight, as the server saw it",
      observed.keepsRecord ? number(observed.mostInFlight) : "no record",
      "",
    ],
  ];
}

function printTable(rows: readonly Row[]): void {
  const all: Row[] = [["what", "measured", "aim"], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  for (const [what, measured, aim] of all) {
    console.log(
      `${what.padEnd(widths[0] ?? 0)}  ${measured.padStart(widths[1] ?? 0)}  ${aim.padStart(widths[2] ?? 0)}`,
    );
  }
}

function readCount(option: string, value: string): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= 600) return count;
  throw new Error(`${option} must be a whole number from 1 to 600, not ${JSON.stringify(value)}`);
}

async function main(): Promise<number> {
  // A server of its own: no notebook's work disturbs it, nor is disturbed.
  const folder = mkdtempSync(join(tmpdir(), "async-lab-bench-"));
  process.env["ASYNC_LAB_STATE"] = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  process.once("SIGINT", () => process.exit(130));
  try {
    const { values } = parseArgs({
      options: {
        seconds: { type: "string", default: "5" },
        rounds: { type: "string", default: "3" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) console.log(usage);
    else
      printTable(await measure(readCount("--seconds", values.seconds), readCount("--rounds", values.rounds)));
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

process.exit(await main());
