import pMap from "p-map";
import { Piscina } from "piscina";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: 0, maxThreads: workers });
  return await pMap(items, (item) => pool.run(item), { concurrency: workers }).finally(() => pool.destroy());
}
