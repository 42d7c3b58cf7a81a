/** Starts the kernel that a connection file describes. */
import { readFileSync } from "node:fs";
import { realTime, setBusyLoopMessage } from "virtual-time";
import { currentCell } from "./cell-context.js";
import { describeThrown, namesInUseSymbol } from "@async-lab/notebook";
import { messages } from "./messages/index.js";
import { watchTimers } from "./cell-timers.js";
import { watchWork } from "./cell-work.js";
import { markChildren } from "./child-processes.js";
import { watchForCrash } from "./last-crash.js";
import { keepCompiled } from "./load-typescript.js";
import { KernelServer } from "./server.js";
import { Session } from "./session.js";
import { connectionFile } from "./settings.js";
import type { ConnectionInfo } from "./sockets.js";
import { rejectStandardInput } from "./standard-input.js";
import { prepareForTerminations } from "./termination.js";
import { mapStacksToCells } from "./traceback.js";

const exit = process.exit.bind(process);

function readConnection(file: string | undefined): ConnectionInfo {
  if (file === undefined) {
    console.error(
      "usage: node main.js [--project FOLDER] [--state FOLDER] CONNECTION_FILE  (Jupyter starts it so; see kernel.json)",
    );
    return exit(2);
  }
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ConnectionInfo;
  } catch (error) {
    console.error(`The connection file ${file} cannot be read: ${(error as Error).message}`);
    return exit(2);
  }
}

const connection = readConnection(connectionFile);
const exceededMb = watchForCrash(connectionFile ?? "kernel");
mapStacksToCells();
rejectStandardInput();
markChildren();
prepareForTerminations();
watchTimers();
watchWork();
setBusyLoopMessage((reads) => messages().busyLoop(reads));
const session = new Session(process.cwd());
Object.assign(globalThis, { [namesInUseSymbol]: () => session.namesInUse() });

let ending = false;
const end = () => {
  if (ending) return;
  ending = true;
  session.close();
  void server.close().finally(() => exit(0));
};
const server = await KernelServer.listen(session, connection, end).catch((error: unknown) => {
  console.error(describeThrown(error).message);
  return exit(1);
});
if (exceededMb !== undefined) server.showWithNextCell(messages().outOfMemory(exceededMb));

// Not shown: the way this kernel loads modules is marked experimental in Node 24, and a rejection that
// is handled late is in order.
const ignoredWarnings = new Set(["ExperimentalWarning", "PromiseRejectionHandledWarning"]);
process.removeAllListeners("warning");
process.on("warning", (warning) => {
  const { name, message } = describeThrown(warning);
  if (!ignoredWarnings.has(name)) process.stderr.write(`${name}: ${message}\n`);
});
process.on("SIGINT", () => server.interrupt());
process.on("SIGTERM", end);
process.exit = () => {
  if (currentCell()) throw new Error(messages().noExit);
  return exit(0);
};
// The first answer goes out before the compiler, which blocks, is made: a client asks again 100 ms after it found the
// ports closed. Unreferenced, as what is the kernel's own: else a first cell that comes before it seems to end a timer.
setImmediate(() => realTime.setTimeout(() => session.warm(), 250).unref());
realTime.setTimeout(keepCompiled, 5000).unref();
