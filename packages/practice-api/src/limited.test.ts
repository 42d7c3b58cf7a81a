import { afterAll, beforeAll, expect, test } from "vitest";
import { SlidingWindow } from "./rate-limit.js";
import { retryAfter } from "./replies.js";
import { type PracticeServer, startServer } from "./server.js";
import { getJson, stopClock } from "./testing/stopped-clock.js";

let server: PracticeServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

let runs = 0;
const newRun = () => `limited${(runs += 1)}`;
const page = (run: string, query: string) =>
  getJson(`http://127.0.0.1:${server.port}/r/${run}/limited?${query}`);
const statuses = async (run: string, query: string, count: number) => {
  const answers = await Promise.all(Array.from({ length: count }, () => page(run, query)));
  return answers.map(({ status }) => status).sort();
};
const report = (run: string) => {
  const record = server.records.find(run);
  if (record === "dropped") throw new Error("dropped");
  return record.report();
};
const times = (count: number, status: number) => Array.from({ length: count }, () => status);

test("a window slides: never more than the limit in any stretch of its length", () => {
  const window = new SlidingWindow({ limit: 3, windowMs: 100 });
  const accepted: number[] = [];
  for (let ms = 0; ms < 1000; ms += 7) if (window.tryAcquire(ms).kind === "accepted") accepted.push(ms);
  for (const start of accepted) {
    expect(accepted.filter((ms) => ms >= start && ms < start + 100).length).toBeLessThanOrEqual(3);
  }
  expect(accepted.length).toBeGreaterThanOrEqual(27);
});

test("who waits for as long as it was told is accepted", () => {
  const window = new SlidingWindow({ limit: 2, windowMs: 100 });
  expect(window.tryAcquire(0)).toEqual({ kind: "accepted", remaining: 1, resetMs: 100 });
  expect(window.tryAcquire(30)).toEqual({ kind: "accepted", remaining: 0, resetMs: 70 });
  expect(window.tryAcquire(40)).toEqual({ kind: "rejected", retryMs: 60 });
  expect(window.tryAcquire(100)).toMatchObject({ kind: "accepted", resetMs: 30 });
});

test("a pause forgives strikes, refusals in a hurry add up", () => {
  const window = new SlidingWindow({ limit: 1, windowMs: 100 });
  for (const ms of [0, 10, 20, 30]) window.tryAcquire(ms);
  expect(window.strikes).toBe(3);
  window.tryAcquire(80);
  expect(window.strikes).toBe(1);
});

test("as many answers as the limit, 429 for the others", async () => {
  const run = newRun();
  expect(await statuses(run, "limit=5&window=10&page=1", 12)).toEqual([...times(5, 200), ...times(7, 429)]);
  // Another run is not limited by this one, nor is another limit.
  expect(await statuses(newRun(), "limit=5&window=10", 5)).toEqual(times(5, 200));
  expect(await statuses(run, "limit=6&window=10", 6)).toEqual(times(6, 200));
});

test("an answer tells its page and what is left", async () => {
  const run = newRun();
  const answer = await page(run, "limit=2&window=1&page=7");
  expect(answer.body).toEqual({ page: 7, remaining: 1 });
  expect(answer.headers["x-ratelimit-limit"]).toBe("2");
  expect((await page(run, "limit=2&window=1&page=a")).body).toEqual({ page: "a", remaining: 0 });
});

test("a refusal tells when there is room again, and then there is, not before", async () => {
  const clock = stopClock();
  const run = newRun();
  await page(run, "limit=1&window=0.3");
  const refused = await page(run, "limit=1&window=0.3");
  expect(refused.headers["x-ratelimit-reset-after"]).toBe("0.300");
  expect(refused.status).toBe(429);
  expect(refused.headers["retry-after"]).toBe("1");
  expect(refused.body).toMatchObject({
    statusCode: 429,
    message: "at most 1 requests in any 0.3 s: there is room again in 0.300 s",
  });
  clock.advance(299);
  expect((await page(run, "limit=1&window=0.3")).status).toBe(429);
  clock.advance(1);
  expect((await page(run, "limit=1&window=0.3")).status).toBe(200);
});

test("Retry-After as a date is never too early", async () => {
  stopClock();
  const run = newRun();
  await page(run, "limit=1&window=2&retry_after=date");
  const refused = await page(run, "limit=1&window=2&retry_after=date");
  expect(refused.headers["x-ratelimit-reset-after"]).toBe("2.000");
  const date = refused.headers["retry-after"] ?? "";
  expect(date).toMatch(/^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/);
  // A date has whole seconds.
  expect(Date.parse(date) - Date.now()).toBeGreaterThanOrEqual(2000);
  expect(Date.parse(date) - Date.now()).toBeLessThan(3000);
});

test.each([
  [0, "1"],
  [0.2, "1"],
  [1.01, "2"],
])("Retry-After of %d s is %s", (seconds, value) => expect(retryAfter(seconds, "seconds")).toBe(value));

test("who goes on regardless is banned, everywhere in the run, and for a while only", async () => {
  const clock = stopClock();
  const run = newRun();
  const query = "limit=2&window=1&strikes=3&ban=0.4";
  expect(await statuses(run, query, 6)).toEqual([200, 200, 403, 429, 429, 429]);
  const banned = await page(run, "limit=100&window=1");
  expect(banned.status).toBe(403);
  expect(banned.headers["retry-after"]).toBe("1");
  expect(banned.body).toMatchObject({
    statusCode: 403,
    message: expect.stringMatching(/^this run is banned for another 0\.400 s: /) as string,
  });
  expect((await page(newRun(), query)).status).toBe(200);
  expect(report(run).bans).toBe(1);
  clock.advance(399);
  expect((await page(run, "limit=100&window=1")).status).toBe(403);
  clock.advance(1);
  expect((await page(run, "limit=100&window=1")).status).toBe(200);
});

test("strikes=0 never bans", async () => {
  const run = newRun();
  expect(await statuses(run, "limit=1&window=10&strikes=0", 60)).toEqual([200, ...times(59, 429)]);
});

test("an answer takes its delay, a refusal does not", async () => {
  const clock = stopClock();
  const run = newRun();
  const slow = page(run, "limit=1&window=10&delay=0.5");
  await clock.until(() => report(run).inFlight === 1);
  expect((await page(run, "limit=1&window=10&delay=0.5")).status).toBe(429);
  clock.advance(499);
  expect(report(run)).toMatchObject({ inFlight: 1, answered: 1 });
  clock.advance(1);
  expect((await slow).status).toBe(200);
});

test.each([
  ["limit=0", "`limit` must be a whole number from 1 to 1000, not 0"],
  ["window=0", "`window` must be a number from 0.01 to 10, not 0"],
  ["ban=3601", "`ban` must be a number from 0 to 3600, not 3601"],
  ["retry_after=soon", '`retry_after` must be "seconds" or "date", not "soon"'],
  ["strikes=-1", "`strikes` must be a whole number from 0 to 10000, not -1"],
])("%s is answered by one line", async (query, message) => {
  const answer = await page(newRun(), query);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({ message });
});
