import { Piscina } from "piscina";

export const rule = "too-many-at-work";

export default async function parallelMap(items: number[], file: string): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: 1, maxThreads: items.length });
  try {
    return await Promise.all(items.map((item) => pool.run(item)));
  } finally {
    await pool.close();
  }
}
