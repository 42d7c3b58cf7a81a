import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  return new Promise((resolve, reject) => {
    const pages: Country[] = [];
    let missing = urls.length;
    const start = (index: number) => {
      const url = urls[index];
      if (url === undefined) return;
      getPage(url).then((page) => {
        pages[index] = page;
        missing -= 1;
        if (missing === 0) resolve(pages);
      }, reject);
      setTimeout(() => start(index + 1), 1050 / perSecond);
    };
    if (missing === 0) resolve(pages);
    start(0);
  });
}
