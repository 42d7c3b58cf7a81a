import { readFileSync, rmSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setEnvironmentData, threadId } from "node:worker_threads";
import { stateFolder } from "async-lab/course";

/** What a job of the check's own did, in the order in which it happened. */
export interface JobEvent {
  readonly what: "start" | "end";
  /** Where it ran: in the notebook's own thread, in a worker thread of the function's, in another one, in a process. */
  readonly where: "here" | "thread" | "older thread" | "process";
  readonly item: number;
}

/** How far the jobs have come. */
export interface Progress {
  readonly started: number;
  readonly ended: number;
  /** The most that were inside at once. */
  readonly most: number;
  /** Whether all that are due at once have been. */
  readonly together: boolean;
}

/** How the jobs of one call behave. */
export interface WorkPlan {
  /** How many jobs wait for one another: none of the first goes on before all of them are inside. */
  readonly together: number;
  /** The job that started first goes on when so many others have ended. */
  readonly firstAfter: number;
  /** The item whose job throws. */
  readonly fails?: number;
}

/** Places in the memory that jobs and check share. */
const [changes, started, ended, inside, most, open, released] = [0, 1, 2, 3, 4, 5, 6] as const;
const places = { changes, started, ended, inside, most, open, released };

/** Node gives this memory to every thread that is started while it is set. */
const memoryName = "async-lab.parallel-work";

/**
 * A worker file that squares its number, writes down where, and waits at barriers: that jobs run at once is seen by each
 * of them waiting for the others, however busy the machine is.
 *
 * Whoever sees that no other will come opens the barriers with `release`.
 */
export class ParallelWork implements AsyncDisposable {
  readonly #memory: Int32Array;

  /** Writes the file, and lets the threads that are started from now on share its memory. */
  static async write(plan: WorkPlan): Promise<ParallelWork> {
    const parent = join(stateFolder(), "workers");
    await mkdir(parent, { recursive: true });
    const folder = await mkdtemp(join(parent, "check-"));
    const log = join(folder, "log.txt");
    await writeFile(log, "");
    await writeFile(join(folder, "square.mjs"), makeSource(plan, log));
    return new ParallelWork(folder);
  }

  private constructor(private readonly folder: string) {
    const buffer = new SharedArrayBuffer(Object.keys(places).length * Int32Array.BYTES_PER_ELEMENT);
    this.#memory = new Int32Array(buffer);
    setEnvironmentData(memoryName, buffer);
  }

  get file(): string {
    return join(this.folder, "square.mjs");
  }

  /** Grows whenever a job begins, comes together with others, or ends. */
  get changes(): number {
    return Atomics.load(this.#memory, changes);
  }

  get progress(): Progress {
    const read = (place: number) => Atomics.load(this.#memory, place);
    return { started: read(started), ended: read(ended), most: read(most), together: read(open) === 1 };
  }

  /** What the jobs did until now. Not asynchronous: it is asked at the moment when the function ends. */
  readEvents(): readonly JobEvent[] {
    return readLog(readFileSync(join(this.folder, "log.txt"), "utf8"));
  }

  /** Lets all jobs go on that wait for others. */
  release(): void {
    Atomics.store(this.#memory, released, 1);
    Atomics.add(this.#memory, changes, 1);
    Atomics.notify(this.#memory, changes);
  }

  /** Removes the file when this process ends, not before: there are threads that may still load it. */
  keepFile(): void {
    process.once("exit", () => rmSync(this.folder, { recursive: true, force: true }));
    this.#keeps = true;
  }

  #keeps = false;

  async [Symbol.asyncDispose](): Promise<void> {
    setEnvironmentData(memoryName, undefined);
    if (!this.#keeps) await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function readLog(text: string): JobEvent[] {
  return text
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([what]) => what === "start" || what === "end")
    .map(([what, where = "", shares, item]) => ({
      what: what as "start" | "end",
      where: readWhere(where, shares === "shares"),
      item: Number(item),
    }));
}

function readWhere(where: string, shares: boolean): JobEvent["where"] {
  if (!where.startsWith(`${process.pid}:`)) return "process";
  if (where === `${process.pid}:${threadId}`) return "here";
  return shares ? "thread" : "older thread";
}

/** Appending a line to a file is one write, seen by threads and processes alike, in one order. */
function makeSource(plan: WorkPlan, log: string): string {
  return `import { appendFileSync } from "node:fs";
import { getEnvironmentData, isMainThread, threadId } from "node:worker_threads";

const { together, firstAfter, fails, log } = ${JSON.stringify({ ...plan, log })};
const { changes, started, ended, inside, most, open, released } = ${JSON.stringify(places)};
const buffer = isMainThread ? undefined : getEnvironmentData(${JSON.stringify(memoryName)});
const memory = buffer && new Int32Array(buffer);
const where = process.pid + ":" + threadId + (memory ? " shares " : " alone ");
const note = (what, item) => appendFileSync(log, what + " " + where + item + "\\n");

function tellChange() {
  Atomics.add(memory, changes, 1);
  Atomics.notify(memory, changes);
}

function waitUntil(isTrue) {
  for (;;) {
    const seen = Atomics.load(memory, changes);
    if (isTrue() || Atomics.load(memory, released)) return;
    Atomics.wait(memory, changes, seen);
  }
}

function enter() {
  const isFirst = Atomics.add(memory, started, 1) === 0;
  const now = Atomics.add(memory, inside, 1) + 1;
  for (let old = Atomics.load(memory, most); old < now; old = Atomics.load(memory, most)) {
    Atomics.compareExchange(memory, most, old, now);
  }
  if (now >= together) Atomics.store(memory, open, 1);
  tellChange();
  waitUntil(() => Atomics.load(memory, open));
  if (isFirst) waitUntil(() => Atomics.load(memory, ended) >= firstAfter);
}

function leave() {
  Atomics.sub(memory, inside, 1);
  Atomics.add(memory, ended, 1);
  tellChange();
}

export default function square(n) {
  note("start", n);
  try {
    if (memory) enter();
    if (n === fails) throw new RangeError("no square for " + n);
    return n * n;
  } finally {
    note("end", n);
    if (memory) leave();
  }
}
`;
}
