import type { Country } from "async-lab";

export const rule = "timer-left-behind";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default function fetchAtRate(urls: string[], perSecond: number): Promise<Country[]> {
  return new Promise((resolve, reject) => {
    const started: Promise<Country>[] = [];
    const tick = () => {
      const url = urls[started.length];
      if (url !== undefined) {
        started.push(getPage(url));
        if (started.length === urls.length) Promise.all(started).then(resolve, reject);
      }
      setTimeout(tick, 1000 / perSecond);
    };
    tick();
  });
}
