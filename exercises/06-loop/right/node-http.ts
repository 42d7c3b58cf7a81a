import { get } from "node:http";
import { json } from "node:stream/consumers";
import type { Country } from "async-lab";

function getPage(url: string): Promise<Country> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      json(response).then((page) => resolve(page as Country), reject);
    }).on("error", reject);
  });
}

export default async function fetchPages(urls: string[]): Promise<Country[]> {
  return await Promise.all(urls.map(getPage));
}
