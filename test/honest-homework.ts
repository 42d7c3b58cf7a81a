/** The homework, solved in one cell. */
export const honestHomework = `import pLimit from "p-limit";
import type { CountryPage, Scraped } from "async-lab";

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const slots = pLimit(20);

async function getPage(url: string): Promise<CountryPage | undefined> {
  for (const wait of [1000, 2000, 4000, 8000, 0]) {
    const response = await slots(() => fetch(url));
    if (response.ok) return (await response.json()) as CountryPage;
    await response.body?.cancel();
    if (response.status < 500 || wait === 0) return undefined;
    await pause(Math.max(wait, 1000 * Number(response.headers.get("retry-after") ?? 0)));
  }
  return undefined;
}

async function scrape(urls: string[]): Promise<Scraped> {
  const begun = performance.now();
  const countries: CountryPage[] = [];
  const failed: string[] = [];
  await Promise.all(
    urls.map(async (url) => {
      const page = await getPage(url);
      if (page) countries.push(page);
      else failed.push(url);
    }),
  );
  const totalMs = performance.now() - begun;
  console.log(\`\${countries.length} pages in \${(totalMs / 1000).toFixed(2)} s\`);
  return { countries, failed, totalMs };
}`;
