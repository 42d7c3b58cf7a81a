/** Right answers to the homework, in several styles. */
import { setTimeout as sleep } from "node:timers/promises";
import axios from "axios";
import Bottleneck from "bottleneck";
import got, { HTTPError } from "got";
import pLimit from "p-limit";
import pMap, { pMapIterable } from "p-map";
import { Agent, request } from "undici";
import type { CountryPage } from "@async-lab/practice-api";
import {
  byFetch,
  exponential,
  gather,
  insideTheSlot,
  loopsOverOneQueue,
  maxAttempts,
  once,
  outsideTheSlot,
  report,
  retrying,
  type Scrape,
} from "./scrape-parts.js";

const gotWithBottleneck: Scrape = (urls) => {
  const limiter = new Bottleneck({ maxConcurrent: 20 });
  const start = performance.now();
  const client = got.extend({
    retry: {
      limit: maxAttempts - 1,
      calculateDelay: ({ attemptCount, error, computedValue, retryAfter }) => {
        if (computedValue === 0 || !(error instanceof HTTPError)) return 0;
        return retryAfter ?? exponential(attemptCount);
      },
    },
  });
  return gather(
    urls,
    start,
    urls.map((url) => limiter.schedule(() => client(url).json<CountryPage>())),
  );
};

const gotByItself: Scrape = (urls) => {
  const limit = pLimit(20);
  const start = performance.now();
  const client = got.extend({ retry: { limit: maxAttempts - 1 } });
  return gather(
    urls,
    start,
    urls.map((url) => limit(() => client(url).json<CountryPage>())),
  );
};

const undiciWithPLimit: Scrape = async (urls) => {
  const dispatcher = new Agent({ connections: 20 });
  try {
    return await insideTheSlot(async (url) => {
      const { statusCode, headers, body } = await request(url, { dispatcher });
      const text = await body.text();
      const retryAfterS = Number(headers["retry-after"] ?? 0);
      return { status: statusCode, retryAfterS, json: () => JSON.parse(text) as unknown };
    })(urls);
  } finally {
    await dispatcher.close();
  }
};

const byAxios = insideTheSlot(async (url) => {
  const { status, headers, data } = await axios.get<unknown>(url, { validateStatus: () => true });
  return { status, retryAfterS: Number(headers["retry-after"] ?? 0), json: () => data };
});

const forAwaitOverPMap: Scrape = async (urls) => {
  const start = performance.now();
  const countries: CountryPage[] = [];
  const failed: string[] = [];
  const results = pMapIterable(
    urls,
    async (url) => {
      const page = await retrying(() => once(url)).catch(() => undefined);
      return { url, page };
    },
    { concurrency: 20 },
  );
  for await (const { url, page } of results) {
    if (page) countries.push(page);
    else failed.push(url);
  }
  return report({ countries, failed, totalMs: performance.now() - start });
};

/** All pages once, then those that failed once more, and so on. */
const inRounds: Scrape = async (urls) => {
  const start = performance.now();
  const countries: CountryPage[] = [];
  const failed: string[] = [];
  let left = [...urls];
  for (let round = 1; left.length > 0; round += 1) {
    const again: string[] = [];
    let pauseMs = exponential(round);
    await pMap(
      left,
      async (url) => {
        const answer = await byFetch(url);
        if (answer.status === 200) return void countries.push(answer.json() as CountryPage);
        if (answer.status < 500 || round === maxAttempts) return void failed.push(url);
        again.push(url);
        pauseMs = Math.max(pauseMs, answer.retryAfterS * 1000);
      },
      { concurrency: 20 },
    );
    left = again;
    if (left.length > 0) await sleep(pauseMs);
  }
  return report({ countries, failed, totalMs: performance.now() - start });
};

const bottleneck = () => {
  const limiter = new Bottleneck({ maxConcurrent: 20 });
  return <T>(work: () => Promise<T>) => limiter.schedule(work);
};

export const rightScrapes: Readonly<Record<string, () => Scrape>> = {
  "got with bottleneck, retries inside the slot": () => gotWithBottleneck,
  "undici with p-limit": () => undiciWithPLimit,
  "fetch by hand, twenty loops over one queue": () => loopsOverOneQueue(20),
  "axios with p-limit": () => byAxios,
  "for await over p-map": () => forAwaitOverPMap,
  "retries outside the slot, p-limit": () => outsideTheSlot(pLimit(20)),
  "retries outside the slot, bottleneck": () => outsideTheSlot(bottleneck()),
  "up to as long again, as in lesson 04": () =>
    insideTheSlot(byFetch, (retry) => exponential(retry) * (1 + Math.random())),
  "sixteen at a time": () => loopsOverOneQueue(16),
  "eleven at a time, retries outside the slot": () => outsideTheSlot(pLimit(11)),
  "in rounds": () => inRounds,
  "got's own retry": () => gotByItself,
};
