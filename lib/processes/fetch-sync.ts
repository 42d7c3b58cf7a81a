import { MessageChannel, receiveMessageOnPort, Worker } from "node:worker_threads";
import { tellBlockingCall } from "virtual-time";
import { RunError } from "./run-process.js";
import { messages } from "./messages.js";

/** Runs in the worker: `fetch` as ever, and then the other thread is woken. */
const source = `
const { workerData: { url, port, flag } } = require("node:worker_threads");
fetch(url).then(async (response) => {
  if (!response.ok) return { status: response.status };
  return { body: await response.text() };
}).catch((error) => ({ problem: error.cause ? error.message + ": " + error.cause.message : error.message })).then((answer) => {
  port.postMessage(answer);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
  process.exit();
});
`;

/**
 * Gets a page and blocks the event loop until it is there, as Python's `requests.get` does: made for lesson 06, to see
 * what that costs.
 *
 * A worker thread fetches the page, and this one sleeps until it is woken.
 *
 * @param url the page
 * @returns the body of the answer, as text
 * @throws {RunError} if the server answers no status from 200 to 299, cannot be reached, or takes more than 20 s
 * @example
 * const page = JSON.parse(fetchSync(url));
 */
export function fetchSync(url: string): string {
  tellBlockingCall("fetchSync", "waits");
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(source, {
    eval: true,
    workerData: { url, port: port2, flag },
    transferList: [port2],
  });
  try {
    Atomics.wait(flag, 0, 0, 20_000);
    const answer = (receiveMessageOnPort(port1) as { message: Answer } | undefined)?.message;
    if (answer?.body !== undefined) return answer.body;
    const words = messages();
    const status = answer?.status === undefined ? undefined : words.answered(answer.status);
    throw new RunError(`fetchSync(${url}): ${status ?? answer?.problem ?? words.noAnswer}`);
  } finally {
    port1.close();
    void worker.terminate();
  }
}

interface Answer {
  readonly body?: string;
  readonly problem?: string;
  /** Where it is none from 200 to 299. */
  readonly status?: number;
}
