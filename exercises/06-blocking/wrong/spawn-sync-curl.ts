import * as childProcess from "node:child_process";
import type { Country } from "async-lab";

export const rule = "blocks-the-loop";

const curl = (url: string) => childProcess.spawnSync("curl", ["-s", url], { encoding: "utf8" }).stdout;

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  const texts = await Promise.all(urls.map((url) => Promise.resolve(url).then(curl)));
  return texts.map((text) => JSON.parse(text) as Country);
}
