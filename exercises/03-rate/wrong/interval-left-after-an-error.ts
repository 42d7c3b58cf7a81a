import type { Country } from "async-lab";

// Cleared when all pages are there, which never happens where one fails.
export const rule = "timer-left-behind";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  return new Promise((resolve, reject) => {
    const pages: Country[] = [];
    let [next, done] = [0, 0];
    const timer = setInterval(() => {
      const index = next++;
      const url = urls[index];
      if (url === undefined) return;
      getPage(url).then((page) => {
        pages[index] = page;
        done += 1;
        if (done < urls.length) return;
        clearInterval(timer);
        resolve(pages);
      }, reject);
    }, 1000 / perSecond);
  });
}
