import { channel } from "node:diagnostics_channel";
import http from "node:http";
import http2 from "node:http2";
import https from "node:https";
import { createServer, type AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import axios from "axios";
import got, { type OptionsInit } from "got";
import ky from "ky";
import * as undici from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { setLanguage } from "@async-lab/notebook";
import { record } from "./index.js";
import { slowBody, startTestServers, type TestServers } from "./testing/test-servers.js";

let servers: TestServers;
let dispatcher: undici.Agent;
let http1Dispatcher: undici.Agent;
let session: http2.ClientHttp2Session;

beforeEach(() => setLanguage("en"));

beforeAll(async () => {
  servers = await startTestServers();
  dispatcher = new undici.Agent({ allowH2: true, connect: { ca: servers.certificateAuthority } });
  http1Dispatcher = new undici.Agent({ allowH2: false, connect: { ca: servers.certificateAuthority } });
  session = http2.connect(servers.secure, { ca: servers.certificateAuthority });
});

afterAll(async () => {
  session.close();
  await dispatcher.destroy();
  await http1Dispatcher.destroy();
  await servers[Symbol.asyncDispose]();
});

function quietly<T>(name: string, run: () => T | Promise<T>) {
  return record(name, run, { progress: false });
}

/** Where a client's requests go and how; `protocol` is what they must be seen to speak. */
interface Client {
  readonly title: string;
  readonly secure: boolean;
  readonly protocol: "http/1.1" | "h2";
  readonly get: (url: string, signal?: AbortSignal) => Promise<unknown>;
}

const clients: Client[] = [
  { title: "got", secure: false, protocol: "http/1.1", get: (url, signal) => got(url, gotOptions(signal)) },
  {
    title: "got, TLS",
    secure: true,
    protocol: "http/1.1",
    get: (url, signal) => got(url, gotOptions(signal)),
  },
  {
    title: "got, HTTP/2",
    secure: true,
    protocol: "h2",
    get: (url, signal) => got(url, { ...gotOptions(signal), http2: true }),
  },
  {
    title: "axios",
    secure: false,
    protocol: "http/1.1",
    get: (url, signal) => axios.get(url, withSignal(signal)),
  },
  {
    title: "ky",
    secure: false,
    protocol: "http/1.1",
    get: (url, signal) => ky(url, { retry: 0, ...withSignal(signal) }).text(),
  },
  {
    title: "fetch",
    secure: false,
    protocol: "http/1.1",
    get: async (url, signal) => (await fetch(url, withSignal(signal))).text(),
  },
  {
    title: "node:http",
    secure: false,
    protocol: "http/1.1",
    get: (url, signal) => httpGet(http, url, signal),
  },
  {
    title: "node:https",
    secure: true,
    protocol: "http/1.1",
    get: (url, signal) => httpGet(https, url, signal),
  },
  {
    title: "undici.request",
    secure: false,
    protocol: "http/1.1",
    get: async (url, signal) => (await undici.request(url, withSignal(signal))).body.text(),
  },
  {
    title: "undici.request, TLS",
    secure: true,
    protocol: "http/1.1",
    get: async (url, signal) =>
      (await undici.request(url, { dispatcher: http1Dispatcher, ...withSignal(signal) })).body.text(),
  },
  {
    title: "undici.request, HTTP/2",
    secure: true,
    protocol: "h2",
    get: async (url, signal) =>
      (await undici.request(url, { dispatcher, ...withSignal(signal) })).body.text(),
  },
  {
    title: "undici.stream",
    secure: false,
    protocol: "http/1.1",
    get: (url, signal) =>
      undici.stream(url, { method: "GET", ...withSignal(signal) }, () => new WritableNowhere()),
  },
  {
    title: "undici.fetch, HTTP/2",
    secure: true,
    protocol: "h2",
    get: async (url, signal) => (await undici.fetch(url, { dispatcher, ...withSignal(signal) })).text(),
  },
  { title: "undici.Pool", secure: false, protocol: "http/1.1", get: poolGet },
  { title: "node:http2", secure: true, protocol: "h2", get: http2Get },
];

describe.each(clients)("$title", ({ secure, protocol, get }) => {
  const url = (path: string) => `${secure ? servers.secure : servers.plain}${path}`;

  test("is seen once, with its times, status and bytes", async () => {
    const recording = await quietly("slow", () => get(url("/slow?n=1")));
    expect(recording.requests).toHaveLength(1);
    const [request] = recording.requests;
    expect(request).toMatchObject({
      method: "GET",
      url: url("/slow?n=1"),
      attempt: 1,
      status: 200,
      bytes: slowBody.firstPiece + slowBody.lastPiece,
      protocol,
    });
    expect(request).not.toHaveProperty("error");
    const { startMs, firstByteMs = NaN, endMs = NaN } = request!;
    expect(startMs).toBeGreaterThanOrEqual(0);
    // The server waits this long before each piece; however busy the machine is, it only takes longer.
    expect(firstByteMs - startMs).toBeGreaterThanOrEqual(slowBody.waitMs - 2);
    expect(endMs - startMs).toBeGreaterThanOrEqual(slowBody.waitMs + slowBody.receiveMs - 4);
    expect(firstByteMs).toBeLessThan(endMs);
    expect(recording.totalMs).toBeGreaterThanOrEqual(endMs);
  });

  test("keeps two recordings apart that run at the same time", async () => {
    const paths = (name: string) => Array.from({ length: 10 }, (_, index) => url(`/slow?${name}=${index}`));
    const recordings = await Promise.all(
      ["a", "b"].map((name) =>
        quietly(name, () =>
          Promise.all(paths(name).map((each, index) => sleep(index % 3).then(() => get(each)))),
        ),
      ),
    );
    for (const [index, name] of ["a", "b"].entries()) {
      const { requests } = recordings[index]!;
      expect(requests.map((request) => request.url).toSorted()).toEqual(paths(name).toSorted());
      expect(requests.every(({ endMs, status }) => endMs !== undefined && status === 200)).toBe(true);
    }
  });

  test("that gets an error status is recorded with it", async () => {
    const { requests } = await quietly("404", () => get(url("/?status=404")).catch(() => undefined));
    expect(requests).toMatchObject([{ status: 404 }]);
    expect(requests[0]!.endMs).toBeDefined();
  });

  test.each([
    ["/reset", false],
    ["/cut", true],
  ])("whose answer fails (%s) is recorded with the error", async (path, answered) => {
    const { requests } = await quietly("failing", () => get(url(path)).catch(() => undefined));
    expect(requests).toHaveLength(1);
    expect(requests[0]!.error).toMatch(/\S+/);
    expect(requests[0]!.error).not.toContain("\n");
    if (path === "/reset") expect(requests[0]!.error).not.toMatch(/abort/i);
    expect(requests[0]!.endMs).toBeDefined();
    expect(requests[0]!.firstByteMs !== undefined).toBe(answered);
    if (answered) expect(requests[0]!.bytes).toBe(1000);
  });

  test.each(["/hang", "/slow"])(
    "that is aborted (%s) is recorded with an error and its end",
    async (path) => {
      const abort = new AbortController();
      void servers.reached(path).then(() => abort.abort());
      const recording = await quietly("aborted", () => get(url(path), abort.signal).catch(() => undefined));
      expect(recording.requests).toHaveLength(1);
      expect(recording.requests[0]!.error).toMatch(/abort|timeout|cancel/i);
      expect(recording.requests[0]!.endMs).toBeLessThanOrEqual(recording.totalMs);
    },
  );
});

test("a server that is not there gives its reason", async () => {
  const url = `http://127.0.0.1:${await freePort()}/`;
  for (const get of [() => got(url, { retry: { limit: 0 } }), () => fetch(url), () => undici.request(url)]) {
    const { requests } = await quietly("nobody", (): Promise<unknown> => get().catch(() => undefined));
    expect(requests).toMatchObject([{ url, error: expect.stringMatching(/^ECONNREFUSED: /) as string }]);
  }
});

test("an HTTP/2 stream that the server cancels half-way has an error", async () => {
  const { requests } = await quietly("cancelled", () =>
    http2Get(`${servers.secure}/cancel`).catch(() => undefined),
  );
  expect(requests).toMatchObject([
    { status: 200, bytes: 1000, error: expect.stringMatching(/^aborted/) as string },
  ]);
});

test("each retry of got is a request of its own, with its attempt number", async () => {
  const url = `${servers.plain}/flaky?key=got&times=2`;
  const { requests } = await quietly("retry", () => got(url, { retry: { limit: 3, backoffLimit: 20 } }));
  expect(requests.map(({ attempt, status }) => [attempt, status])).toEqual([
    [1, 503],
    [2, 503],
    [3, 200],
  ]);
});

test("the same URL many times at once is no retry; each failed one is repeated once", async () => {
  const url = `${servers.plain}/flaky?key=parallel&times=3`;
  const { requests } = await quietly("parallel", async () => {
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await fetch(url)).status));
    for (const status of statuses) if (status === 503) await fetch(url);
  });
  expect(requests.map(({ attempt }) => attempt)).toEqual([1, 1, 1, 1, 1, 2, 2, 2]);
});

