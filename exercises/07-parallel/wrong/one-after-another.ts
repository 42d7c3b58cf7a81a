import { Piscina } from "piscina";

export const rule = "too-few-at-work";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: 1, maxThreads: workers });
  const results: number[] = [];
  for (const item of items) results.push(await pool.run(item));
  await pool.close();
  return results;
}
