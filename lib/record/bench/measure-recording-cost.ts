import { AsyncLocalStorage } from "node:async_hooks";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { execPath } from "node:process";
import { json } from "node:stream/consumers";
import got from "got";
import { Agent, request } from "undici";
import { median } from "../../charts/index.js";
import { record } from "../index.js";

/** The cost of recording one client's requests. */
export interface RecordingCost {
  readonly client: string;
  /** Requests per second, the median of all rounds. */
  readonly plain: number;
  readonly recorded: number;
  /** Median over the rounds of the time with recording, divided by the time without. */
  readonly ratio: number;
  /** The same for processor time of this process, which other work on the machine disturbs less. */
  readonly cpuRatio: number;
}

type Client = (url: string) => Promise<unknown>;

const parallel = 50;
const cell = new AsyncLocalStorage<object>();

/**
 * What recording costs: requests without delay, 50 at a time, with and without `record`, by turns; each client against
 * a raw node:http server in a process of its own.
 *
 * Both run in an async context, as every cell does: the kernel keeps one for each. (A context alone costs node:http
 * some 3 %, whoever needs it.)
 *
 * @param rounds how many times with and without
 * @param requests how many requests each time
 */
export async function measureRecordingCost(rounds = 15, requests = 5000): Promise<RecordingCost[]> {
  const { url, server } = await startServer();
  const dispatcher = new Agent({ connections: parallel });
  const agent = new http.Agent({ keepAlive: true, maxSockets: parallel });
  const clients: Record<string, Client> = {
    undici: async (each) => (await request(each, { dispatcher })).body.json(),
    "node:http": (each) => get(each, agent),
    fetch: async (each) => (await fetch(each)).json(),
    got: (each) => got(each, { agent: { http: agent } }).json(),
  };
  try {
    const costs: RecordingCost[] = [];
    for (const [client, get] of Object.entries(clients)) {
      costs.push({ client, ...(await compareTimes(() => fetchAll(url, requests, get), rounds, requests)) });
    }
    return costs;
  } finally {
    agent.destroy();
    await dispatcher.destroy();
    server.kill();
  }
}

async function compareTimes(
  run: () => Promise<unknown>,
  rounds: number,
  requests: number,
): Promise<Omit<RecordingCost, "client">> {
  const bare = () => cell.run({}, run);
  const recorded = () => cell.run({}, () => record("cost", run, { progress: false }));
  const times: { plain: Time; recorded: Time }[] = [];
  await bare();
  await recorded();
  for (let round = 0; round < rounds; round++) {
    // Who goes first takes turns too, or one of them would always pay for the other's garbage.
    const [first, second] = round % 2 === 0 ? [bare, recorded] : [recorded, bare];
    const firstTime = await timeOf(first);
    const secondTime = await timeOf(second);
    times.push(
      first === bare
        ? { plain: firstTime, recorded: secondTime }
        : { plain: secondTime, recorded: firstTime },
    );
  }
  const middle = (of: (time: (typeof times)[number]) => number) => median(times.map(of)) ?? NaN;
  return {
    plain: (1000 * requests) / middle(({ plain }) => plain.wallMs),
    recorded: (1000 * requests) / middle(({ recorded }) => recorded.wallMs),
    ratio: middle(({ plain, recorded }) => recorded.wallMs / plain.wallMs),
    cpuRatio: middle(({ plain, recorded }) => recorded.cpuMs / plain.cpuMs),
  };
}

interface Time {
  readonly wallMs: number;
  readonly cpuMs: number;
}

async function timeOf(run: () => Promise<unknown>): Promise<Time> {
  const start = performance.now();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return { wallMs: performance.now() - start, cpuMs: (user + system) / 1000 };
}

async function fetchAll(url: string, requests: number, get: Client): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < requests) await get(`${url}?n=${next++}`);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

function get(url: string, agent: http.Agent): Promise<unknown> {
  return new Promise((resolve, reject) => {
    http.get(url, { agent }, (response) => resolve(json(response))).on("error", reject);
  });
}

async function startServer(): Promise<{ url: string; server: ChildProcess }> {
  const source = `
    const page = JSON.stringify({ code: "ARG", name: "Argentina", borders: Array(100).fill("CHL") });
    const server = require("node:http").createServer((request, response) => response.end(page));
    server.listen(0, "127.0.0.1", () => process.send(server.address().port));
    process.on("disconnect", () => process.exit());`;
  const server = spawn(execPath, ["-e", source], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  const [port] = (await once(server, "message")) as [number];
  return { url: `http://127.0.0.1:${port}/`, server };
}
