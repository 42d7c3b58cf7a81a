import type { Country } from "async-lab";

// Waits for the next page to arrive although some are in the queue.
export const rule = "as-they-arrive";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const arrived: Country[] = [];
  let left = urls.length;
  let wake = () => {};
  let fail: (error: unknown) => void = () => {};
  for (const url of urls) {
    getPage(url).then(
      (page) => {
        arrived.push(page);
        left -= 1;
        wake();
      },
      (error: unknown) => fail(error),
    );
  }
  while (left > 0) {
    await new Promise<void>((resolve, reject) => {
      wake = resolve;
      fail = reject;
    });
    const page = arrived.shift();
    if (page) yield page;
  }
}
