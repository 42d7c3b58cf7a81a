import type { Country } from "async-lab";

export const rule = "stuck-after-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const arrived: Country[] = [];
  let wake = () => {};
  for (const url of urls) {
    void getPage(url).then((page) => {
      arrived.push(page);
      wake();
    });
  }
  for (let left = urls.length; left > 0; left -= 1) {
    if (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const page = arrived.shift();
    if (page) yield page;
  }
}
