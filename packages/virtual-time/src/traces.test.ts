/** The same run gives the same trace to the letter, also while other threads take the CPU. */
import "./install.js";
import { Worker } from "node:worker_threads";
import Bottleneck from "bottleneck";
import got from "got";
import pLimit from "p-limit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { request } from "undici";
import { VirtualTime } from "./index.js";
import { startServer } from "./testing/loopback-server.js";

const busy: Worker[] = [];

beforeAll(() => {
  for (let count = 0; count < 3; count += 1) busy.push(new Worker("for (;;);", { eval: true }));
});

afterAll(async () => {
  await Promise.all(busy.map((worker) => worker.terminate()));
});

const limit = pLimit(5);
const json = got.extend({ retry: { noise: 0 } });

test.each<[string, (urls: readonly string[]) => Promise<unknown>]>([
  ["got, five at a time", (urls) => Promise.all(urls.map((url) => limit(() => json(url).json())))],
  ["undici, all at once", (urls) => Promise.all(urls.map(async (url) => (await request(url)).body.text()))],
  [
    "fetch, at a rate",
    (urls) => {
      const limiter = new Bottleneck({ minTime: 30, maxConcurrent: 4 });
      return Promise.all(urls.map((url) => limiter.schedule(async () => (await fetch(url)).text())));
    },
  ],
])("%s", async (_name, work) => {
  const traces = new Set<string>();
  for (let run = 0; run < 10; run += 1) {
    using time = VirtualTime.start();
    await using server = await startServer(time, (path, attempt) => ({
      delayMs: 100 + ((37 * Number(path.slice(1))) % 90),
      status: Number(path.slice(1)) % 7 === 0 && attempt === 1 ? 503 : 200,
    }));
    const urls = Array.from({ length: 30 }, (_, index) => `${server.origin}/${index}`);
    const { status, atMs } = await time.run(() => work(urls));
    traces.add([...server.trace, status, atMs].join("\n"));
  }
  expect([...traces]).toHaveLength(1);
});
