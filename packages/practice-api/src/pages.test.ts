import { afterAll, beforeAll, expect, test } from "vitest";
import { readCountries } from "./country.js";
import { type PracticeServer, startServer } from "./server.js";
import { getJson, stopClock } from "./testing/stopped-clock.js";

let server: PracticeServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const page = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${server.port}${path}`, init);
const json = async (path: string, init?: RequestInit) => (await (await page(path, init)).json()) as never;

test("/get tells of the query, the headers and the URL", async () => {
  expect(await json("/r/abc/get?a=1&b=2&b=3", { headers: { "x-Reason": "why" } })).toMatchObject({
    args: { a: "1", b: ["2", "3"] },
    headers: { "X-Reason": "why" },
    origin: "127.0.0.1",
    url: `http://127.0.0.1:${server.port}/r/abc/get?a=1&b=2&b=3`,
  });
});

test("/headers and /uuid", async () => {
  expect(await json("/headers", { headers: { "x-reason": "why" } })).toMatchObject({
    headers: { "X-Reason": "why" },
  });
  expect(await json("/uuid")).toEqual({ uuid: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
});

test.each([
  [
    "JSON",
    { body: '{"a":[1]}', type: "application/json" },
    { data: '{"a":[1]}', json: { a: [1] }, form: {} },
  ],
  [
    "a form",
    { body: "a=1&a=2", type: "application/x-www-form-urlencoded" },
    { data: "", form: { a: ["1", "2"] } },
  ],
  ["text", { body: "ñandú", type: "text/plain" }, { data: "ñandú", json: null }],
  ["bytes", { body: Buffer.from([255, 0]), type: "image/png" }, { data: "data:image/png;base64,/wA=" }],
])("/anything shows a body of %s", async (_name, { body, type }, shown) => {
  const init = { method: "PUT", body: body as string, headers: { "content-type": type } };
  expect(await json("/anything/below?x=1", init)).toMatchObject({
    method: "PUT",
    args: { x: "1" },
    ...shown,
  });
});

test("/anything shows a form's files", async () => {
  const body = new FormData();
  body.append("name", "Ana");
  body.append("table", new Blob(["a;b"]), "table.csv");
  expect(await json("/anything", { method: "POST", body })).toMatchObject({
    form: { name: "Ana" },
    files: { table: "a;b" },
  });
});

test("/delay answers after its seconds", async () => {
  const clock = stopClock();
  const report = () => {
    const record = server.records.find("delay");
    if (record === "dropped") throw new Error("dropped");
    return record.report();
  };
  const answer = getJson(`http://127.0.0.1:${server.port}/r/delay/delay/0.3?country=ARG`);
  await clock.until(() => report().requests === 1);
  clock.advance(299);
  expect(report().inFlight).toBe(1);
  clock.advance(1);
  expect((await answer).body).toMatchObject({ args: { country: "ARG" } });
});

test.each([200, 204, 301, 401, 404, 418, 429, 503])("/status/%i", async (status) => {
  const answer = await page(`/r/abc/status/${status}`, { redirect: "manual" });
  expect(answer.status).toBe(status);
  if (status === 301) expect(answer.headers.get("location")).toBe("/r/abc/get");
  if (status === 401) expect(answer.headers.get("www-authenticate")).toContain("Basic");
});

test("/status draws by weight", async () => {
  const answers = await Promise.all(Array.from({ length: 300 }, () => page("/status/200:0.9,503:0.1")));
  const good = answers.filter(({ status }) => status === 200).length;
  expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true);
  expect(good).toBeGreaterThan(220);
  expect(good).toBeLessThan(300);
});

test("/bytes are as many as asked, and the same for the same seed", async () => {
  const bytes = async (path: string) => Buffer.from(await (await page(path)).arrayBuffer());
  expect(await bytes("/bytes/1048576")).toHaveLength(1_048_576);
  expect(await bytes("/bytes/0")).toHaveLength(0);
  expect(await bytes("/bytes/50?seed=7")).toEqual(await bytes("/bytes/50?seed=7"));
  expect(await bytes("/bytes/50?seed=7")).not.toEqual(await bytes("/bytes/50?seed=8"));
});

test("/stream sends lines of JSON", async () => {
  const lines = (await (await page("/stream/3")).text()).trim().split("\n");
  expect(lines.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual([0, 1, 2]);
});

test("/drip spreads its bytes over the duration, after the delay", async () => {
  const start = performance.now();
  const answer = await page("/drip?duration=0.4&numbytes=5&delay=0.2&code=202");
  const firstMs = performance.now() - start;
  const chunks: string[] = [];
  for await (const chunk of answer.body ?? []) chunks.push(Buffer.from(chunk as Uint8Array).toString());
  expect(answer.status).toBe(202);
  expect(answer.headers.get("content-length")).toBe("5");
  expect(chunks.join("")).toBe("*****");
  // However busy the machine is, it only takes longer.
  expect(firstMs).toBeGreaterThan(195);
  expect(performance.now() - start).toBeGreaterThan(595);
});

test("/drip sends many bytes in the time it was given", async () => {
  const answer = await page("/drip?duration=0.3&numbytes=100000");
  expect((await answer.text()).length).toBe(100_000);
});

test("/unstable fails at its rate, and always alike with a seed", async () => {
  const status = async (query: string) => (await page(`/unstable?${query}`)).status;
  expect(await status("failure_rate=0")).toBe(200);
  expect(await status("failure_rate=1")).toBe(500);
  const seeded = await Promise.all(
    Array.from({ length: 200 }, (_, seed) => status(`failure_rate=0.3&seed=${seed}`)),
  );
  const failed = seeded.filter((one) => one === 500).length;
  expect(failed).toBeGreaterThan(35);
  expect(failed).toBeLessThan(85);
  expect(await status("failure_rate=0.3&seed=5")).toBe(seeded[5]);
});

test("/countries lists them, and names the licence", async () => {
  const list: { licence: string; countries: { code: string; url: string }[] } =
    await json("/countries?delay=0.01");
  expect(list.licence).toContain("ODbL");
  expect(list.countries).toHaveLength(200);
});

test("a country's page has its facts and a link to the licence", async () => {
  const answer = await page("/countries/arg?delay=0.01");
  expect(await answer.json()).toEqual(readCountries().find(({ code }) => code === "ARG"));
  expect(answer.headers.get("link")).toContain('rel="license"');
});

test.each([
  ["/delay/11", 400, "`seconds` must be a number from 0 to 10, not 11"],
  ["/delay/-1", 400, "`seconds` must be a number from 0 to 10, not -1"],
  ["/delay/soon", 400, '`seconds` must be a number from 0 to 10, not "soon"'],
  ["/countries/ARG?delay=1&delay=2", 400, '`delay` must be a number from 0 to 10, not ["1","2"]'],
  ["/countries/XYZ", 404, '`code` must be one of the 200 three-letter codes listed at /countries, not "XYZ"'],
  [
    "/status/99",
    400,
    '`codes` must be a status from 200 to 599, or several with weights, as in "200:0.7,503:0.3", not "99"',
  ],
  ["/bytes/1048577", 400, "`n` must be a whole number from 0 to 1048576, not 1048577"],
  ["/bytes/1.5", 400, "`n` must be a whole number from 0 to 1048576, not 1.5"],
  ["/stream/0", 400, "`n` must be a whole number from 1 to 100, not 0"],
  ["/drip?numbytes=0", 400, "`numbytes` must be a whole number from 1 to 1048576, not 0"],
  ["/drip?delay=6&duration=6", 400, "`delay` and `duration` must be at most 10 together, not 12"],
  ["/unstable?failure_rate=1.1", 400, "`failure_rate` must be a number from 0 to 1, not 1.1"],
  ["/delay/%zz", 400, "the path /delay/%zz has a `%` without the two hex digits of a UTF-8 byte after it"],
  [`/flaky/${"a".repeat(101)}`, 400, `\`id\` must be at most 100 characters, not "${"a".repeat(59)}…`],
  ["/planned/nothing", 404, "no page answers GET /planned/nothing: /docs lists them"],
  ["/r/abc/nothing?x=1", 404, "no page answers GET /nothing: /docs lists them"],
])("%s is answered by %i and one line", async (path, status, message) => {
  const answer = await page(path);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ statusCode: status, message });
});

