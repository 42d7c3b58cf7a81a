import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Country } from "../../../../lib/practice-api/index.js";

/** What blocks a thread of its own blocks nobody else. */
const source = `
const { execFileSync } = require("node:child_process");
const { parentPort, workerData } = require("node:worker_threads");
const code = "fetch(process.argv[1]).then((response) => response.text()).then(console.log)";
parentPort.postMessage(execFileSync(process.execPath, ["-e", code, workerData], { encoding: "utf8", stdio: "pipe" }));
`;

async function fetchInThread(url: string): Promise<Country> {
  const worker = new Worker(source, { eval: true, workerData: url });
  try {
    const [text] = (await once(worker, "message")) as [string];
    return JSON.parse(text) as Country;
  } finally {
    await worker.terminate();
  }
}

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  return await Promise.all(urls.map(fetchInThread));
}
