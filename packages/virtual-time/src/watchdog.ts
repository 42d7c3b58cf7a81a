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
  readonly #worker: Worker | undefined;

  /** The process's one: a thread takes some ms to start. */
  static shared(): Watchdog {
    return (Watchdog.#shared ??= new Watchdog());
  }

  private constructor() {
    // Where threads are forbidden, whoever forbade them has to limit what runs.
    // Undefined without `--permission`, which its types do not say.
    const permission = process.permission as typeof process.permission | undefined;
    if (permission && !permission.has("worker")) return;
    this.#worker = new Worker(source, {
      eval: true,
      workerData: { counters: this.#counters },
      // What the process was started with is of no use to it, and would take its time.
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 32 },
    });
    this.#worker.unref();
  }

  /** Forgets what it has terminated. */
  reset(): void {
    Atomics.store(this.#counters, terminated, 0);
  }

  /** Watches until the function that it gives back is called. */
  watch(limits: TurnLimits): () => void {
    this.#worker?.postMessage({ limits });
    return () => this.#worker?.postMessage({});
  }

  /** To be called in every turn of the event loop. */
  noteTurn(): void {
    Atomics.add(this.#counters, turns, 1);
  }

  /** Whether code had to be terminated since the last {@link reset}. */
  get hasTerminated(): boolean {
    return Atomics.load(this.#counters, terminated) === 1;
  }
}

/**
 * Text, since a worker of a file would need the file beside this one in sources and build alike.
 *
 * It counts its looks, and does not compare clocks: a computer that was asleep has not been blocked.
 *
 * A termination is lost where it comes while Node notes that a promise is rejected, and V8 refuses every later one, also
 * those of others. A debugger that pauses can still end it; that may come to such a place too, and is tried at each look.
 */
const source = `
const { Session } = require("node:inspector");
const { parentPort, workerData: { counters } } = require("node:worker_threads");
const cpuS = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
const begin = () => ({ turns: Atomics.load(counters, ${turns}), cpuS: cpuS(), looks: 0 });
let timer, session;
const end = () => {
  session?.disconnect();
  session = undefined;
};
const terminate = () => {
  Atomics.store(counters, ${terminated}, 1);
  session = new Session();
  session.connectToMainThread();
  session.on("Debugger.paused", () => session?.post("Debugger.resume", { terminateOnResume: true }));
  session.post("Runtime.terminateExecution", end);
};
const terminateAgain = () => {
  session.post("Debugger.enable");
  session.post("Debugger.pause");
};
parentPort.on("message", ({ limits }) => {
  clearInterval(timer);
  if (!limits) return;
  let turn = begin();
  timer = setInterval(() => {
    if (session) return terminateAgain();
    if (Atomics.load(counters, ${turns}) !== turn.turns) turn = begin();
    turn.looks += 1;
    const isBlocked = cpuS() - turn.cpuS > limits.cpuS || turn.looks * ${lookEveryMs} > limits.realS * 1000;
    if (!isBlocked) return;
    turn = begin();
    terminate();
  }, ${lookEveryMs});
});
`;
