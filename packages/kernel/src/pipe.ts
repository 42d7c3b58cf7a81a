/**
 * The kernel that submissions are graded in: the same cells, compiler and errors, behind JSON lines on a pipe. It
 * does without ZeroMQ, an addon, and without a second thread, so that Node's permission model can refuse both.
 *
 * Its time is the grader's, from the grader's first word of it: see `virtual-time`.
 *
 * Started by the grader: `node --permission … pipe.js --project …`, commands on descriptor 4, messages on descriptor 3.
 */
// First of all, so that what modules and cells keep of timers and clocks can switch.
import "virtual-time/install";
import { Socket } from "node:net";
import { createInterface } from "node:readline";
import { VirtualGuest } from "virtual-time";
import {
  checkedSymbol,
  isInstance,
  showDisplaySymbol,
  textOfDisplay,
  type ShowDisplay,
} from "@async-lab/notebook";
import { runInCell, stopCell, type CellContext } from "./cell-context.js";
import { messages } from "./messages/index.js";
import { lockDown } from "./lockdown.js";
import { commandsFd, type PipeCommand, type PipeError } from "./pipe-messages.js";
import { PipeOutput } from "./pipe-output.js";
import { explainSandboxError } from "./sandbox-errors.js";
import { Session } from "./session.js";
import { project } from "./settings.js";
import { rejectStandardInput } from "./standard-input.js";
import { describeError, mapStacksToCells, placeIn } from "./traceback.js";
import { setDisplayWriter, ts } from "./tslab.js";
import { CellTypeError } from "./type-errors.js";
import { UncaughtErrors } from "./uncaught.js";

type Callable = (...args: readonly unknown[]) => unknown;

const exit = process.exit.bind(process);
const { parse } = JSON;
const { setImmediate: soon } = globalThis;

/** The project's folder itself may not be readable, only what is needed of it; but TypeScript asks whether it is there. */
function showProjectFolder(): void {
  const { directoryExists } = ts.sys;
  ts.sys.directoryExists = (path) => path === project || directoryExists(path);
}

showProjectFolder();
mapStacksToCells();
rejectStandardInput();
const session = new Session(process.cwd());
const output = new PipeOutput();
const uncaught = new UncaughtErrors((thrown) => output.print("stderr", `${summarize(thrown)}\n`));
const guest = new VirtualGuest((message) => output.send({ time: message }));
const queue: PipeCommand[] = [];
let working = false;
let calling: { readonly cell: CellContext; readonly stop: () => void } | undefined;

function makeCell(id: number): CellContext {
  const header = { msg_id: String(id), msg_type: "", session: "", username: "", date: "", version: "" };
  const request = { identities: [], header, headerText: "{}", content: {} };
  return { request, executionCount: id, silent: false };
}

async function runCell(source: string, id: number): Promise<void> {
  const cell = makeCell(id);
  try {
    await uncaught.during(cell, () => session.execute(cell, source));
    output.send({ returned: null, id });
  } catch (thrown) {
    output.send({ failed: toPipeError(thrown), typeError: isInstance(thrown, CellTypeError), id });
  }
}

async function callFunction(name: string, args: readonly unknown[], id: number): Promise<void> {
  const called = session.variable(name) ?? (globalThis as { [checkedSymbol]?: unknown })[checkedSymbol];
  if (typeof called !== "function") {
    output.send({ absent: true, id });
    return;
  }
  const cell = makeCell(id);
  const call = () =>
    new Promise<unknown>((resolve, reject) => {
      const stop = () => {
        stopCell(cell);
        reject(new InterruptedCall());
      };
      calling = { cell, stop };
      runInCell(cell, () => soon(() => void callAwaited(called as Callable, args).then(resolve, reject)));
    });
  try {
    output.answer(await uncaught.during(cell, call), id);
  } catch (thrown) {
    output.send({ failed: toPipeError(thrown), typeError: false, id });
  } finally {
    calling = undefined;
  }
}

class InterruptedCall extends Error {
  override readonly name = "Interrupted";
}

async function callAwaited(called: Callable, args: readonly unknown[]): Promise<unknown> {
  return await called(...args);
}

function toPipeError(thrown: unknown): PipeError {
  try {
    const { ename, evalue, traceback } = describeError(thrown);
    const placed = placeIn(traceback);
    const place = placed === undefined ? {} : { place: placed };
    const needs =
      isInstance(thrown, CellTypeError) && thrown.needs !== undefined ? { needs: thrown.needs } : {};
    return { name: ename, message: explain(thrown, evalue), ...place, ...needs };
  } catch {
    return { name: "Error", message: "?" };
  }
}

/** What an error says of itself may be anything, and may throw. */
function explain(thrown: unknown, message: string): string {
  try {
    return explainSandboxError(thrown, message);
  } catch {
    return message;
  }
}

function summarize(thrown: unknown): string {
  const { name, message, place } = toPipeError(thrown);
  return `${name}: ${message}${place === undefined ? "" : ` (${place})`}`;
}

const printDisplay: ShowDisplay = (data) => output.print("stdout", `${textOfDisplay(data)}\n`);

async function work(): Promise<void> {
  if (working) return;
  working = true;
  for (let next = queue.shift(); next; next = queue.shift()) {
    if ("run" in next) await runCell(next.run, next.id);
    else if ("call" in next) await callFunction(next.call, next.with, next.id);
  }
  working = false;
}

function receive(line: string): void {
  const command = parse(line) as PipeCommand;
  if ("time" in command) return guest.receive(command.time);
  if ("interrupt" in command) {
    if (calling) calling.stop();
    else session.interrupt({ blocked: false });
    return;
  }
  queue.push(command);
  void work();
}

const commands = new Socket({ fd: commandsFd, readable: true, writable: false });
createInterface({ input: commands, crlfDelay: Infinity }).on("line", receive);
// Nobody waits for this process any more.
commands.on("close", () => exit(0)).on("error", () => exit(0));

uncaught.listen();
process.removeAllListeners("warning");
process.exit = () => {
  throw new Error(messages().noExit);
};
Object.assign(globalThis, {
  // A chart is no part of what is graded; what it says may be a report.
  [showDisplaySymbol]: printDisplay,
  input: () => {
    throw new Error(messages().noInput);
  },
});
setDisplayWriter(({ data }) => printDisplay(data));
output.captureStandardStreams();
lockDown(commands);
session.warm();
output.send({ ready: true });
