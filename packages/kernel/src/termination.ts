/**
 * Keeps the kernel's own work whole. The second thread may terminate what the main thread executes at any moment;
 * the compiler, or a reply of which half is sent, would not survive that. So both agree through shared memory:
 * while `protect` runs nothing is terminated, and while a termination is under way `protect` does not begin.
 */
import { executionAsyncResource } from "node:async_hooks";

/** The numbers that both threads see. */
export const slots = {
  /** Who has the main thread's execution: one of `states`. */
  state: 0,
  /** The serial number of the last message that the main thread has taken. */
  taken: 1,
  /** Of the last interrupt that has stopped what it was meant for. */
  stopped: 2,
  /** Whether execution was terminated since the main thread last looked. */
  terminated: 3,
  /** How many messages the main thread has handed over, and how many of them are sent. */
  posted: 4,
  sent: 5,
  /** When the newest cell began, in whole seconds since the machine was started. */
  cellBeganAt: 6,
} as const;

export const states = { free: 0, protected: 1, terminating: 2 } as const;

/** The main thread's; the second thread is given them when it starts. */
export const shared = new Int32Array(
  new SharedArrayBuffer(Object.keys(slots).length * Int32Array.BYTES_PER_ELEMENT),
);

/** Run on the main thread right before its execution is terminated. */
export const prepareTermination = 'globalThis[Symbol.for("async-lab.kernel.terminate")]?.()';

/**
 * Makes terminations safe for code that uses async hooks, as a check in virtual time does: what is terminated does not take
 * its id off Node's stack of them, and with a hook in place Node ends a process whose stack is not empty in the end.
 */
export function prepareForTerminations(): void {
  const value = () => {
    // No `Atomics.wait`: the thread may be in one, and V8 has one place for each thread in its lists of those who wait.
    for (const end = now() + 100; Atomics.load(shared, slots.terminated) === 0 && now() < end;);
    keepImmediates(executionAsyncResource());
    cleanAfterTermination();
  };
  Object.defineProperty(globalThis, Symbol.for("async-lab.kernel.terminate"), { value });
}

/** Node's own record of an immediate. */
interface QueuedImmediate {
  _idleNext: QueuedImmediate | null;
  _idlePrev: QueuedImmediate | null;
  _destroyed: boolean;
  _onImmediate: ((...args: readonly unknown[]) => void) | null;
  _argv?: readonly unknown[] | undefined;
}

// Taken before the switch of virtual time is used, and before a cell can replace them.
const { setImmediate: soon, clearImmediate: clear } = globalThis;
const queue = (run: (...args: readonly unknown[]) => void, args: readonly unknown[] = []) =>
  soon(run, ...args) as unknown as QueuedImmediate & NodeJS.Immediate;
const unqueue = (immediate: QueuedImmediate) => clear(immediate as unknown as NodeJS.Immediate);
/** How many immediates Node has counted down twice, and what makes up for them when it comes to it in the queue. */
let owed = 0;
let settling: readonly QueuedImmediate[] = [];

/**
 * Saves Node's queue of immediates when one of them is terminated. Node moves on in a `finally`, which a termination
 * skips: those behind it would be lost, and where some ran before it, it would be found again as one that was cleared,
 * which throws in every turn of the loop from then on.
 *
 * @param cutOff what is being executed, perhaps no immediate
 */
function keepImmediates(cutOff: Partial<QueuedImmediate>): void {
  if (!("_onImmediate" in cutOff)) return;
  const current = cutOff as QueuedImmediate;
  let next = current._idleNext;
  let dropped = false;
  while (next) {
    const waiting = next;
    next = waiting._idleNext;
    const { _onImmediate: run, _argv: args } = waiting;
    if (waiting._destroyed || !run) continue;
    unqueue(waiting);
    if (settling.includes(waiting)) dropped = true;
    else queue(run, args);
  }
  if (dropped) settling = [];
  current._idleNext = null;
  if (current._idlePrev) {
    // Node will begin with it again: let it find one that does nothing.
    current._idlePrev = null;
    current._destroyed = false;
    current._argv = undefined;
    current._onImmediate = () => undefined;
    owed += 1;
  }
  if (owed > 0 && settling.length === 0) settle();
}

/** Counts as many immediates as are owed, and takes them out of Node's queue before it counts them down. */
function settle(): void {
  const first = queue(() => {
    first._idleNext = extras.at(-1)?._idleNext ?? null;
    owed -= extras.length;
    settling = [];
  });
  const extras = Array.from({ length: owed }, () => queue(() => undefined).unref());
  settling = [first, ...extras];
}

/** Clears Node's stack of async ids. */
export function cleanAfterTermination(): void {
  if (process.hasUncaughtExceptionCaptureCallback()) return;
  // Node has no other way to clear it than the one it takes after an uncaught error.
  const { _fatalException: clean } = process as unknown as { _fatalException(error: Error): boolean };
  process.setUncaughtExceptionCaptureCallback(() => undefined);
  try {
    clean(new Error("terminated"));
  } finally {
    process.setUncaughtExceptionCaptureCallback(null);
  }
}

// Taken before the switch of virtual time is installed: a wait of the kernel is none of the cell's.
const { wait } = Atomics;
const now = performance.now.bind(performance);
/** More messages than these do not wait for the other thread, or a loop that prints would fill the memory. */
const maxWaiting = 256;
let depth = 0;

/**
 * Runs work of the kernel that must not be cut off; it must call no code of the learner, who could not stop it then.
 *
 * @example protect(() => compiler.convert(declarations, source));
 */
export function protect<T>(work: () => T): T {
  if (depth === 0) {
    // Where a termination is under way, it comes here.
    while (Atomics.compareExchange(shared, slots.state, states.free, states.protected) !== states.free);
  }
  depth += 1;
  try {
    return work();
  } finally {
    depth -= 1;
    if (depth === 0) Atomics.store(shared, slots.state, states.free);
  }
}

/** Waits until the other thread has sent most of what it was given. */
export function waitForSender(): void {
  for (let turn = 0; turn < 100; turn += 1) {
    const sent = Atomics.load(shared, slots.sent);
    if (((Atomics.load(shared, slots.posted) - sent) | 0) <= maxWaiting) return;
    wait(shared, slots.sent, sent, 10);
  }
}
