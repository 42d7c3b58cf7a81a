import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Agent, request } from "undici";
import { CloseWatch, type Closes } from "./close-watch.js";

/** Agents, pools and clients inherit from one class that has no name of its own outside. */
const base = Object.getPrototypeOf(Agent.prototype) as Closes;
let server: Server;
let url = "";

beforeAll(async () => {
  server = createServer((_request, response) => response.end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

async function useAgent(end: (agent: Agent) => unknown): Promise<void> {
  const agent = new Agent();
  try {
    const { body } = await request(url, { dispatcher: agent });
    await body.json();
  } finally {
    await end(agent);
  }
}

async function ranAway(end: (agent: Agent) => unknown): Promise<boolean> {
  using watch = new CloseWatch(base);
  await watch.run(() => useAgent(end));
  return watch.ranAway;
}

test.each(["close", "destroy"] as const)("%s: awaited or not, each time", async (ending) => {
  for (let round = 0; round < 20; round += 1) {
    expect(await ranAway((agent) => agent[ending]())).toBe(false);
    expect(await ranAway((agent) => void agent[ending]())).toBe(true);
  }
});

test("by a callback: waited for or not", async () => {
  const waitedFor = (agent: Agent) => new Promise<void>((resolve) => agent.close(resolve));
  expect(await ranAway(waitedFor)).toBe(false);
  expect(await ranAway((agent) => agent.close(() => undefined))).toBe(true);
});

test("leaves undici's classes as they were", async () => {
  const { close } = base;
  await ranAway((agent) => agent.close());
  expect(base.close).toBe(close);
});
