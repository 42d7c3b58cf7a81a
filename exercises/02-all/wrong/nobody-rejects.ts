import type { Country } from "async-lab";

// Waits for all to arrive, which they never do once one has failed.
export const rule = "stuck-after-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default function fetchAll(urls: string[]): Promise<Country[]> {
  return new Promise((resolve) => {
    const pages: Country[] = [];
    let left = urls.length;
    for (const [index, url] of urls.entries()) {
      void getPage(url).then((page) => {
        pages[index] = page;
        if (--left === 0) resolve(pages);
      });
    }
  });
}
