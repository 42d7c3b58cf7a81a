/**
 * The kernel's second thread. The sockets live here, so that heartbeats and interrupts are answered while a cell computes,
 * and so that no interrupt hits ZeroMQ at work. When the main thread does not react to an interrupt, this one ends what it
 * is executing: a loop, even one after an `await`, which no signal and no promise can reach.
 */
import { readFileSync } from "node:fs";
import { Session } from "node:inspector";
import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import { parentPort, workerData } from "node:worker_threads";
import { findBlocking, signalAll, watchOverChildren } from "./child-processes.js";
import type { ChannelsThreadData, FromChannels, Incoming, News, Outbound, ToChannels } from "./channels.js";
import { bindSockets, SendQueue } from "./sockets.js";
import { prepareTermination, slots, states } from "./termination.js";
import { Wire, WireError, type Envelope } from "./wire.js";

/** The main thread has this long to take an interrupt by itself. */
const takeInterruptMs = 200;
/** When it has taken one, and its event loop turns, this many turns to have the cell stopped. */
const maxTurns = 400;
/** What can be terminated, is within this time. */
const promptMs = 100;
/** A child process that blocks the main thread has this long to heed the interrupt, before it is killed. */
const blockedMs = 500;
/** When the kernel is to end, it has this long to end by itself. */
const shutdownMs = 1500;
/** Between the last reply and the end of the sockets. */
const lingerMs = 250;

const { connection, parentPid, shared } = workerData as ChannelsThreadData;
const wire = new Wire(connection.key);
const sockets = await bindSockets(connection);
const queues = {
  shell: new SendQueue(sockets.shell),
  control: new SendQueue(sockets.control),
  stdin: new SendQueue(sockets.stdin),
  iopub: new SendQueue(sockets.iopub),
};
/** What was told, and perhaps not taken. */
const told: { readonly serial: number; readonly news: News }[] = [];
/** The children that the main thread does not wait for. */
const children = new Set([watchOverChildren()]);
let serial = 0;
let interrupted = 0;
let closing = false;

// Nothing that arrives may end the kernel.
process.on("uncaughtException", () => undefined);

const post = (message: FromChannels) => parentPort?.postMessage(message);

/** @returns the serial number under which the main thread has it */
function tell(news: News): number {
  serial += 1;
  const taken = Atomics.load(shared, slots.taken);
  while (told[0] && told[0].serial <= taken) told.shift();
  told.push({ serial, news });
  post({ serial, news });
  return serial;
}

parentPort?.on("message", (message: ToChannels) => {
  if ("send" in message) send(message.send);
  else if ("catchUp" in message) void catchUp();
  else if ("close" in message) void close();
  else if (message.running) children.add(message.child);
  else children.delete(message.child);
});

function send({ channel, type, content, parent, identities }: Outbound): void {
  void queues[channel].send(wire.encode(type, content, parent, identities)).then(() => {
    Atomics.add(shared, slots.sent, 1);
    Atomics.notify(shared, slots.sent);
  });
}

async function catchUp(): Promise<void> {
  do await nextTurn();
  while (sockets.shell.readable);
  tell({ caughtUp: true });
}

async function receive(channel: Incoming): Promise<void> {
  for await (const frames of sockets[channel]) {
    const envelope = open(frames);
    if (!envelope) continue;
    if (interrupted <= Atomics.load(shared, slots.stopped)) Atomics.store(shared, slots.terminated, 0);
    const taken = tell({ channel, envelope });
    if (channel !== "control") continue;
    if (envelope.type === "interrupt_request") void interrupt(taken);
    if (envelope.type === "shutdown_request") void endUnlessEnded(envelope);
  }
}

