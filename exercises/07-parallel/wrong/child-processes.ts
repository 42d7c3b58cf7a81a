import { execFile as execFileWithCallback } from "node:child_process";
import { promisify } from "node:util";
import pLimit from "p-limit";

export const rule = "in-processes";

const execFile = promisify(execFileWithCallback);

const source = `
const { pathToFileURL } = require("node:url");
const [file, item] = process.argv.slice(1);
import(pathToFileURL(file).href).then(async ({ default: work }) => console.log(await work(Number(item))));
`;

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const limit = pLimit(workers);
  const run = async (item: number) => {
    const { stdout } = await execFile(process.execPath, ["-e", source, file, String(item)]);
    return Number(stdout);
  };
  return await Promise.all(items.map((item) => limit(run, item)));
}
