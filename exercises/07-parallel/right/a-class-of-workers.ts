import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";

const source = `
const { parentPort, workerData } = require("node:worker_threads");
parentPort.on("message", async (item) => {
  const { default: work } = await import(workerData);
  try {
    parentPort.postMessage({ result: await work(item) });
  } catch (error) {
    parentPort.postMessage({ error });
  }
});
`;

interface Answer {
  readonly result?: number;
  readonly error?: Error;
}

class Crew {
  readonly #free: Worker[];
  readonly #all: readonly Worker[];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor(file: string, count: number) {
    const workerData = pathToFileURL(file).href;
    this.#all = Array.from({ length: count }, () => new Worker(source, { eval: true, workerData }));
    this.#free = [...this.#all];
  }

  async run(item: number): Promise<number> {
    const worker = this.#free.pop() ?? (await new Promise<Worker>((resolve) => this.#waiting.push(resolve)));
    const answer = await new Promise<Answer>((resolve) => {
      worker.once("message", resolve);
      worker.postMessage(item);
    });
    const next = this.#waiting.shift();
    if (next) next(worker);
    else this.#free.push(worker);
    if (answer.error) throw answer.error;
    return answer.result ?? NaN;
  }

  [Symbol.dispose](): void {
    for (const worker of this.#all) void worker.terminate();
  }
}

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  using crew = new Crew(file, workers);
  return await Promise.all(items.map((item) => crew.run(item)));
}
