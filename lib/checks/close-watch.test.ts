import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Agent, request } from "undici";
import { CloseWatch } from "./close-watch.js";

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
  using watch = new CloseWatch();
  await watch.run(() => useAgent(end));
  return watch.ranAway;
}

test.each(["close", "destroy"] as const)("%s: awaited or not, each time", async (ending) => {
  for (let round = 0; round < 20; round += 1) {
    expect(await ranAway((agent) => agent[ending]())).toBe(false);
    expect(await ranAway((agent) => void agent[ending]())).toBe(true);
  }
});

test("watches side by side do not see each other's agents", async () => {
  const seen = await Promise.all([ranAway((agent) => agent.close()), ranAway((agent) => void agent.close())]);
  expect(seen).toEqual([false, true]);
});

test("leaves undici's agent as it was", async () => {
  await ranAway((agent) => agent.close());
  expect(Object.keys(Object.getOwnPropertyDescriptors(Agent.prototype))).not.toContain("close");
});
