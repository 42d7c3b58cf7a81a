type Client = (url: string) => Promise<unknown>;

class Stopwatch {
  readonly times: number[] = [];

  constructor(
    readonly name: string,
    private readonly client: Client,
  ) {}

  async round(urls: readonly string[]): Promise<number> {
    const start = new Date();
    const calls: Promise<unknown>[] = [];
    for (const url of urls) calls.push(this.client(url));
    for (const call of calls) await call;
    return new Date().getTime() - start.getTime();
  }

  get summary() {
    const { name, times } = this;
    // The median without sorting: as many are shorter as are longer.
    const isMiddle = (ms: number) => {
      const shorter = times.filter((other) => other < ms).length;
      const longer = times.filter((other) => other > ms).length;
      return shorter <= times.length / 2 && longer <= times.length / 2;
    };
    return { name, median: times.find(isMiddle) ?? NaN, min: Math.min(...times), max: Math.max(...times) };
  }
}

export default async function benchmark(clients: Record<string, Client>, urls: string[], rounds: number) {
  const watches = Object.entries(clients).map(([name, client]) => new Stopwatch(name, client));
  for (const watch of watches) await watch.round(urls);
  for (let left = rounds; left > 0; left -= 1) {
    for (const watch of watches) watch.times.push(await watch.round(urls));
  }
  return watches.map(({ summary }) => summary);
}
