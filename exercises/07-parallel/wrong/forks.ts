import { spawn } from "node:child_process";
import { once } from "node:events";

export const rule = "in-processes";

const source = `
const { pathToFileURL } = require("node:url");
process.on("message", async ([file, item]) => {
  const { default: work } = await import(pathToFileURL(file).href);
  process.send(await work(item));
});
`;

export default async function parallelMap(items: number[], file: string, workers: number): Promise<number[]> {
  const results: number[] = [];
  const left = [...items.entries()];
  const workOff = async () => {
    const child = spawn(process.execPath, ["-e", source], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
    try {
      for (let next = left.shift(); next; next = left.shift()) {
        child.send([file, next[1]]);
        [results[next[0]]] = (await once(child, "message")) as [number];
      }
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: workers }, workOff));
  return results;
}
