import { execFileSync } from "node:child_process";
import type { Country } from "../../../../lib/practice-api/index.js";

export const rule = "all-at-once";

const code = "fetch(process.argv[1]).then((response) => response.text()).then(console.log)";

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  const get = (url: string) => execFileSync(process.execPath, ["-e", code, url], { encoding: "utf8" });
  // eslint-disable-next-line @typescript-eslint/require-await -- the mistake
  return await Promise.all(urls.map(async (url) => JSON.parse(get(url)) as Country));
}
