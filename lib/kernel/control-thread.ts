/**
 * The kernel's second thread. It answers heartbeats, passes on what arrives on the control channel, and when
 * the main thread does not react to an interrupt, ends what it is executing: a loop, even one after an `await`,
 * which no signal and no promise can reach.
 */
import { Session } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";
import type { ControlThreadData, FromControl, ToControl } from "./control.js";
import { bindControlSockets } from "./sockets.js";
import { Wire, WireError, type Message } from "./wire.js";

/** The main thread has this long to react by itself. */
const patienceMs = 300;
/** When the process that started the kernel is gone, the kernel has this long to end by itself. */
const farewellMs = 2000;
/** Between the last reply and the end of the sockets. */
const lingerMs = 250;

const { connection, parentPid, reactions } = workerData as ControlThreadData;
const seen = new Int32Array(reactions);
const wire = new Wire(connection.key);
const sockets = await bindControlSockets(connection);

const tell = (message: FromControl) => parentPort?.postMessage(message);
tell({ ready: true });

parentPort?.on("message", (message: ToControl) => {
  if ("reply" in message) void sockets.control.send(message.reply.map((frame) => Buffer.from(frame)));
  else close();
});

void (async () => {
  for await (const frames of sockets.heartbeat) await sockets.heartbeat.send(frames);
})();

void (async () => {
  for await (const frames of sockets.control) {
    const message = decode(frames);
    if (message === undefined) continue;
    const type = message.header.msg_type;
    const reaction = Atomics.load(seen, 0);
    tell({ frames });
    if (type === "interrupt_request") setTimeout(() => terminateUnlessReacted(reaction), patienceMs).unref();
    if (type === "shutdown_request")
      setTimeout(() => void endUnlessReacted(reaction, message), farewellMs).unref();
  }
})();

const parentWatch = setInterval(() => {
  if (process.ppid === parentPid) return;
  tell({ orphaned: true });
  setTimeout(() => process.kill(process.pid, "SIGKILL"), farewellMs);
}, 1000);

/**
 * With nothing left to wait for the thread ends; a thread cut off while it receives would take the process down.
 * ZeroMQ tells nobody when a message has left: the reply to a shutdown is given a moment.
 */
function close(): void {
  clearInterval(parentWatch);
  setTimeout(() => {
    sockets.close();
    parentPort?.close();
  }, lingerMs);
}

function decode(frames: readonly Buffer[]): Message | undefined {
  try {
    return wire.decode(frames);
  } catch (error) {
    if (error instanceof WireError) return undefined;
    throw error;
  }
}

function terminateUnlessReacted(reaction: number): void {
  if (Atomics.load(seen, 0) !== reaction) return;
  Atomics.store(seen, 1, 1);
  const session = new Session();
  session.connectToMainThread();
  session.post("Runtime.terminateExecution", () => session.disconnect());
}

/** The main thread is blocked, perhaps by its own start, and cannot answer: whoever asked for the end is answered from here. */
async function endUnlessReacted(reaction: number, request: Message): Promise<void> {
  if (Atomics.load(seen, 0) !== reaction) return;
  const content = { status: "ok", restart: request.content["restart"] === true };
  const reply = wire.encode("shutdown_reply", content, request, request.identities);
  await sockets.control.send(reply).catch(() => undefined);
  setTimeout(() => process.kill(process.pid, "SIGKILL"), lingerMs);
}
