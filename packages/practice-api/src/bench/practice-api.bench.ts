/** `npm run bench -- practice-api`: what the practice API stands, with observation on. This process is the load; the server is another. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { practiceApi } from "../index.js";
import { readServerState } from "../state-folder.js";
import { startGoHttpbin, whyNoGoHttpbin } from "./go-httpbin.js";
import { type Latency, measureLatency, measureThroughput } from "./load.js";

const usage = `Usage: npm run bench -- practice-api [options]

Measures what the practice API of the course stands on this machine, with observation on; beside go-httpbin, turn by
turn, where Go is there to build it (or GO_HTTPBIN=<path> names one).
With PRACTICE_API=<url> it measures that server instead (http only).

Options:
  --seconds <n>  how long to measure the requests a second of each (default: 5)
  --rounds <n>   how often to ask on all 2 000 connections at once (default: 3)
  --help         show this text`;

const aims = { perSecond: 9000, percentile99Ms: 1150, share: 1 };

type Row = readonly [what: string, ...columns: string[]];

/** A server, and what was measured of it. */
interface Contestant {
  readonly name: string;
  readonly url: (path: string) => string;
  /** `undefined` where the process is another machine's. */
  readonly pid: number | undefined;
  readonly perSecond: number[];
  readonly cpuMicroseconds: number[];
  failures: number;
  latency?: Latency;
}

async function measure(stateFolder: string, seconds: number, rounds: number): Promise<Row[]> {
  const elsewhere = Boolean(process.env["PRACTICE_API"]);
  const whyAlone = elsewhere ? "PRACTICE_API is set" : whyNoGoHttpbin();
  const other = whyAlone === undefined ? await startGoHttpbin() : undefined;
  try {
    const api = await practiceApi({ stateFolder });
    const run = api.newRun();
    const enter = (name: string, url: Contestant["url"], pid?: number): Contestant => {
      return { name, url, pid, perSecond: [], cpuMicroseconds: [], failures: 0 };
    };
    const own = enter(
      new URL(api.url("/")).host,
      run.url,
      elsewhere ? undefined : readServerState(stateFolder)?.pid,
    );
    const all = other ? [own, enter("go-httpbin", (path) => other.url + path, other.pid)] : [own];
    const inAll = Math.round(all.length * (2 + seconds + 1.5 * rounds));
    console.error(`Measuring ${all.map(({ name }) => name).join(" and ")}, for about ${inAll} s …`);
    // What runs for the first time is compiled first.
    await measureThroughput(api.url("/delay/0"), 50, 2);
    if (other) await measureThroughput(`${other.url}/delay/0`, 50, 2);
    // Turn by turn, so that whatever else the machine does hits both.
    for (let second = 0; second < seconds; second += 1) for (const one of all) await measureSecond(one);
    for (const one of all) one.latency = await measureLatency(one.url("/delay/1"), 2000, rounds);
    const observed = await run.observed();
    return makeTable(all, observed.keepsRecord ? format(observed.maxInFlight) : "no record");
  } finally {
    await other?.stop();
  }
}

async function measureSecond(one: Contestant): Promise<void> {
  const before = readCpuMs(one.pid);
  const { perSecond, requests, failures } = await measureThroughput(one.url("/delay/0"), 50, 1);
  one.perSecond.push(perSecond);
  one.cpuMicroseconds.push((1000 * (readCpuMs(one.pid) - before)) / requests);
  one.failures += failures;
}

/** The CPU time that a process has taken until now, where the system has a `/proc`; a tick is 10 ms. */
function readCpuMs(pid: number | undefined): number {
  try {
    const [, after = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ");
    const fields = after.split(" ");
    return 10 * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return NaN;
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const format = (value: number): string =>
  Number.isNaN(value) ? "–" : value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 });

function makeTable(all: readonly Contestant[], maxInFlight: string): Row[] {
  const [own, other] = all;
  const share = (read: (one: Contestant) => number) => format(own && other ? read(own) / read(other) : NaN);
  const row = (what: string, read: (one: Contestant) => number, aim: string, unit = ""): Row => {
    const cells = all.map((one) => `${format(read(one))}${unit}`);
    return [what, ...cells, ...(other ? [share(read)] : []), aim];
  };
  const perSecond = (one: Contestant) => median(one.perSecond);
  return [
    ["what", ...all.map(({ name }) => name), ...(other ? ["ratio"] : []), "aim"],
    row(
      "/delay/0, 50 connections, requests/s",
      perSecond,
      `≥ ${format(aims.perSecond)}, ratio ≥ ${aims.share}`,
    ),
    row("  CPU time of a request", (one) => median(one.cpuMicroseconds), "", " µs"),
    row("  failed requests", ({ failures }) => failures, "0"),
    row("/delay/1, 2 000 connections, median", ({ latency }) => latency?.medianMs ?? NaN, "", " ms"),
    row(
      "  99th percentile",
      ({ latency }) => latency?.percentile99Ms ?? NaN,
      `≤ ${format(aims.percentile99Ms)} ms`,
      " ms",
    ),
    ["  most in flight, as the server saw it", maxInFlight, ...(other ? ["", ""] : []), "2,000"],
  ];
}

function printTable(rows: readonly Row[]): void {
  const columns = Array.from(rows[0] ?? [], (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  for (const [what, ...cells] of rows) {
    console.log(
      [what.padEnd(columns[0] ?? 0), ...cells.map((cell, at) => cell.padStart(columns[at + 1] ?? 0))].join(
        "  ",
      ),
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
      printTable(
        await measure(folder, readCount("--seconds", values.seconds), readCount("--rounds", values.rounds)),
      );
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

process.exit(await main());
