import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stateFolder } from "../../notebook/index.js";

/** What a job of the check's own did, in the order in which it happened. */
export interface JobEvent {
  readonly what: "start" | "end";
  /** Process and thread, for example `4711:2`. */
  readonly where: string;
  readonly item: number;
}

/** A worker file that squares its number, and writes down who did it and when. */
export interface ParallelWork {
  readonly file: string;
  readEvents(): Promise<readonly JobEvent[]>;
  /** Removes the file; where threads are left that may still load it, only when this process ends. */
  remove(threadsLeft: number): Promise<void>;
}

/**
 * Writes such a file.
 *
 * The first jobs wait for one another, until as many as there are workers are inside: whether work is parallel does not
 * depend on how busy the machine is then. It gives up if they do not come.
 *
 * @param options `workers`: how many should be inside at once; `fails`: the item whose job throws; `last`: the item
 *   whose job ends behind two others, so that results come in another order than the items
 */
export async function writeParallelWork(options: {
  readonly workers: number;
  readonly fails?: number;
  readonly last?: number;
}): Promise<ParallelWork> {
  const parent = join(stateFolder(), "workers");
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, "check-"));
  const [file, log] = [join(folder, "square.mjs"), join(folder, "log.txt")];
  await writeFile(log, "");
  await writeFile(file, makeSource({ ...options, log, here: process.pid }));
  return {
    file,
    readEvents: async () => readLog(await readFile(log, "utf8")),
    remove: async (threadsLeft) => {
      const how = { recursive: true, force: true, maxRetries: 5 };
      if (threadsLeft === 0) await rm(folder, how);
      else process.once("exit", () => rmSync(folder, how));
    },
  };
}

function readLog(text: string): JobEvent[] {
  return text
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([what]) => what === "start" || what === "end")
    .map(([what, where = "", item]) => ({ what: what as "start" | "end", where, item: Number(item) }));
}

/** Appending a line to a file is one write, seen by threads and processes alike, in one order. */
function makeSource(options: {
  workers: number;
  fails?: number;
  last?: number;
  log: string;
  here: number;
}): string {
  return `import { appendFileSync, readFileSync } from "node:fs";
import { isMainThread, threadId } from "node:worker_threads";

const { workers, fails, last, log, here } = ${JSON.stringify(options)};
const where = process.pid + ":" + threadId;
const note = (what, item) => appendFileSync(log, what + " " + where + " " + item + "\\n");
const pause = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

function enough() {
  let [inside, most] = [0, 0];
  for (const line of readFileSync(log, "utf8").split("\\n")) {
    if (line.startsWith("gave-up")) return true;
    if (line.startsWith("start")) most = Math.max(most, ++inside);
    if (line.startsWith("end")) inside--;
  }
  return most >= workers;
}

const ended = () => readFileSync(log, "utf8").split("\\n").filter((line) => line.startsWith("end")).length;

export default function square(n) {
  note("start", n);
  try {
    // In the notebook's own thread there is nobody to wait for.
    if (isMainThread && process.pid === here) return n * n;
    const until = Date.now() + 1500;
    while (!enough()) {
      if (Date.now() > until) note("gave-up", n);
      pause(10);
    }
    while (n === last && ended() < 2 && Date.now() < until) pause(10);
    pause(100);
    if (n === fails) throw new RangeError("no square for " + n);
    return n * n;
  } finally {
    note("end", n);
  }
}
`;
}
