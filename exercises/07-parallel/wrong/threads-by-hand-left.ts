import { once } from "node:events";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

export const rule = "threads-left";

const source = `
const { parentPort, workerData } = require("node:worker_threads");
parentPort.on("message", async (item) => {
  const { default: work } = await import(workerData);
  parentPort.postMessage(await work(item));
});
`;

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const results: number[] = [];
  const left = [...items.entries()];
  const workOff = async () => {
    const worker = new Worker(source, { eval: true, workerData: pathToFileURL(file).href });
    worker.unref();
    for (let next = left.shift(); next; next = left.shift()) {
      worker.postMessage(next[1]);
      [results[next[0]]] = (await once(worker, "message")) as [number];
    }
  };
  await Promise.all(Array.from({ length: workers }, workOff));
  return results;
}