function open(frames: readonly Buffer[]): Envelope | undefined {
  try {
    return wire.open(frames);
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

async function answerHeartbeats(): Promise<void> {
  for await (const frames of sockets.heartbeat) await sockets.heartbeat.send(frames);
}

/** A loop that ends with an error begins anew, as long as there is a socket to listen to. */
async function keepUp(loop: () => Promise<void>): Promise<void> {
  while (!closing) {
    await loop().catch(() => undefined);
    await nextTurn();
  }
}

/** Sees to it that the main thread stops what it does. */
async function interrupt(request: number): Promise<void> {
  const before = interrupted;
  interrupted = request;
  // One is enough: it waits for the newest.
  if (before > Atomics.load(shared, slots.stopped)) return;
  const isTaken = () => Atomics.load(shared, slots.taken) >= interrupted;
  const isStopped = () => Atomics.load(shared, slots.stopped) >= interrupted;
  await waitUntil(isTaken, takeInterruptMs);
  if (isTaken()) await waitForStop(isStopped);
  const blocking = new Set<number>();
  for (let round = 0; !isStopped() && !closing; round += 1) {
    // Remembered, since what outlives its parent is not found again.
    const found = findBlocking((pid) => children.has(pid), Atomics.load(shared, slots.cellBeganAt));
    for (const pid of found) blocking.add(pid);
    // Before a child ends: the main thread would go on with what that throws, or with the next child.
    if (!terminating) begin();
    signalAll(blocking, round === 0 ? "SIGINT" : "SIGKILL");
    await terminate();
    if (!isTaken()) for (const message of told) post(message);
    await waitUntil(isTaken, takeInterruptMs);
    if (!isTaken()) continue;
    await waitForStop(isStopped);
    if (!isStopped()) interrupted = tell({ interruptAgain: true });
  }
}

/**
 * Waits for as long as the main thread's event loop turns: what a stopped cell has under way is being unwound then, and
 * promises that a termination takes along would never settle.
 */
async function waitForStop(isStopped: () => boolean): Promise<void> {
  for (let turns = 0; turns < maxTurns && !isStopped(); turns += 1) {
    const turn = tell({ turn: true });
    const isTaken = () => Atomics.load(shared, slots.taken) >= turn;
    await waitUntil(() => isStopped() || isTaken(), takeInterruptMs);
    if (!isTaken()) return;
    await sleep(5);
  }
}

/** What the main thread waits for a processor, on a busy machine, does not count. */
async function waitUntil(condition: () => boolean, ms: number): Promise<void> {
  const now = () => performance.now() - readStarvedMs();
  const end = now() + ms;
  while (!condition() && now() < end) await sleep(5);
}

/** How long the main thread has waited for a processor, in ms: https://docs.kernel.org/scheduler/sched-stats.html */
function readStarvedMs(): number {
  try {
    const [, waitedNs] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ");
    return Number(waitedNs) / 1e6;
  } catch {
    // Only Linux tells.
    return 0;
  }
}

/** The termination that is under way. */
let terminating: Session | undefined;

/**
 * Ends what the main thread is executing, unless that is work of the kernel: then it has to be tried again. Resolves when
 * that is done, or cannot be done now, since the thread waits for a child process.
 */
async function terminate(): Promise<void> {
  for (let tries = 0; !terminating && !begin(); tries += 1) {
    if (tries === 200) return;
    await sleep(1);
  }
  const isDone = () => terminating === undefined;
  await waitUntil(isDone, promptMs);
  // A termination is lost where it comes while Node notes that a promise is rejected, and V8 takes no second one. A debugger
  // that pauses can still end it, unless it comes to such a place too: so it is tried a few times.
  terminating?.post("Debugger.enable");
  for (let tries = 0; tries < 20 && terminating; tries += 1) {
    terminating.post("Debugger.pause");
    await waitUntil(isDone, blockedMs / 20);
  }
}

/** Begins a termination, unless the main thread is at work that must stay whole. */
function begin(): boolean {
  const { free, terminating: taken } = states;
  if (Atomics.compareExchange(shared, slots.state, free, taken) !== free) return false;
  const session = new Session();
  terminating = session;
  session.connectToMainThread();
  session.on("Debugger.paused", () => {
    if (terminating) session.post("Runtime.evaluate", { expression: prepareTermination });
    session.post("Debugger.resume", { terminateOnResume: terminating !== undefined });
  });
  // The first waits on the main thread until the second is there, so that nothing runs in between.
  Atomics.store(shared, slots.terminated, 0);
  session.post("Runtime.evaluate", { expression: prepareTermination });
  session.post("Runtime.terminateExecution", () => {
    session.disconnect();
    terminating = undefined;
    Atomics.store(shared, slots.state, free);
  });
  Atomics.store(shared, slots.terminated, 1);
  return true;
}

/**
 * A main thread that is blocked, perhaps by its own start, cannot answer, nor end: whoever asked for the end is answered
 * from here, and the process ends.
 */
async function endUnlessEnded(request: Envelope): Promise<void> {
  await sleep(shutdownMs);
  if (!closing) {
    const content = JSON.stringify({ status: "ok", restart: isRestart(request) });
    const reply = wire.encode("shutdown_reply", Buffer.from(content), request.headerText, request.identities);
    await Promise.race([queues.control.send(reply), sleep(lingerMs)]);
    await sleep(lingerMs);
  }
  process.kill(process.pid, "SIGKILL");
}

function isRestart({ content }: Envelope): boolean {
  try {
    return (JSON.parse(Buffer.from(content).toString()) as { restart?: unknown } | null)?.restart === true;
  } catch {
    return false;
  }
}

/** ZeroMQ tells nobody when a message has left: the reply to a shutdown is given a moment. */
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  clearInterval(parentWatch);
  await Promise.race([Promise.all(Object.values(queues).map((queue) => queue.drained())), sleep(shutdownMs)]);
  await sleep(lingerMs);
  // A thread cut off while it receives would take the process down.
  sockets.close();
  tell({ closed: true });
  await sleep(shutdownMs);
  process.kill(process.pid, "SIGKILL");
}

const parentWatch = setInterval(() => {
  if (process.ppid === parentPid) return;
  clearInterval(parentWatch);
  tell({ orphaned: true });
  setTimeout(() => process.kill(process.pid, "SIGKILL"), shutdownMs);
}, 1000);

for (const channel of ["shell", "control", "stdin"] as const) void keepUp(() => receive(channel));
void keepUp(answerHeartbeats);
post({ ready: true });
