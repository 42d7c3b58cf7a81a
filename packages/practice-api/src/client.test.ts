import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import got from "got";
import { Agent, fetch as undiciFetch } from "undici";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startGoHttpbin, whyNoGoHttpbin } from "./bench/go-httpbin.js";
import {
  type Country,
  displaySymbol,
  type Language,
  practiceApi as connect,
  type PracticeApi,
  PracticeApiError,
} from "./index.js";
import { patient } from "./testing/server-processes.js";

const folder = mkdtempSync(join(tmpdir(), "async-lab-practice-api-"));
let language: Language = "en";
const practiceApi = (options: { readonly own?: boolean } = {}) =>
  connect({ stateFolder: folder, language: () => language, ...options });
const show = (value: Awaited<ReturnType<PracticeApi["observed"]>>) =>
  value[displaySymbol]()["text/plain"] as string;

beforeEach(() => {
  vi.stubEnv("PRACTICE_API", "");
  language = "en";
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("50 pages at once, and what the server saw of them", async () => {
  const api = await practiceApi();
  // None is answered before all have come.
  const urls = api.urls(50).map((url) => `${url}?together=50&at_most=10`);
  const before = Date.now();
  const pages = await Promise.all(urls.map((url) => got(url).json<Country>()));
  expect(pages.map(({ code }) => code)).toEqual(urls.map((url) => /countries\/(\w+)/.exec(url)?.[1]));
  await got(api.url("/status/404"), { throwHttpErrors: false });
  const observed = await api.observed();
  expect(observed).toMatchObject({
    run: api.run,
    keepsRecord: true,
    requests: 51,
    maxInFlight: 50,
    statuses: { 200: 50, 404: 1 },
  });
  expect(observed.startedAt).toBeGreaterThanOrEqual(before);
  expect(observed.startedAt).toBeLessThanOrEqual(Date.now());
  const first = observed.attemptsAt(urls[0] ?? "");
  expect(first).toMatchObject({ url: urls[0], attempts: [{ status: 200, aborted: false }], gapsMs: [] });
  expect(show(observed)).toContain("most in flight: 50");
});

test("urls are distinct, beyond the 200 countries too", async () => {
  const api = await practiceApi();
  expect(api.urls(0)).toEqual([]);
  const urls = api.urls(450, { delay: 0.2 });
  expect(new Set(urls).size).toBe(450);
  expect(urls[0]).toBe(api.url("/countries/AFG?delay=0.2"));
  expect(urls[449]).toMatch(/\/countries\/[A-Z]{3}\?delay=0.2&again=2$/);
  expect((await fetch(urls[449] ?? "")).status).toBe(200);
});

test.each([
  [-1, {}, "`count` must be a whole number, 0 or more, not -1"],
  [1.5, {}, "`count` must be a whole number, 0 or more, not 1.5"],
  [1, { delay: 11 }, "`delay` must be a number of seconds from 0 to 10, not 11"],
  [1, { failureRate: 2 }, "`failureRate` must be a number from 0 to 1, not 2"],
  [1, { delay: NaN }, "`delay` must be a number of seconds from 0 to 10, not NaN"],
])("urls(%d, %j) is refused", async (count, options, message) => {
  const api = await practiceApi();
  expect(() => api.urls(count, options)).toThrow(PracticeApiError);
  expect(() => api.urls(count, options)).toThrow(message);
});

test("limited pages, and how fast the server saw them asked for", async () => {
  const api = await practiceApi();
  const urls = api.limitedUrls(12, { limit: 5, window: 10, retryAfter: "date", strikes: 5, http2: false });
  expect(new Set(urls).size).toBe(12);
  expect(urls[11]).toBe(api.url("/limited?limit=5&window=10&retry_after=date&strikes=5&page=12"));
  for (const url of urls) await (await fetch(url)).text();
  const observed = await api.observed();
  expect(observed).toMatchObject({ rateLimited: 5, bans: 1, statuses: { 200: 5, 429: 5, 403: 2 } });
  expect(observed.maxInAnyWindow(100)).toBe(12);
  expect(observed.maxInAnyWindow(1e-6)).toBe(1);
  expect(() => observed.maxInAnyWindow(0)).toThrow("`seconds` must be a number above 0, not 0");
  expect(show(observed)).toContain("times banned: 1");
  expect(() => api.limitedUrls(-1)).toThrow("limitedUrls(count): `count` must be a whole number");
});

test("flaky pages, and who asked for them", async () => {
  const api = await practiceApi();
  const urls = api.flakyUrls(3, { fails: 1, status: 500, retryAfter: 1 });
  expect(urls[2]).toBe(api.url("/flaky/3?fails=1&status=500&retry_after=1"));
  const headers = { "idempotency-key": "once", "user-agent": "test" };
  for (const url of [...urls, ...urls]) await got.post(url, { throwHttpErrors: false, headers });
  const observed = await api.observed();
  expect(observed.statuses).toEqual({ 200: 3, 500: 3 });
  expect(observed.attemptsAt(urls[0] ?? "", "POST")?.attempts).toMatchObject([
    { status: 500, idempotencyKey: "once", userAgent: "test" },
    { status: 200, idempotencyKey: "once", userAgent: "test" },
  ]);
});

test("countries that fail at a rate, and answers that the server cuts short", async () => {
  const api = await practiceApi();
  const urls = api.urls(60, { failureRate: 0.5, seed: 3 });
  expect(urls[0]).toBe(api.url("/countries/AFG?failure_rate=0.5&seed=3"));
  await Promise.all(urls.map((url) => fetch(url).then((answer) => answer.text())));
  await expect(got(api.url("/reset"), { retry: { limit: 0 } })).rejects.toThrow();
  const observed = await api.observed();
  expect(Object.keys(observed.statuses)).toEqual(["200", "503"]);
  expect(observed).toMatchObject({ requests: 61, answered: 60, cut: 1, aborted: 0 });
  expect(observed.attemptsAt(api.url("/reset"))?.attempts).toMatchObject([{ cut: true, aborted: false }]);
  expect(show(observed)).toContain("cut short by the server: 1");
});

test("runs are kept apart, on one server", async () => {
  const api = await practiceApi();
  const other = api.newRun();
  await fetch(api.url("uuid"));
  expect(other.run).not.toBe(api.run);
  expect(new URL(other.url("/")).origin).toBe(new URL(api.url("/")).origin);
  expect((await api.observed()).requests).toBe(1);
  expect((await other.observed()).requests).toBe(0);
  expect((await practiceApi()).run).not.toBe(api.run);
});

test("attempts that overlap have no gap; what is in flight has no end; what was given up has no status", async () => {
  const api = await practiceApi();
  const url = api.url("/delay/10");
  const stop = new AbortController();
  const both = [1, 2].map(() => fetch(url, { signal: stop.signal }).catch(() => undefined));
  await vi.waitFor(async () => expect((await api.observed()).inFlight).toBe(2), patient);
  const during = (await api.observed()).attemptsAt(url);
  expect(during?.gapsMs).toEqual([0]);
  expect(during?.attempts[0]).toMatchObject({ endMs: undefined, status: undefined, aborted: false });
  stop.abort();
  await Promise.all(both);
  await vi.waitFor(async () => expect((await api.observed()).inFlight).toBe(0), patient);
  const after = (await api.observed()).attemptsAt(url);
  expect(after?.attempts[0]).toMatchObject({
    endMs: expect.any(Number) as number,
    status: undefined,
    aborted: true,
  });
});

test("undici's own fetch and got speak HTTP/2 with the authority that the client has", async () => {
  const api = await practiceApi();
  const [url = ""] = api.urls(1, { http2: true });
  const dispatcher = new Agent({ allowH2: true, connect: { ca: api.certificateAuthority } });
  expect((await undiciFetch(url, { dispatcher })).status).toBe(200);
  await dispatcher.close();
  await got(url, { http2: true, https: { certificateAuthority: api.certificateAuthority } });
  const observed = await api.observed();
  expect(observed.protocols).toEqual({ h2: 2 });
  expect(observed.attemptsAt(url)?.attempts).toHaveLength(2);
});

test("what it saw is told in the notebook's language", async () => {
  const api = await practiceApi();
  language = "es";
  expect(show(await api.observed())).toContain("Lo que vio el servidor");
});

test.each(["httpbin.org", "ftp://httpbin.org", "http://"])("PRACTICE_API=%s is refused", async (value) => {
  vi.stubEnv("PRACTICE_API", value);
  await expect(practiceApi()).rejects.toThrow(
    `PRACTICE_API must be the URL of a server, such as https://httpbin.org, not "${value}"`,
  );
});

test("a server elsewhere is asked for /delay, and says that it keeps no record", async () => {
  vi.stubEnv("PRACTICE_API", "https://example.org/httpbin/");
  const api = await practiceApi();
  expect(api.url("/get")).toBe("https://example.org/httpbin/get");
  expect(api.urls(201, { delay: 0.2 }).at(0)).toBe("https://example.org/httpbin/delay/0.2?country=AFG");
  expect(new Set(api.urls(201)).size).toBe(201);
  expect(api.keepsRecord).toBe(false);
  expect(api.certificateAuthority).toContain("BEGIN CERTIFICATE");
  const observed = await api.observed();
  expect(observed).toMatchObject({ keepsRecord: false, requests: NaN, maxInFlight: NaN, attempts: [] });
  expect(show(observed)).toMatch(/^This server keeps no record/);
});

test("a server that is not the course's own has no such pages", async () => {
  vi.stubEnv("PRACTICE_API", "https://example.org/httpbin");
  const api = await practiceApi();
  const why =
    "needs the course's own practice API: https://example.org/httpbin (from PRACTICE_API) has no page";
  expect(() => api.limitedUrls(3)).toThrow(`limitedUrls() ${why} /limited`);
  expect(() => api.flakyUrls(3)).toThrow(`flakyUrls() ${why} /flaky`);
  expect(() => api.urls(3, { failureRate: 0.1 })).toThrow(PracticeApiError);
  expect((await api.observed()).maxInAnyWindow(1)).toBeNaN();
});

test("own: true is the course's own server, whatever PRACTICE_API says", async () => {
  vi.stubEnv("PRACTICE_API", "https://example.org");
  const api = await practiceApi({ own: true });
  expect(api.keepsRecord).toBe(true);
  expect((await fetch(api.url("/uuid"))).status).toBe(200);
});

let whyNot = whyNoGoHttpbin();
describe("against go-httpbin", () => {
  beforeEach(({ skip }) => skip(whyNot !== undefined, whyNot));
  let other: Awaited<ReturnType<typeof startGoHttpbin>> | undefined;
  beforeAll(async () => {
    if (whyNot) return;
    try {
      other = await startGoHttpbin();
    } catch (error) {
      whyNot = (error as Error).message.split("\n")[0];
    }
  }, 240_000);
  afterAll(() => other?.stop());

  test("the client works with it", async () => {
    vi.stubEnv("PRACTICE_API", other?.url ?? "");
    const api = await practiceApi();
    const answers = await Promise.all(
      api.urls(20, { delay: 0.2 }).map((url) => got(url).json<{ args: { country: string[] } }>()),
    );
    expect(answers[3]?.args.country).toEqual(["AND"]);
    expect(show(await api.observed())).toMatch(/^This server keeps no record/);
  });

  test.each([
    ["/get?a=1", ["args", "headers", "origin", "url"]],
    ["/headers", ["headers"]],
    ["/uuid", ["uuid"]],
    ["/anything/x?a=1", ["args", "data", "files", "form", "headers", "json", "method", "origin", "url"]],
    ["/delay/0.05", ["args", "data", "files", "form", "headers", "origin", "url"]],
    ["/stream/2", ["args", "headers", "id", "origin", "url"]],
    ["/ip", ["origin"]],
    ["/user-agent", ["user-agent"]],
    ["/gzip", ["gzipped", "headers", "method", "origin"]],
    ["/deflate", ["deflated", "headers", "method", "origin"]],
    ["/redirect/2", ["args", "headers", "origin", "url"]],
    ["/absolute-redirect/2", ["args", "headers", "origin", "url"]],
    ["/cookies", ["cookies"]],
    ["/cookies/set?a=1", ["cookies"]],
    ["/cookies/delete?a", ["cookies"]],
    ["/response-headers?X-A=1", ["Content-Type", "X-A"]],
  ])("%s has the same facts here and there", async (path, names) => {
    const own = await practiceApi({ own: true });
    const facts = async (base: string) => {
      const [line = ""] = (await got(base + path).text()).trim().split(/\n(?=\{)/);
      return JSON.parse(line) as object;
    };
    expect(Object.keys(await facts(own.url("").slice(0, -1)))).toEqual(expect.arrayContaining(names));
    expect(Object.keys(await facts(other?.url ?? ""))).toEqual(expect.arrayContaining(names));
  });

  test.each([
    "/status/418",
    "/status/503:1,503:1",
    "/status/abc",
    "/status/99",
    "/delay/11",
    "/delay/-1",
    "/delay/soon",
    "/bytes/10",
    "/bytes/-1",
    "/bytes/x",
    "/drip?duration=0.1&numbytes=3&code=202",
    "/drip?numbytes=0",
    "/drip?delay=11",
    "/unstable?failure_rate=0",
    "/unstable?failure_rate=1",
    "/unstable?failure_rate=2",
    "/nothing-here",
    "/bytes/1e3",
    "/unstable?failure_rate=Infinity",
    "/stream/x",
    "/post",
    "/redirect/0",
    "/redirect/x",
    "/redirect-to",
    "/basic-auth/a/b",
  ])("%s has the same status here and there", async (path) => {
    const own = await practiceApi({ own: true });
    const status = async (url: string) => (await fetch(url)).status;
    expect(await status(own.url(path))).toBe(await status((other?.url ?? "") + path));
  });

  test.each(["post", "put", "patch", "delete"] as const)(
    "/%s has the same facts here and there",
    async (method) => {
      const own = await practiceApi({ own: true });
      const send = async (url: string) => {
        const headers = { "content-type": "application/json" };
        const { data, json } = await got(url, { method, body: '{"a":[1]}', headers }).json<
          Record<string, unknown>
        >();
        const { allow } = (await got(url, { method: "TRACE", throwHttpErrors: false })).headers;
        return { data, json, allow: allow?.replace(", OPTIONS", "").replace("OPTIONS, ", "") };
      };
      expect(await send(own.url(method))).toEqual(await send(`${other?.url ?? ""}/${method}`));
    },
  );

  test("a login is asked for, and taken, alike here and there", async () => {
    const own = await practiceApi({ own: true });
    const ask = async (url: string, login: string) => {
      const headers = { authorization: `Basic ${Buffer.from(login).toString("base64")}` };
      const answer = await fetch(url, { headers });
      const { authenticated } = (await answer.json()) as { authenticated: boolean };
      return [
        answer.status,
        authenticated,
        answer.headers.get("www-authenticate")?.startsWith("Basic realm="),
      ];
    };
    for (const login of ["a:b", "a:c", ":", ""]) {
      expect(await ask(own.url("basic-auth/a/b"), login)).toEqual(
        await ask(`${other?.url ?? ""}/basic-auth/a/b`, login),
      );
    }
  });
});