test("a redirect is two requests", async () => {
  const { requests } = await quietly("redirect", () => got(`${servers.plain}/redirect`));
  expect(requests.map(({ status, url, attempt }) => [status, new URL(url).pathname, attempt])).toEqual([
    [302, "/redirect", 1],
    [200, "/now", 1],
  ]);
});

test("recordings that share one keep-alive connection stay apart", async () => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const before = servers.connections();
  try {
    const [a, b] = await Promise.all(
      ["a", "b"].map((name) =>
        quietly(name, () =>
          Promise.all(
            [1, 2, 3].map((n) => httpGet(http, `${servers.plain}/slow?${name}=${n}`, undefined, agent)),
          ),
        ),
      ),
    );
    expect(servers.connections() - before).toBe(1);
    expect(a!.requests.map(({ url }) => new URL(url).search)).toEqual(["?a=1", "?a=2", "?a=3"]);
    expect(b!.requests.map(({ url }) => new URL(url).search)).toEqual(["?b=1", "?b=2", "?b=3"]);
    expect(
      [...a!.requests, ...b!.requests].every(({ endMs, bytes }) => endMs !== undefined && bytes === 1500),
    ).toBe(true);
  } finally {
    agent.destroy();
  }
});

test("what is under way when the run is done stays without an end, also later", async () => {
  const path = "/held?unfinished";
  let page: Promise<unknown> = Promise.resolve();
  const { requests } = await quietly("unfinished", async () => {
    const reached = servers.reached(path);
    page = got(`${servers.plain}${path}`);
    await reached;
  });
  expect(requests).toHaveLength(1);
  servers.release(path);
  await page;
  expect(requests).toHaveLength(1);
  expect(requests[0]).not.toHaveProperty("endMs");
  expect(requests[0]).not.toHaveProperty("error");
});

