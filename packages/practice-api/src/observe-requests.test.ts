import { once } from "node:events";
import { connect } from "node:http2";
import got from "got";
import pMap from "p-map";
import { Agent, fetch as undiciFetch, Pool } from "undici";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { readReport } from "./observed.js";
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
const newRun = () => `run${(runs += 1)}`;
function report(run: string): RunReport {
  const record = server.records.find(run);
  if (record === "dropped") throw new Error("dropped");
  return record.report();
}

test("counts requests, statuses and the most in flight", async () => {
  const run = newRun();
  const url = `http://127.0.0.1:${server.port}/r/${run}`;
  // No more than these: a client that is slow to see that an answer is over would open one more.
  const dispatcher = new Agent({ connections: 20 });
  onTestFinished(() => dispatcher.close());
  const visit = async (path: string) => (await undiciFetch(`${url}${path}`, { dispatcher })).text();
  await Promise.all(Array.from({ length: 20 }, () => visit("/countries/ARG?together=20&at_most=10")));
  await visit("/status/503");
  expect(report(run)).toMatchObject({
    requests: 21,
    answered: 21,
    aborted: 0,
    inFlight: 0,
    maxInFlight: 20,
    statuses: { 200: 20, 503: 1 },
    protocols: { "http/1.1": 21 },
    connectionsOpened: 20,
  });
});

test.each(["http/1.1", "h2"])(
  "a client that keeps to a limit is never seen above it (%s)",
  async (protocol) => {
    const run = newRun();
    const origin =
      protocol === "h2" ? `https://127.0.0.1:${server.http2Port}` : `http://127.0.0.1:${server.port}`;
    const pool = new Pool(origin, {
      connections: protocol === "h2" ? 1 : 20,
      allowH2: true,
      connect: { ca: server.certificateAuthority },
    });
    onTestFinished(() => pool.destroy());
    const paths = ["/delay/0.03", "/bytes/1048576", "/delay/0.03", "/bytes/70000", "/delay/0.03", "/uuid"];
    await pMap(
      Array.from({ length: 300 }, (_, index) => `/r/${run}${paths[index % paths.length]}`),
      async (path) => {
        const { body } = await pool.request({ path, method: "GET" });
        await body.bytes();
      },
      { concurrency: 7 },
    );
    expect(report(run)).toMatchObject({
      requests: 300,
      answered: 300,
      aborted: 0,
      protocols: { [protocol]: 300 },
    });
    expect(report(run).maxInFlight).toBe(7);
  },
);

test.each(["http/1.1", "h2"])("sees clients that go away (%s)", async (protocol) => {
  const run = newRun();
  const http2 = protocol === "h2";
  const url = http2 ? `https://127.0.0.1:${server.http2Port}` : `http://127.0.0.1:${server.port}`;
  const agent = new Agent({ allowH2: http2, connect: { ca: server.certificateAuthority } });
  onTestFinished(() => agent.destroy());
  const stop = new AbortController();
  const requests = Array.from({ length: 10 }, () =>
    undiciFetch(`${url}/r/${run}/delay/5`, { signal: stop.signal, dispatcher: agent }),
  );
  await vi.waitFor(() => expect(report(run).inFlight).toBe(10), patient);
  stop.abort();
  const outcomes = await Promise.allSettled(requests);
  expect(outcomes.every(({ status }) => status === "rejected")).toBe(true);
  await vi.waitFor(() => expect(report(run).inFlight).toBe(0), patient);
  expect(report(run)).toMatchObject({
    requests: 10,
    answered: 0,
    aborted: 10,
    statuses: {},
    maxInFlight: 10,
  });
});

test.each(["/drip?duration=5&numbytes=50", "/bytes/1048576"])(
  "an answer cut short is aborted: %s",
  async (path) => {
    const run = newRun();
    const session = connect(`https://localhost:${server.http2Port}`, { ca: server.certificateAuthority });
    try {
      const stream = session.request({ ":path": `/r/${run}${path}` });
      await once(stream, "response");
      stream.close(8); // CANCEL
      await once(stream, "close");
      await vi.waitFor(
        () => expect(report(run)).toMatchObject({ inFlight: 0, aborted: 1, answered: 0 }),
        patient,
      );
    } finally {
      session.destroy();
    }
  },
);

