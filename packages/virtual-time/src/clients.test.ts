/** The timers inside clients and limiters, as published, against a real server on loopback. */
import "./install.js";
import { once } from "node:events";
import { get } from "node:http";
import axios from "axios";
import Bottleneck from "bottleneck";
import got from "got";
import ky from "ky";
import pLimit from "p-limit";
import pRetry from "p-retry";
import { Agent, request, RetryAgent } from "undici";
import { expect, test } from "vitest";
import { VirtualTime, type RunResult } from "./index.js";
import { startServer, type Answer, type LoopbackServer } from "./testing/loopback-server.js";

/** Runs work against a server; both go by the same clock. */
async function run<T>(
  answer: (path: string, attempt: number) => Answer,
  work: (origin: string) => Promise<T>,
): Promise<{ result: RunResult<T>; server: LoopbackServer }> {
  using time = VirtualTime.start();
  await using server = await startServer(time, answer);
  return { result: await time.run(() => work(server.origin)), server };
}

/** Without the ms that clients spend on timers of no delay, which take 1 ms in Node. */
const round = (times: readonly number[]) => times.map((ms) => 50 * Math.round(ms / 50));
const paths = (origin: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${origin}/${index}`);
const failTwice = (_path: string, attempt: number): Answer => ({ status: attempt < 3 ? 503 : 200 });
const never = (): Answer => ({ never: true });
const stalls = (): Answer => ({ stalls: true });

test.each<[string, readonly number[], (origin: string) => Promise<unknown>]>([
  ["got", [0, 1000, 3000], (origin) => got(origin, { retry: { noise: 0 } }).json()],
  ["ky", [0, 300, 900], (origin) => ky(origin, { retry: { jitter: undefined } }).json()],
  [
    "p-retry",
    [0, 1000, 3000],
    (origin) =>
      pRetry(
        async () => {
          const response = await fetch(origin);
          if (!response.ok) throw new Error(String(response.status), { cause: await response.text() });
        },
        { retries: 4 },
      ),
  ],
  [
    "undici's RetryAgent",
    [0, 500, 1500],
    async (origin) => {
      const dispatcher = new RetryAgent(new Agent(), { minTimeout: 500, timeoutFactor: 2 });
      return await (await request(origin, { dispatcher })).body.json();
    },
  ],
])("%s waits between its attempts", async (_name, arrivals, work) => {
  const { result, server } = await run(failTwice, work);
  expect(round(server.arrivals)).toEqual(arrivals);
  expect(result.status).toBe("fulfilled");
});

test("got waits as long as a `Retry-After` with a date says", async () => {
  const { server } = await run(
    (_path, attempt) =>
      attempt === 1
        ? { status: 503, headers: { "retry-after": new Date(Date.now() + 20_000).toUTCString() } }
        : {},
    (origin) => got(origin).text(),
  );
  expect(round(server.arrivals)).toEqual([0, 20_000]);
});

test.each<[string, (_path: string) => Answer, number, (origin: string) => Promise<unknown>]>([
  ["got", never, 5000, (origin) => got(origin, { timeout: { request: 5000 }, retry: { limit: 0 } })],
  [
    "got, of a response",
    never,
    5000,
    (origin) => got(origin, { timeout: { response: 5000 }, retry: { limit: 0 } }),
  ],
  [
    "node:http",
    never,
    5000,
    async (origin) => {
      const asked = get(origin, { timeout: 5000 });
      asked.once("timeout", () => asked.destroy(new Error("timeout")));
      await once(asked, "response");
    },
  ],
  ["axios", never, 5000, (origin) => axios.get(origin, { timeout: 5000 })],
  ["ky", never, 5000, (origin) => ky(origin, { timeout: 5000, retry: 0 })],
  ["fetch", never, 5000, (origin) => fetch(origin, { signal: AbortSignal.timeout(5000) })],
  [
    "fetch, of a body",
    stalls,
    5000,
    async (origin) => (await fetch(origin, { signal: AbortSignal.timeout(5000) })).text(),
  ],
])("%s gives up in time", async (_name, answer, ms, work) => {
  const { result } = await run(answer, work);
  expect([result.status, ...round([result.atMs])]).toEqual(["rejected", ms]);
});

// undici counts its longer timeouts in steps of half a second, a second apart at most.
test.each<[string, () => Answer, (origin: string) => Promise<unknown>]>([
  [
    "headersTimeout",
    never,
    async (origin) => {
      const dispatcher = new Agent({ headersTimeout: 30_000 });
      return await request(origin, { dispatcher });
    },
  ],
  [
    "bodyTimeout",
    stalls,
    async (origin) => {
      const dispatcher = new Agent({ bodyTimeout: 30_000 });
      return await (await request(origin, { dispatcher })).body.text();
    },
  ],
])("undici's %s is kept", async (_name, answer, work) => {
  const { result } = await run(answer, work);
  expect(result.status).toBe("rejected");
  expect(result.atMs).toBeGreaterThan(29_000);
  expect(result.atMs).toBeLessThan(31_001);
});

test("Node's fetch gives up after its own 300 s", async () => {
  const { result } = await run(never, (origin) => fetch(origin));
  expect(result.status).toBe("rejected");
  expect(Math.round(result.atMs / 10_000)).toBe(30);
});

test("a limiter of p-limit keeps its number", async () => {
  const limit = pLimit(3);
  const { result, server } = await run(
    () => ({ delayMs: 1000 }),
    (origin) =>
      Promise.all(paths(origin, 9).map((url) => limit(() => fetch(url).then((page) => page.json())))),
  );
  expect(round(server.arrivals)).toEqual([0, 0, 0, 1000, 1000, 1000, 2000, 2000, 2000]);
  expect([server.maxInFlight, ...round([result.atMs])]).toEqual([3, 3000]);
});

test.each<[string, Bottleneck.ConstructorOptions, readonly number[]]>([
  ["minTime", { minTime: 250 }, [0, 250, 500, 750, 1000, 1250]],
  ["maxConcurrent", { maxConcurrent: 2 }, [0, 0, 100, 100, 200, 200]],
  [
    "reservoir",
    { reservoir: 2, reservoirRefreshAmount: 2, reservoirRefreshInterval: 5000 },
    [0, 0, 5000, 5000, 10_000, 10_000],
  ],
])("a limiter of bottleneck keeps its %s", async (_name, options, arrivals) => {
  const { server } = await run(
    () => ({ delayMs: 100 }),
    async (origin) => {
      const limiter = new Bottleneck(options);
      return await Promise.all(paths(origin, 6).map((url) => limiter.schedule(() => axios.get(url))));
    },
  );
  expect(round(server.arrivals)).toEqual(arrivals);
});

test("a limiter from before a run keeps its rate in it", async () => {
  const limiter = new Bottleneck({ minTime: 2000 });
  const { server } = await run(
    () => ({}),
    (origin) => Promise.all(paths(origin, 3).map((url) => limiter.schedule(() => fetch(url)))),
  );
  expect(round(server.arrivals)).toEqual([0, 2000, 4000]);
});

test("undici keeps its timeouts in real time after it was used first in virtual time", async () => {
  const { result } = await run(never, async (origin) => {
    const dispatcher = new Agent({ headersTimeout: 2000 });
    return await request(origin, { dispatcher });
  });
  expect(result.status).toBe("rejected");
  // Its one timer for all of them waits in real time now, and is refreshed there.
  using time = VirtualTime.start();
  await using server = await startServer(time, never);
  time.end();
  const dispatcher = new Agent({ headersTimeout: 1100 });
  await expect(request(server.origin, { dispatcher })).rejects.toThrow("Headers Timeout");
});
