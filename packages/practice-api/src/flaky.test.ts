import { request } from "node:http";
import { connect } from "node:http2";
import { once } from "node:events";
import got from "got";
import pMap from "p-map";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { draw } from "./random.js";
import type { RunReport } from "./run-record.js";
import { type PracticeServer, startServer } from "./server.js";
import { patient } from "./testing/server-processes.js";
import { getJson, stopClock } from "./testing/stopped-clock.js";

let server: PracticeServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

let runs = 0;
function newRun() {
  const run = `flaky${(runs += 1)}`;
  const url = (path: string) => `http://127.0.0.1:${server.port}/r/${run}${path}`;
  const page = (path: string, init?: RequestInit) => fetch(url(path), init);
  const status = async (path: string) => (await page(path)).status;
  const report = (): RunReport => {
    const record = server.records.find(run);
    if (record === "dropped") throw new Error("dropped");
    return record.report();
  };
  return { run, url, page, status, report };
}
async function oneByOne<T>(count: number, ask: (index: number) => Promise<T>): Promise<T[]> {
  return pMap(
    Array.from({ length: count }, (_, index) => index),
    ask,
    { concurrency: 1 },
  );
}

describe("/flaky", () => {
  test("fails the first attempts at each id, then succeeds", async () => {
    const { page, status } = newRun();
    expect(await oneByOne(4, () => status("/flaky/a?fails=2"))).toEqual([503, 503, 200, 200]);
    expect(await status("/flaky/b?fails=2")).toBe(503);
    expect(await (await page("/flaky/a?fails=2")).json()).toEqual({ id: "a", attempt: 5 });
    expect(await newRun().status("/flaky/a?fails=2")).toBe(503);
  });

  test("fails by the status and with the Retry-After that it is told", async () => {
    const { page } = newRun();
    const failed = await page("/flaky/a?status=429&retry_after=3");
    expect(failed.status).toBe(429);
    expect(failed.headers.get("retry-after")).toBe("3");
    expect(await failed.json()).toEqual({
      statusCode: 429,
      error: "Too Many Requests",
      message: 'attempt 1 at page "a" failed: a later one may succeed',
    });
    const asked = Date.now();
    const date = (await page("/flaky/b?retry_after=3&retry_after_form=date")).headers.get("retry-after");
    // A date has whole seconds, and is never too early.
    expect(Date.parse(date ?? "")).toBeGreaterThanOrEqual(asked + 3000);
    expect((await page("/flaky/c")).headers.get("retry-after")).toBeNull();
  });

  test("a seed draws how many attempts fail, the same ones in every run", async () => {
    const fails = async () => {
      const { status } = newRun();
      return pMap(Array.from({ length: 20 }), async (_, id) => {
        const seen = await oneByOne(4, () => status(`/flaky/${id}?seed=7`));
        expect([...seen].sort()).toEqual([...seen].reverse());
        return seen.filter((one) => one === 503).length;
      });
    };
    const first = await fails();
    expect(await fails()).toEqual(first);
    expect(new Set(first)).toEqual(new Set([0, 1, 2, 3]));
  });

  test("POST, and the keys that came with it", async () => {
    const { page, report } = newRun();
    for (const key of ["k1", "k1", undefined]) {
      const headers = { "user-agent": "test", ...(key && { "idempotency-key": key }) };
      await page("/flaky/a?fails=1", { method: "POST", headers });
    }
    const { urls, attempts, sentHeaders } = report();
    expect(urls).toEqual([["POST", "/flaky/a?fails=1"]]);
    expect(attempts.map(([, , , , headers]) => sentHeaders[headers])).toEqual([
      ["test", "k1"],
      ["test", "k1"],
      ["test", null],
    ]);
  });
});

test("/slow-then-fast is slow once for each id", async () => {
  const clock = stopClock();
  const { url, report } = newRun();
  const ask = async (id: string) => (await getJson(url(`/slow-then-fast/${id}?slow=0.3&fast=0`))).body;
  const askSlow = async (id: string) => {
    const { requests } = report();
    const answer = ask(id);
    await clock.until(() => report().requests > requests);
    clock.advance(299);
    expect(report().answered).toBe(requests);
    clock.advance(1);
    return answer;
  };
  expect(await askSlow("a")).toEqual({ id: "a", attempt: 1 });
  expect(await ask("a")).toEqual({ id: "a", attempt: 2 });
  expect(await askSlow("b")).toEqual({ id: "b", attempt: 1 });
});

describe("/reset and /truncated", () => {
  test("no answer, and the server knows that it was not the client", async () => {
    const { url, report } = newRun();
    const error = (await got(url("/reset"), { retry: { limit: 0 } }).catch((reason: unknown) => reason)) as {
      code: string;
    };
    expect(error.code).toBe("ECONNRESET");
    await vi.waitFor(
      () => expect(report()).toMatchObject({ cut: 1, aborted: 0, answered: 0, inFlight: 0 }),
      patient,
    );
  });

  test("half of a body", async () => {
    const { url, report } = newRun();
    const asked = request(url("/truncated?n=100000")).end();
    const [answer] = (await once(asked, "response")) as [import("node:http").IncomingMessage];
    let bytes = 0;
    const problem = await (async () => {
      for await (const chunk of answer) bytes += (chunk as Buffer).length;
    })().catch((error: unknown) => error as NodeJS.ErrnoException);
    expect(answer.headers["content-length"]).toBe("100000");
    expect(bytes).toBe(50_000);
    expect(problem).toMatchObject({ code: "ECONNRESET" });
    await vi.waitFor(() => expect(report()).toMatchObject({ cut: 1, aborted: 0, answered: 0 }), patient);
  });

  test.each(["/reset", "/truncated"])("by HTTP/2 the neighbours are left alone: %s", async (path) => {
    const { run, report } = newRun();
    const session = connect(`https://localhost:${server.http2Port}`, { ca: server.certificateAuthority });
    onTestFinished(() => session.destroy());
    const neighbour = session.request({ ":path": `/r/${run}/delay/0.2` }).resume();
    const broken = session.request({ ":path": `/r/${run}${path}` }).resume();
    await expect(once(broken, "end")).rejects.toThrow("NGHTTP2_INTERNAL_ERROR");
    await once(neighbour, "end");
    await vi.waitFor(
      () => expect(report()).toMatchObject({ cut: 1, answered: 1, connectionsOpened: 1 }),
      patient,
    );
  });

  test("with TLS and HTTP/1.1", async () => {
    const { run, report } = newRun();
    const url = `https://localhost:${server.http2Port}/r/${run}/reset`;
    const https = { certificateAuthority: server.certificateAuthority };
    await expect(got(url, { https, retry: { limit: 0 } })).rejects.toThrow();
    await vi.waitFor(() => expect(report()).toMatchObject({ cut: 1 }), patient);
  });
});

