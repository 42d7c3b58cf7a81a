import { Worker } from "node:worker_threads";

/** What the two threads share: turns of the event loop, and whether execution was terminated. */
const [turns, terminated] = [0, 1] as const;

/** How often the other thread looks, in ms. */
const lookEveryMs = 100;

/** How long one turn of the event loop may last. */
export interface TurnLimits {
  /** CPU time of the process, in s: what a busy machine does not use up for it. */
  readonly cpuS: number;
  /** Real time, in s, for a thread that is blocked and uses none. */
  readonly realS: number;
}

/**
 * Terminates code that does not let the event loop turn: a loop without an end, or a chain of promises without one.
 *
 * Only another thread can. https://nodejs.org/api/inspector.html#sessionconnecttomainthread
 */
export class Watchdog {
  static #shared: Watchdog | undefined;
  readonly #counters = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
  readonly #worker: Worker;

  /** The process's one: a thread takes some ms to start. */
  static shared(): Watchdog {
    return (Watchdog.#shared ??= new Watchdog());
  }

  private constructor() {
    this.#worker = new Worker(source, {
      eval: true,
      workerData: { counters: this.#counters },
      resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 32 },
    });
    this.#worker.unref();
  }

  /** Begins to watch. */
  start(limits: TurnLimits): void {
    Atomics.store(this.#counters, terminated, 0);
    this.#worker.postMessage({ limits });
  }

  stop(): void {
    this.#worker.postMessage({});
  }

  /** To be called in every turn of the event loop. */
  noteTurn(): void {
    Atomics.add(this.#counters, turns, 1);
  }

  /** Whether code had to be terminated since the start. */
  get hasTerminated(): boolean {
    return Atomics.load(this.#counters, terminated) === 1;
  }
}

/** Text, since a worker of a file would need the file beside this one in sources and build alike. */
const source = `
const { Session } = require("node:inspector");
const { parentPort, workerData: { counters } } = require("node:worker_threads");
const cpuS = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
const look = () => ({ turns: Atomics.load(counters, ${turns}), cpuS: cpuS(), realS: performance.now() / 1000 });
let timer;
parentPort.on("message", ({ limits }) => {
  clearInterval(timer);
  if (!limits) return;
  let last = look();
  timer = setInterval(() => {
    const now = look();
    if (now.turns === last.turns && now.cpuS - last.cpuS <= limits.cpuS && now.realS - last.realS <= limits.realS) return;
    const isBlocked = now.turns === last.turns;
    last = now;
    if (!isBlocked) return;
    Atomics.store(counters, ${terminated}, 1);
    const session = new Session();
    session.connectToMainThread();
    session.post("Runtime.terminateExecution", () => session.disconnect());
  }, ${lookEveryMs});
});
`;
