import { Piscina } from "piscina";

export const rule = "results";

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: workers, maxThreads: workers });
  try {
    return (await Promise.all(
      items.map(async (item) => String(await pool.run(item))),
    )) as unknown as number[];
  } finally {
    await pool.close();
  }
}
