import { get } from "node:http";
import type { Country } from "async-lab";

export default function fetchAll(urls: string[]): Promise<Country[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Country[]>();
  const pages: Country[] = [];
  let left = urls.length;
  for (const [index, url] of urls.entries()) {
    get(url, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => {
        pages[index] = JSON.parse(Buffer.concat(parts).toString()) as Country;
        if (--left === 0) resolve(pages);
      });
      response.on("error", reject);
    }).on("error", reject);
  }
  return promise;
}
