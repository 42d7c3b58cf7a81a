import { get } from "node:http";
import type { Country } from "async-lab";

function getText(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (body += chunk));
      response.on("end", () => resolve(body));
      response.on("error", reject);
    }).on("error", reject);
  });
}

async function* pagesOf(urls: string[]): AsyncGenerator<Country> {
  for (const url of urls) yield JSON.parse(await getText(url)) as Country;
}

export default function fetchOneByOne(urls: string[]): Promise<Country[]> {
  return collect(pagesOf(urls));
}

async function collect(pages: AsyncIterable<Country>): Promise<Country[]> {
  const list: Country[] = [];
  for await (const page of pages) list.push(page);
  return list;
}