test("a body that nobody reads does not keep a recording waiting", async () => {
  const { requests } = await quietly("unread", async () => {
    await fetch(`${servers.plain}/slow`);
    await new Promise<void>((resolve) => http.get(`${servers.plain}/slow`, () => resolve()));
  });
  expect(requests).toMatchObject([{ status: 200 }, { status: 200 }]);
});

test("a body stays the reader's: recording takes nothing away and does not make it flow", async () => {
  const { value } = await quietly("body", async () => {
    const response = await new Promise<http.IncomingMessage>((resolve) =>
      http.get(`${servers.plain}/slow`, resolve),
    );
    await sleep(slowBody.receiveMs + 50);
    expect(Object.keys(response)).not.toContain("push");
    return (await response.toArray()).join("").length;
  });
  expect(value).toBe(1500);
});

test("a request belongs to the innermost recording, and to the outer one once that is over", async () => {
  const innerIsOver = Promise.withResolvers<undefined>();
  let late: Promise<unknown> = Promise.resolve();
  let inner: Awaited<ReturnType<typeof quietly>> | undefined;
  const outer = await quietly("outer", async () => {
    await got(`${servers.plain}/now?outer`);
    inner = await quietly("inner", async () => {
      late = innerIsOver.promise.then(() => got(`${servers.plain}/now?late`));
      await got(`${servers.plain}/now?inner`);
    });
    innerIsOver.resolve(undefined);
    await late;
  });
  expect(inner?.requests.map(({ url }) => new URL(url).search)).toEqual(["?inner"]);
  expect(outer.requests.map(({ url }) => new URL(url).search)).toEqual(["?outer", "?late"]);
});

