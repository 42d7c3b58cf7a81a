import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default function fetchAll(urls: string[]): Promise<Country[]> {
  return new Promise((resolve, reject) => {
    const pages = new Map<number, Country>();
    urls.forEach((url, index) => {
      getPage(url).then((page) => {
        pages.set(index, page);
        if (pages.size === urls.length) resolve([...pages].sort(([a], [b]) => a - b).map(([, each]) => each));
      }, reject);
    });
  });
}
