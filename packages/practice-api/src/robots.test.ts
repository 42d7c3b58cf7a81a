import robots from "robots-parser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type PracticeServer, startServer } from "./server.js";

let server: PracticeServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

// Its declarations say `export default`, as a bundler reads it; Node gives the function itself.
const robotsParser = robots as unknown as typeof robots.default;

test("/robots.txt closes /deny, in every run, and nothing else", async () => {
  const origin = `http://127.0.0.1:${server.port}`;
  const response = await fetch(`${origin}/robots.txt`);
  expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
  const rules = robotsParser(response.url, await response.text());
  const isAllowed = (path: string) => rules.isAllowed(`${origin}${path}`, "async-lab");
  expect(isAllowed("/deny")).toBe(false);
  expect(isAllowed("/r/abc/deny")).toBe(false);
  expect(isAllowed("/r/abc/countries/ARG")).toBe(true);
  expect(isAllowed("/r/abc/homework/ARG")).toBe(true);
});

test("/deny answers all the same: robots.txt asks, it does not lock", async () => {
  const response = await fetch(`http://127.0.0.1:${server.port}/deny`);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain("robots.txt");
});
