import { Piscina } from "piscina";

export const rule = "threads-left-after-error";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: 2, maxThreads: workers });
  const results = await Promise.all(items.map((item) => pool.run(item)));
  await pool.close();
  return results;
}
