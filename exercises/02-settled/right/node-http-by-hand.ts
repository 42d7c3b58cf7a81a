import { get } from "node:http";
import type { Settled } from "../exercise.js";
import type { Country } from "async-lab";

export default async function fetchSettled(urls: string[]): Promise<Settled> {
  const settled: Settled = { pages: [], failures: [] };
  const pages = await Promise.all(
    urls.map(async (url) => {
      try {
        return await getJson(url);
      } catch (error) {
        settled.failures.push({ url, reason: (error as Error).message });
        return undefined;
      }
    }),
  );
  return { ...settled, pages: pages.filter((page) => page !== undefined) };
}

function getJson(url: string): Promise<Country> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        if (response.statusCode !== 200) reject(new Error(`HTTP ${response.statusCode}`));
        else resolve(JSON.parse(Buffer.concat(parts).toString()) as Country);
      });
    }).on("error", reject);
  });
}
