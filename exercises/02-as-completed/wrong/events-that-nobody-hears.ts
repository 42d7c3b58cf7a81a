import { EventEmitter, once } from "node:events";
import type { Country } from "async-lab";

// An event that comes while nobody waits is lost.
export const rule = "lost-while-busy";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const bus = new EventEmitter();
  for (const url of urls) {
    getPage(url).then(
      (page) => bus.emit("page", page),
      (error: unknown) => bus.emit("error", error),
    );
  }
  for (let left = urls.length; left > 0; left -= 1) {
    const [page] = (await once(bus, "page")) as [Country];
    yield page;
  }
}
