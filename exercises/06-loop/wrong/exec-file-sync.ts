import { execFileSync } from "node:child_process";
import type { Country } from "async-lab";

export const rule = "waits-synchronously";

const script = "console.log(await (await fetch(process.argv[1])).text())";

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function fetchPages(urls: string[]): Promise<Country[]> {
  return urls.map((url) => {
    const answer = execFileSync(process.execPath, ["--input-type=module", "-e", script, url]);
    return JSON.parse(answer.toString()) as Country;
  });
}
