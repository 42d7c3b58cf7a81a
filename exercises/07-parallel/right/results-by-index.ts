import { Piscina } from "piscina";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: 1, maxThreads: workers });
  const results: number[] = [];
  const jobs = [...items.entries()].map(async ([index, item]) => {
    results[index] = await pool.run(item);
  });
  await Promise.all(jobs).finally(() => pool.close());
  return results;
}
