import type { Country } from "async-lab";

// A failure is counted as a request that goes on.
export const rule = "slots-lost-after-error";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

const queue: (() => Promise<void>)[] = [];
let running = 0;

function runNext(): void {
  while (running < 10) {
    const job = queue.shift();
    if (!job) return;
    running += 1;
    void job().then(() => {
      running -= 1;
      runNext();
    });
  }
}

function enqueue(url: string): Promise<Country> {
  return new Promise((resolve, reject) => {
    queue.push(async () => {
      try {
        resolve(await getPage(url));
      } catch (error) {
        reject(new Error("a page failed", { cause: error }));
        running += 1;
      }
    });
    runNext();
  });
}

export default async function fetchLimited(urls: string[]): Promise<Country[]> {
  return Promise.all(urls.map(enqueue));
}
