import pLimit from "p-limit";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const source = `
const { parentPort, workerData: [file, item] } = require("node:worker_threads");
import(file).then(async ({ default: work }) => parentPort.postMessage(await work(item)));
`;

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const run = (item: number) =>
    new Promise<number>((resolve, reject) => {
      const worker = new Worker(source, { eval: true, workerData: [pathToFileURL(file).href, item] });
      worker.once("message", resolve).once("error", reject);
    });
  const limit = pLimit(workers);
  return await Promise.all(items.map((item) => limit(run, item)));
}
