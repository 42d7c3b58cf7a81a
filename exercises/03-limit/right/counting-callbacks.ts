import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

// Stops at the first failure, as the lesson allows.
export default function fetchLimited(urls: string[]): Promise<Country[]> {
  return new Promise((resolve, reject) => {
    const pages: Country[] = [];
    let [next, done, stopped] = [0, 0, false];
    const startOne = () => {
      const index = next;
      const url = urls[index];
      if (url === undefined || stopped) return;
      next += 1;
      getPage(url).then(
        (page) => {
          pages[index] = page;
          done += 1;
          if (done === urls.length) resolve(pages);
          startOne();
        },
        (error: unknown) => {
          stopped = true;
          reject(new Error("a page failed", { cause: error }));
        },
      );
    };
    for (let slot = 0; slot < 10; slot += 1) startOne();
  });
}
