import { Piscina } from "piscina";

export const rule = "threads-left";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: workers, maxThreads: workers });
  return await Promise.all(items.map((item) => pool.run(item)));
}
