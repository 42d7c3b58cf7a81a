import { execFileSync } from "node:child_process";

export const rule = "blocks-the-loop";

const source = `
const { pathToFileURL } = require("node:url");
const [file, item] = process.argv.slice(1);
import(pathToFileURL(file).href).then(async ({ default: work }) => console.log(await work(Number(item))));
`;

// eslint-disable-next-line @typescript-eslint/require-await -- the mistake
export default async function parallelMap(items: number[], file: string): Promise<number[]> {
  return items.map((item) =>
    Number(execFileSync(process.execPath, ["-e", source, file, String(item)], { encoding: "utf8" })),
  );
}