/** Each with the name of its parameter, and what its page says of the range. */
const numbers = [
  ["/delay/_", "`seconds` must be a number from 0 to 10"],
  ["/bytes/_", "`n` must be a whole number from 0 to 1048576"],
  ["/bytes/5?seed=_", "`seed` must be a whole number from 0 to 4294967295"],
  ["/stream/_", "`n` must be a whole number from 1 to 100"],
  ["/redirect/_", "`n` must be a whole number from 1 to 1000"],
  ["/drip?duration=_", "`duration` must be a number from 0 to 10"],
  ["/drip?numbytes=_", "`numbytes` must be a whole number from 1 to 1048576"],
  ["/drip?delay=_", "`delay` must be a number from 0 to 10"],
  ["/drip?code=_", "`code` must be a whole number from 200 to 599"],
  ["/unstable?failure_rate=_", "`failure_rate` must be a number from 0 to 1"],
  ["/countries?delay=_", "`delay` must be a number from 0 to 10"],
  ["/countries/ARG?delay=_", "`delay` must be a number from 0 to 10"],
  ["/countries/ARG?again=_", "`again` must be a whole number from 0 to 9007199254740991"],
  ["/flaky/a?fails=_", "`fails` must be a whole number from 0 to 1000"],
  ["/slow-then-fast/a?slow=_", "`slow` must be a number from 0 to 10"],
  ["/limited?window=_", "`window` must be a number from 0.01 to 10"],
  ["/truncated?n=_", "`n` must be a whole number from 2 to 1048576"],
  ["/reset?delay=_", "`delay` must be a number from 0 to 10"],
];

