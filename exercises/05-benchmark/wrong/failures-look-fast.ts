export const rule = "lost-error";

type Client = (url: string) => Promise<unknown>;
interface Summary {
  name: string;
  median: number;
  min: number;
  max: number;
}

async function timeRound(client: Client, urls: string[]): Promise<number> {
  const start = performance.now();
  await Promise.allSettled(urls.map((url) => client(url)));
  return performance.now() - start;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function summarise(name: string, times: number[]): Summary {
  return { name, median: median(times), min: Math.min(...times), max: Math.max(...times) };
}

export default async function benchmark(
  clients: Record<string, Client>,
  urls: string[],
  rounds: number,
): Promise<Summary[]> {
  const times: Record<string, number[]> = {};
  for (const [name, client] of Object.entries(clients)) {
    times[name] = [];
    await timeRound(client, urls);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, client] of Object.entries(clients)) times[name]?.push(await timeRound(client, urls));
  }
  return Object.entries(times).map(([name, own]) => summarise(name, own));
}