describe("/countries", () => {
  test("fail at their rate, the same attempts in every run with a seed", async () => {
    const ask = () => {
      const { status } = newRun();
      return oneByOne(300, () => status("/countries/ARG?failure_rate=0.3&seed=5"));
    };
    const first = await ask();
    expect(await ask()).toEqual(first);
    const failed = first.filter((status) => status === 503).length;
    expect(failed).toBeGreaterThan(60);
    expect(failed).toBeLessThan(120);
  });

  test("fail at their rate without a seed too", async () => {
    const { status } = newRun();
    const seen = await oneByOne(100, () => status("/countries/ARG?failure_rate=0.5"));
    expect(new Set(seen)).toEqual(new Set([200, 503]));
  });

  test("pages asked for again draw a lot of their own", async () => {
    const { status } = newRun();
    const seen = await oneByOne(40, (again) =>
      status(`/countries/ARG?failure_rate=0.5&seed=5&again=${again}`),
    );
    expect(new Set(seen)).toEqual(new Set([200, 503]));
  });

  test("draws are spread evenly", () => {
    const draws = Array.from({ length: 1000 }, (_, index) => draw(7, `ARG 0 ${index}`));
    for (const tenth of [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
      const share = draws.filter((one) => one >= tenth && one < tenth + 0.1).length;
      expect(share).toBeGreaterThan(70);
      expect(share).toBeLessThan(130);
    }
  });

  test("answer_after makes the order of arrival whatever is wanted", async () => {
    const { url } = newRun();
    const wanted = [3, 0, 7, 1, 9, 4, 2, 8, 6, 5];
    const arrived: number[] = [];
    await Promise.all(
      wanted.map(async (place, index) => {
        await got(url(`/countries/ARG?again=${index}&answer_after=${place}`)).json();
        arrived.push(place);
      }),
    );
    expect(arrived).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("answer_after waits so long and no longer", async () => {
    const clock = stopClock();
    const { url, report } = newRun();
    const answered = getJson(url("/countries/ARG?answer_after=5&at_most=0.2"));
    await clock.until(() => report().requests === 1);
    clock.advance(199);
    expect(report().inFlight).toBe(1);
    clock.advance(1);
    expect(await answered).toMatchObject({ status: 200 });
    const stop = new AbortController();
    const given = getJson(url("/countries/ARG?answer_after=5"), stop.signal);
    await clock.until(() => report().requests === 2);
    stop.abort();
    await expect(given).rejects.toThrow();
    await clock.until(() => report().inFlight === 0);
    expect(report()).toMatchObject({ aborted: 1 });
  });

  test("together answers nobody before all have asked, and waits for the absent so long and no longer", async () => {
    const clock = stopClock();
    const { url, report } = newRun();
    const status = async (path: string) => (await getJson(url(path))).status;
    const first = Promise.all(
      [1, 2].map((again) => status(`/countries/ARG?again=${again}&together=3&at_most=5`)),
    );
    await clock.until(() => report().requests === 2);
    expect(report().answered).toBe(0);
    expect(await status("/countries/ARG?together=3&at_most=5")).toBe(200);
    expect(await first).toEqual([200, 200]);
    expect(report().maxInFlight).toBe(3);
    const alone = status("/countries/ARG?together=9&at_most=0.2");
    await clock.until(() => report().requests === 4);
    clock.advance(199);
    expect(report().answered).toBe(3);
    clock.advance(1);
    expect(await alone).toBe(200);
  });

  test("answer_after counts what a busy run has been answered already", async () => {
    stopClock();
    const { url } = newRun();
    const status = async (path: string) => (await getJson(url(path))).status;
    await oneByOne(3, () => status("/uuid"));
    expect(await status("/countries/ARG?answer_after=3")).toBe(200);
  });
});

test.each([
  ["/flaky/a?fails=-1", "`fails` must be a whole number from 0 to 1000, not -1"],
  ["/flaky/a?status=200", "`status` must be a whole number from 400 to 599, not 200"],
  ["/slow-then-fast/a?slow=11", "`slow` must be a number from 0 to 10, not 11"],
  ["/truncated?n=1", "`n` must be a whole number from 2 to 1048576, not 1"],
  ["/countries/ARG?failure_rate=2", "`failure_rate` must be a number from 0 to 1, not 2"],
  ["/countries/ARG?answer_after=x", '`answer_after` must be a whole number from 0 to 10000, not "x"'],
])("%s is answered by one line", async (path, message) => {
  const answer = await newRun().page(path);
  expect(answer.status).toBe(400);
  expect(((await answer.json()) as { message: string }).message).toContain(message);
});
