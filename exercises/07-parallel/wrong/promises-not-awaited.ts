import { Piscina } from "piscina";

export const rule = "jobs-left";

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const pool = new Piscina<number, number>({ filename: file, minThreads: workers, maxThreads: workers });
  const results: number[] = [];
  for (const item of items) void pool.run(item).then((result) => results.push(result));
  return results;
}
