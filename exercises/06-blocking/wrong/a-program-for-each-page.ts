import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Country } from "async-lab";

export const rule = "another-program";

const script = "process.stdout.write(await (await fetch(process.argv[1])).text())";

export default async function fetchTogether(urls: string[]): Promise<Country[]> {
  return await Promise.all(
    urls.map(async (url) => {
      const run = promisify(execFile);
      const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script, url]);
      return JSON.parse(stdout) as Country;
    }),
  );
}