test("keeps attempts per URL, with their times", async () => {
  const clock = stopClock();
  const run = newRun();
  const url = `http://127.0.0.1:${server.port}/r/${run}/status/503?page=1`;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    await getJson(url);
    await clock.until(() => report(run).inFlight === 0);
    clock.advance(60);
  }
  expect(report(run).urls).toEqual([["GET", "/status/503?page=1"]]);
  expect(report(run).attempts).toEqual([
    [0, 0, 0, 503, 0],
    [0, 60, 60, 503, 0],
    [0, 120, 120, 503, 0],
  ]);
  const observed = readReport(run, report(run), (path) => `http://127.0.0.1:${server.port}/r/${run}${path}`);
  expect(observed.attemptsAt(url)?.gapsMs).toEqual([60, 60]);
});

test("knows the connections still open", async () => {
  const run = newRun();
  const pool = new Pool(`http://127.0.0.1:${server.port}`, { connections: 3 });
  await Promise.all(
    Array.from({ length: 9 }, async () => {
      const { body } = await pool.request({ path: `/r/${run}/delay/0.02`, method: "GET" });
      await body.dump();
    }),
  );
  expect(report(run)).toMatchObject({ connectionsOpened: 3, connectionsOpen: 3 });
  await pool.close();
  await vi.waitFor(
    () => expect(report(run)).toMatchObject({ connectionsOpened: 3, connectionsOpen: 0 }),
    patient,
  );
});

test("a connection that serves two runs counts once for each", async () => {
  const [first, second] = [newRun(), newRun()];
  const pool = new Pool(`http://127.0.0.1:${server.port}`, { connections: 1 });
  onTestFinished(() => pool.destroy());
  for (const run of [first, second, first, second]) {
    await (await pool.request({ path: `/r/${run}/uuid`, method: "GET" })).body.dump();
  }
  expect(report(first)).toMatchObject({ requests: 2, connectionsOpened: 1 });
  expect(report(second)).toMatchObject({ requests: 2, connectionsOpened: 1 });
});

test("pages outside a run are answered, and nobody's", async () => {
  const run = newRun();
  expect((await fetch(`http://127.0.0.1:${server.port}/uuid`)).status).toBe(200);
  expect(report(run).requests).toBe(0);
});

test("got speaks HTTP/2 with the course's authority, and refuses the certificate without", async () => {
  const run = newRun();
  const url = `https://localhost:${server.http2Port}/r/${run}/countries/URY`;
  const https = { certificateAuthority: server.certificateAuthority };
  expect(await got(url, { http2: true, https }).json()).toMatchObject({ name: "Uruguay" });
  expect(report(run).protocols).toEqual({ h2: 1 });
  await expect(got(url, { http2: true, retry: { limit: 0 } })).rejects.toThrow(/certificate/);
});

test("HTTP/1.1 works on the port with TLS too", async () => {
  const run = newRun();
  const https = { certificateAuthority: server.certificateAuthority };
  await got(`https://127.0.0.1:${server.http2Port}/r/${run}/uuid`, { https });
  expect(report(run).protocols).toEqual({ "http/1.1": 1 });
});

test("300 requests at once on one HTTP/2 connection", async () => {
  const run = newRun();
  const session = connect(`https://localhost:${server.http2Port}`, { ca: server.certificateAuthority });
  try {
    await once(session, "remoteSettings");
    await Promise.all(
      Array.from({ length: 300 }, async () => {
        const stream = session.request({ ":path": `/r/${run}/countries/ARG?together=300&at_most=10` });
        stream.resume();
        await once(stream, "end");
      }),
    );
  } finally {
    session.destroy();
  }
  expect(report(run)).toMatchObject({ answered: 300, maxInFlight: 300, connectionsOpened: 1 });
});
