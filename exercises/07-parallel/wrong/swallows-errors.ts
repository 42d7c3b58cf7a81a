import { Piscina } from "piscina";

export const rule = "lost-job-error";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: 1, maxThreads: workers });
  const jobs = items.map((item) => pool.run(item).catch(() => NaN));
  return await Promise.all(jobs).finally(() => pool.close());
}
