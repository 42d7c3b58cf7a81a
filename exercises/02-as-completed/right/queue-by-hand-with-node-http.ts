import { get } from "node:http";
import type { Country } from "async-lab";

export default async function* asCompleted(urls: string[]): AsyncGenerator<Country> {
  const arrived: (() => Country)[] = [];
  let wake = () => {};
  const arrive = (give: () => Country) => {
    arrived.push(give);
    wake();
  };
  for (const url of urls) {
    getJson(url).then(
      (page) => arrive(() => page),
      (error: unknown) =>
        arrive(() => {
          throw error;
        }),
    );
  }
  for (let left = urls.length; left > 0; left -= 1) {
    if (arrived.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const give = arrived.shift();
    if (give) yield give();
  }
}

function getJson(url: string): Promise<Country> {
  return new Promise((resolve, reject) => {
    get(url, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (body += part));
      response.on("end", () => resolve(JSON.parse(body) as Country));
    }).on("error", reject);
  });
}