test("requests of code outside the recording are not in it", async () => {
  const [recording] = await Promise.all([
    quietly("mine", () => got(`${servers.plain}/slow`)),
    got(`${servers.plain}/slow?other`),
  ]);
  expect(recording.requests).toHaveLength(1);
});

test("channels have subscribers only while something records", async () => {
  const names = ["http.client.request.created", "undici:request:create", "http2.client.stream.created"];
  const listening = () => names.map((name) => channel(name).hasSubscribers);
  const before = listening();
  const [failingMay, otherMay] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const failing = quietly("failing", () => failingMay.promise);
  const other = quietly("other", () => otherMay.promise);
  expect(listening()).toEqual([true, true, true]);
  failingMay.reject(new Error("no"));
  await expect(failing).rejects.toThrow("no");
  expect(listening()).toEqual([true, true, true]);
  otherMay.resolve(undefined);
  await other;
  expect(listening()).toEqual(before);
});

test("returns the name, the time and the value", async () => {
  const before = Date.now();
  const recording = await quietly("forty-two", async () => {
    await sleep(20);
    return 42;
  });
  const value: number = recording.value;
  expect(value).toBe(42);
  expect(recording).toMatchObject({ name: "forty-two", requests: [] });
  expect(recording.startedAt).toBeGreaterThanOrEqual(before);
  expect(recording.totalMs).toBeGreaterThanOrEqual(19);
});

test("rethrows what the run throws, also when it throws at once", async () => {
  const error = new RangeError("mine");
  await expect(
    quietly("throws", () => {
      throw error;
    }),
  ).rejects.toBe(error);
});

test("work that blocks the event loop is in the recording, also when the run ends in the same turn", async () => {
  const { loopDelay, totalMs } = await quietly("blocking", () => block(100));
  expect(loopDelay).toHaveLength(1);
  expect(loopDelay[0]!.atMs + loopDelay[0]!.delayMs).toBeGreaterThan(95);
  expect(totalMs).toBeGreaterThan(95);
});

test.each<[unknown[], string]>([
  [["", () => 1], "`name`"],
  [[undefined, () => 1], "`name`"],
  [["a", undefined], "must be a function, not undefined"],
  [["a", Promise.resolve()], 'not a promise: write record("a", async () => …)'],
  [["a", () => 1, { total: 0 }], "`total` must be a whole number above 0, not 0"],
])("wrong arguments %j are named in one line", async (values, message) => {
  const call = record as (...values: unknown[]) => Promise<unknown>;
  const failure = (await call(...values).catch((error: unknown) => error)) as Error;
  expect(failure).toBeInstanceOf(TypeError);
  expect(failure.message).toContain(message);
  expect(failure.message).not.toContain("\n");
  setLanguage("es");
  await expect(call(...values)).rejects.toThrow(/^record: .* tiene que ser /);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function block(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

function gotOptions(signal?: AbortSignal): OptionsInit {
  return {
    retry: { limit: 0 },
    https: { certificateAuthority: servers.certificateAuthority },
    ...withSignal(signal),
  };
}

function withSignal(signal?: AbortSignal): { signal?: AbortSignal } {
  return signal ? { signal } : {};
}

function httpGet(
  module: typeof http | typeof https,
  url: string,
  signal?: AbortSignal,
  agent?: http.Agent,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { ...withSignal(signal), ...(agent ? { agent } : {}), ca: servers.certificateAuthority };
    module
      .get(url, options, (response) => {
        let length = 0;
        response.on("data", (chunk: Buffer) => (length += chunk.length));
        response.on("end", () => resolve(length)).on("error", reject);
      })
      .on("error", reject);
  });
}

function http2Get(url: string, signal?: AbortSignal): Promise<void> {
  const { pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const stream = session.request({ ":path": pathname + search }, withSignal(signal));
    stream.resume().on("end", resolve).on("error", reject).end();
  });
}

async function poolGet(url: string, signal?: AbortSignal): Promise<unknown> {
  const { origin, pathname, search } = new URL(url);
  const pool = new undici.Pool(origin, { connections: 1 });
  try {
    const { body } = await pool.request({ path: pathname + search, method: "GET", ...withSignal(signal) });
    return await body.text();
  } finally {
    await pool.destroy();
  }
}

class WritableNowhere extends Writable {
  override _write(_chunk: unknown, _encoding: unknown, done: () => void): void {
    done();
  }
}
