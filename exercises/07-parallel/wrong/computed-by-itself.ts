export const rule = "no-threads";

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function parallelMap(items: number[]): Promise<number[]> {
  return items.map((item) => item * item);
}
