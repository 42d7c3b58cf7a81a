import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const source = `
const { parentPort, workerData: [file, share] } = require("node:worker_threads");
import(file).then(({ default: work }) => parentPort.postMessage(share.map((item) => work(item))));
`;

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const shares = Array.from({ length: workers }, (_, first) =>
    items.filter((_item, index) => index % workers === first),
  );
  const run = (share: number[]) =>
    new Promise<number[]>((resolve, reject) => {
      const worker = new Worker(source, { eval: true, workerData: [pathToFileURL(file).href, share] });
      worker.once("message", (results: number[]) => {
        void worker.terminate();
        resolve(results);
      });
      worker.once("error", reject);
    });
  const results = await Promise.all(shares.map(run));
  return items.map((_item, index) => results[index % workers]?.[Math.floor(index / workers)] ?? NaN);
}
