type Client = (url: string) => Promise<unknown>;
interface Summary {
  name: string;
  median: number;
  min: number;
  max: number;
}

const order = (a: number, b: number) => a - b;

export default async function benchmark(
  clients: Record<string, Client>,
  urls: string[],
  rounds: number,
): Promise<Summary[]> {
  const measured = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of Object.keys(clients)) {
      const client = clients[name] ?? fetch;
      const began = Date.now();
      await Promise.allSettled(urls.map((url) => client(url))).then((outcomes) => {
        for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
      });
      if (round > 0) measured.set(name, [...(measured.get(name) ?? []), Date.now() - began].sort(order));
    }
  }
  return [...measured].map(([name, times]) => ({
    name,
    median: times[(rounds - 1) / 2] ?? NaN,
    min: times[0] ?? NaN,
    max: times.at(-1) ?? NaN,
  }));
}
