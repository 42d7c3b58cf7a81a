/** `npm run bench -- record`: what recording costs. */
import { parseArgs } from "node:util";
import { measureRecordingCost } from "./measure-recording-cost.js";

const usage = `Usage: npm run bench -- record [options]

Measures what \`record\` costs got, undici, fetch and node:http: requests without delay, 50 at a time,
with and without it, by turns.

Options:
  --rounds <n>    how often with and without (default: 15)
  --requests <n>  how many requests each time (default: 5000)
  --help          show this text`;

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: "string", default: "15" },
        requests: { type: "string", default: "5000" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) console.log(usage);
    else
      await measure(
        readCount("--rounds", values.rounds, 1000),
        readCount("--requests", values.requests, 1e6),
      );
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

async function measure(rounds: number, requests: number): Promise<void> {
  console.error(`Measuring ${rounds} rounds of ${requests} requests with and without \`record\` …`);
  const costs = await measureRecordingCost(rounds, requests);
  console.table(
    Object.fromEntries(
      costs.map(({ client, plain, recorded, ratio, cpuRatio }) => [
        client,
        {
          "requests/s without": Math.round(plain),
          "requests/s with": Math.round(recorded),
          "more time": percent(ratio),
          "more processor time": percent(cpuRatio),
        },
      ]),
    ),
  );
  console.log(`Medians of ${rounds} rounds.`);
}

const percent = (ratio: number): string => `${((ratio - 1) * 100).toFixed(1)} %`;

function readCount(option: string, value: string, most: number): number {
  const count = Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new Error(`${option} must be a whole number from 1 to ${most}, not ${JSON.stringify(value)}`);
}

process.exitCode = await main();
