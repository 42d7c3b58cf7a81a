import type { Country } from "async-lab";

export const rule = "computes-in-the-loop";

async function getPage(url: string): Promise<Country> {
  const response = await fetch(url);
  return (await response.json()) as Country;
}

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  const pages = await Promise.all(urls.map(getPage));
  let primes = 0;
  for (let n = 2; n < 1_000_000; n++) {
    let divisor = 2;
    while (divisor * divisor <= n && n % divisor !== 0) divisor++;
    if (divisor * divisor > n) primes++;
  }
  return primes > 0 ? pages : [];
}
