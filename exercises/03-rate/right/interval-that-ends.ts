import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  return new Promise((resolve, reject) => {
    const started: Promise<Country>[] = [];
    const timer = setInterval(() => {
      const url = urls[started.length];
      if (url !== undefined) {
        const page = getPage(url);
        page.catch(reject);
        started.push(page);
        return;
      }
      clearInterval(timer);
      Promise.all(started).then(resolve, reject);
    }, 1000 / perSecond);
  });
}
