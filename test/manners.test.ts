/** Lesson 09 can be pointed at a real site: its own cells must be polite there, whatever `scrape` does. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Bottleneck from "bottleneck";
import got, { type Got } from "got";
import robotsParser from "robots-parser";
import ts from "typescript";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { stopClock } from "../packages/practice-api/src/testing/stopped-clock.js";
import { readLessons } from "async-lab/lessons";

interface Manners {
  readonly client: Got;
  readonly slotsFor: (urls: string[]) => number;
  readonly mayFetch: (url: string) => Promise<boolean>;
}

/** What the lesson's cells define, run as they stand. */
function readManners(): Manners {
  const lesson = readLessons("en").find(({ name }) => name === "09-homework");
  const wanted = [
    "const userAgent",
    "const isOurs",
    "const client",
    "async function readRules",
    "const rules",
  ];
  const source = wanted.map((start) => lesson?.cells.find((cell) => cell.source.startsWith(start))?.source);
  expect(source).not.toContain(undefined);
  const { outputText } = ts.transpileModule(`${source.join("\n")}\nreturn { client, slotsFor, mayFetch };`, {
    compilerOptions: { target: ts.ScriptTarget.ES2023 },
  });
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- cells are code
  const run = new Function("got", "Bottleneck", "robotsParser", outputText) as (
    ...given: unknown[]
  ) => Manners;
  return run(got, Bottleneck, robotsParser);
}

interface Seen {
  readonly path: string;
  readonly agent: string | undefined;
}

const robots = { status: 200, body: "User-agent: *\nDisallow: /deny\n" };
let seen: Seen[] = [];
let manners: Manners;
let port = 0;

beforeEach(async () => {
  seen = [];
  manners = readManners();
  Object.assign(robots, { status: 200, body: "User-agent: *\nDisallow: /deny\n" });
  const server = createServer(({ url = "", headers }, response) => {
    seen.push({ path: url, agent: headers["user-agent"] });
    if (url === "/robots.txt") response.writeHead(robots.status).end(robots.body);
    else response.end("{}");
  }).listen(0);
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  port = (server.address() as AddressInfo).port;
});

const pages = (host: string, count: number) =>
  Array.from({ length: count }, (_, page) => `http://${host}:${port}/${page}`);

test("elsewhere requests start a second apart, however many are asked for at once, and say whose they are", async () => {
  const clock = stopClock();
  const all = Promise.all(pages("localhost", 3).map((url) => manners.client(url)));
  // Bottleneck goes from one step to the next by timers of 0 ms.
  const arrived = (count: number) => clock.until(() => (clock.advance(0), seen.length === count));
  await arrived(1);
  for (const count of [2, 3]) {
    clock.advance(990);
    for (let turn = 0; turn < 100; turn++) {
      clock.advance(0);
      await new Promise(setImmediate);
    }
    expect(seen).toHaveLength(count - 1);
    clock.advance(10);
    await arrived(count);
  }
  await all;
  for (const { agent } of seen) expect(agent).toMatch(/^async-lab-homework\/[\d.]+ \(.+@.+\)$/);
  expect(manners.slotsFor(pages("localhost", 3))).toBe(2);
});

test("the course's own server is not spared", async () => {
  stopClock();
  const urls = pages("127.0.0.1", 20);
  expect(manners.slotsFor(urls)).toBe(20);
  await Promise.all(urls.map((url) => manners.client(url)));
  expect(seen).toHaveLength(20);
});

test("robots.txt is asked for once, and heeded", async () => {
  const urls = ["/a", "/b", "/deny/c"].map((path) => `http://127.0.0.1:${port}${path}`);
  expect(await Promise.all(urls.map((url) => manners.mayFetch(url)))).toEqual([true, true, false]);
  expect(seen.map(({ path }) => path)).toEqual(["/robots.txt"]);
});

test.each([
  [404, true],
  [500, false],
])("where robots.txt answers %i, pages may be fetched: %s", async (status, may) => {
  Object.assign(robots, { status, body: "User-agent: *\nDisallow: /deny\n" });
  expect(await manners.mayFetch(`http://127.0.0.1:${port}/deny`)).toBe(may);
});
