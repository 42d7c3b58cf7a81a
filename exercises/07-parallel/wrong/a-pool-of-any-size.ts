import pLimit from "p-limit";
import { Piscina } from "piscina";

export const rule = "too-many-at-work";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({
    filename: file,
    minThreads: 2 * workers,
    maxThreads: 2 * workers,
  });
  const limit = pLimit(workers);
  try {
    return await Promise.all(items.map((item) => limit(() => pool.run(item))));
  } finally {
    await pool.close();
  }
}