test.each(numbers)("%s has a range that nothing passes", async (path, message) => {
  for (const value of ["Infinity", "1e400", "", "9".repeat(400)]) {
    const answer = await page(path.replace(/_$/, value));
    const body = (await answer.json()) as { message: string };
    expect([value, answer.status, Object.keys(body)]).toEqual([
      value,
      400,
      ["statusCode", "error", "message"],
    ]);
    expect(body.message).toContain(`${message}, not `);
  }
});

test("a name that comes twice is no number", async () => {
  const answer = await page("/countries/ARG?delay=0&delay=0");
  expect(answer.status).toBe(400);
});

test("numbers with zeros in front and percent-encoded ones are numbers", async () => {
  expect((await page("/bytes/%30%35")).headers.get("content-length")).toBe("5");
  expect((await page("/delay/00.010")).status).toBe(200);
});

test.each(["/", "/r/abc", "/r/abc/"])("%s leads to the docs page", async (path) => {
  expect(new URL((await page(path)).url).pathname).toMatch(/^\/docs\/?$/);
});

test("a body over 1 MiB is refused", async () => {
  const answer = await page("/anything", { method: "POST", body: "x".repeat(1_048_577) });
  expect(answer.status).toBe(413);
});

test("/openapi.json describes every page", async () => {
  const { paths, info }: { paths: Record<string, unknown>; info: { description: string } } =
    await json("/openapi.json");
  expect(Object.keys(paths).sort()).toEqual(
    [
      "/absolute-redirect/{n}",
      "/anything",
      "/basic-auth/{user}/{password}",
      "/brotli",
      "/bytes/{n}",
      "/cookies",
      "/cookies/delete",
      "/cookies/set",
      "/cookies/set/{name}/{value}",
      "/countries",
      "/countries/{code}",
      "/deflate",
      "/delay/{seconds}",
      "/delete",
      "/deny",
      "/drip",
      "/flaky/{id}",
      "/get",
      "/gzip",
      "/headers",
      "/homework/{code}",
      "/ip",
      "/limited",
      "/patch",
      "/post",
      "/put",
      "/redirect-to",
      "/redirect/{n}",
      "/relative-redirect/{n}",
      "/reset",
      "/response-headers",
      "/robots.txt",
      "/slow-then-fast/{id}",
      "/truncated",
      "/status/{codes}",
      "/stream/{n}",
      "/unstable",
      "/user-agent",
      "/uuid",
    ].sort(),
  );
  expect(info.description).toContain("ODbL");
});

test.each(["/docs", "/docs/"])(
  "%s works without a network: every part of it comes from here",
  async (path) => {
    const answer = await page(path);
    const parts = [...(await answer.text()).matchAll(/(?:href|src)="([^"]+)"/g)].map(
      ([, part]) => part ?? "",
    );
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      const url = new URL(part, answer.url);
      expect(url.origin).toBe(new URL(answer.url).origin);
      expect((await fetch(url)).status, url.href).toBe(200);
    }
  },
);
