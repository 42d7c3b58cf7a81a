/** `npm run bench -- speed-up`: by how much "all at once" is faster than "one by one", as in lesson 02. */
import { parseArgs } from "node:util";
import got from "got";
import { practiceApi } from "../../practice-api/index.js";
import { record } from "../index.js";

const usage = `Usage: npm run bench -- speed-up [options]

Fetches lesson 02's pages with got, one by one and all at once, each time with new connections, and prints by how
much the second is faster. The ideal is the number of pages.

Options:
  --count <n>  pages (default: 50)
  --delay <s>  seconds that each page takes to answer (default: 0.2)
  --help       show this text`;

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({
      options: {
        count: { type: "string", default: "50" },
        delay: { type: "string", default: "0.2" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) console.log(usage);
    else await measure(Number(values.count), Number(values.delay));
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

async function measure(count: number, delay: number): Promise<void> {
  const api = await practiceApi({ own: true });
  const urls = api.urls(count, { delay });
  const fetchPage = (url: string) => got(url, { retry: { limit: 0 } }).json();
  const oneByOne = await record(
    "one by one",
    async () => {
      for (const url of urls) await fetchPage(url);
    },
    { progress: false },
  );
  const allAtOnce = await record("all at once", () => Promise.all(urls.map(fetchPage)), { progress: false });
  console.table({
    "one by one": { seconds: seconds(oneByOne.totalMs) },
    "all at once": { seconds: seconds(allAtOnce.totalMs) },
  });
  console.log(`All at once is ${(oneByOne.totalMs / allAtOnce.totalMs).toFixed(1)} times as fast.`);
}

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

process.exitCode = await main();
