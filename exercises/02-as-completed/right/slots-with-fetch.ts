import type { Country } from "async-lab";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const slots = urls.map(() => makeSlot());
  let next = 0;
  for (const url of urls) {
    getPage(url).then(
      (page) => slots[next++]?.resolve(page),
      (error: unknown) => slots[next++]?.reject(error as Error),
    );
  }
  for (const { promise } of slots) yield await promise;
}

interface Slot {
  readonly promise: Promise<Country>;
  readonly resolve: (page: Country) => void;
  readonly reject: (error: Error) => void;
}

function makeSlot(): Slot {
  let settle: Omit<Slot, "promise"> | undefined;
  const promise = new Promise<Country>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, resolve: (page) => settle?.resolve(page), reject: (error) => settle?.reject(error) };
}
