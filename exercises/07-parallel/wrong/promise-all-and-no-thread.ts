import { pathToFileURL } from "node:url";

export const rule = "in-this-thread";

export default async function parallelMap(items: number[], file: string): Promise<number[]> {
  const { default: work } = (await import(pathToFileURL(file).href)) as { default: (n: number) => number };
  // eslint-disable-next-line @typescript-eslint/require-await -- the mistake
  return await Promise.all(items.map(async (item) => work(item)));
}
