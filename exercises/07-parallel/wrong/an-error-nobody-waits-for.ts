import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

export const rule = "never-ended";

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
  const workOff = () =>
    new Promise<void>((resolve) => {
      const worker = new Worker(source, { eval: true, workerData: pathToFileURL(file).href });
      let at = 0;
      const next = () => {
        const job = left.shift();
        if (!job) void worker.terminate().then(() => resolve());
        else {
          at = job[0];
          worker.postMessage(job[1]);
        }
      };
      worker.on("error", () => undefined);
      worker.on("message", (result: number) => {
        results[at] = result;
        next();
      });
      next();
    });
  await Promise.all(Array.from({ length: workers }, workOff));
  return results;
}
