import type { Country } from "async-lab";

export const rule = "too-many-in-flight";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

class Semaphore {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];
  constructor(private readonly most: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    // The slip: `<=` lets one too many through.
    if (this.taken <= this.most) this.taken += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.taken -= 1;
    }
  }
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  const semaphore = new Semaphore(10);
  return Promise.all(urls.map((url) => semaphore.run(() => getPage(url))));
}
