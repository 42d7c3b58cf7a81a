import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { RunResult } from "../run-result.js";
import { VirtualTime } from "../virtual-time.js";
import { Guest } from "./host.js";
import { readGuestMessage } from "./protocol.js";

const program = join(import.meta.dirname, "testing", "guest-program.mjs");
let stack = new AsyncDisposableStack();
afterEach(async () => {
  await stack.disposeAsync();
  stack = new AsyncDisposableStack();
});

interface Exam {
  readonly result: RunResult<unknown>;
  /** What the server saw, by the host's clock. */
  readonly trace: readonly string[];
  readonly asks: number;
}

/** Lets another process do one of its tasks against a server here, in virtual time. */
async function run(task: string, limitMs?: number): Promise<Exam> {
  stack = new AsyncDisposableStack();
  const trace: string[] = [];
  const child = stack.adopt(
    fork(program, { stdio: ["ignore", "inherit", "inherit", "ipc"], serialization: "json" }),
    (it) => void it.kill("SIGKILL"),
  );
  const time = VirtualTime.start({ turnCpuS: Infinity, standstillS: Infinity });
  stack.use(time);
  const server = await startServer(trace, () => time.nowMs);
  const guest = new Guest((message) => child.connected && child.send({ time: message }));
  time.attach(guest);
  const value = receive(child, guest);
  const { port } = server.address() as AddressInfo;
  child.send({ task, origin: `http://127.0.0.1:${port}` });
  const result = await time.run(() => value, limitMs);
  return { result, trace, asks: guest.asks };
}

function receive(child: ChildProcess, guest: Guest): Promise<unknown> {
  child.once("exit", () => guest.close());
  return new Promise((resolve) => {
    child.on("message", (message: { readonly time?: unknown; readonly value?: unknown }) => {
      const told = readGuestMessage(message.time);
      if (told) guest.receive(told);
      if ("value" in message) resolve(message.value);
    });
  });
}

async function startServer(trace: string[], nowMs: () => number): Promise<Server> {
  const tries = new Map<string, number>();
  const server = stack.adopt(
    createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://host");
      if (pathname === "/cut") return void request.socket.resetAndDestroy();
      const attempt = (tries.get(pathname) ?? 0) + 1;
      tries.set(pathname, attempt);
      trace.push(`${nowMs()} > ${pathname} #${attempt}`);
      setTimeout(() => {
        trace.push(`${nowMs()} < ${pathname} #${attempt}`);
        response.statusCode = attempt > Number(searchParams.get("fails")) ? 200 : 503;
        response.end(String(attempt));
      }, 500);
    }),
    (it) => {
      it.closeAllConnections();
      it.close();
    },
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

test("waits of the guest and delays of the host add up on one clock, exactly", async () => {
  const { result, trace } = await run("retry");
  expect(result).toEqual({ status: "fulfilled", value: "5", atMs: 17_500 });
  expect(trace.filter((line) => line.includes(">"))).toEqual([
    "0 > /retry #1",
    "1500 > /retry #2",
    "4000 > /retry #3",
    "8500 > /retry #4",
    "17000 > /retry #5",
  ]);
});

test("many requests at once give the same trace each time", async () => {
  const first = await run("many");
  expect(first.result.status).toBe("fulfilled");
  expect(first.trace).toHaveLength(2 * 120);
  for (let again = 0; again < 3; again += 1) {
    await stack.disposeAsync();
    expect((await run("many")).trace).toEqual(first.trace);
  }
});

test("the guest's clocks follow, all of them", async () => {
  const { result } = await run("clocks");
  expect(result).toEqual({ status: "fulfilled", value: [90_000, 90_000], atMs: 90_000 });
});

test("a guest that waits for nothing is known as such at once", async () => {
  expect((await run("for ever")).result).toEqual({ status: "unsettled", why: "nothing-left", atMs: 0 });
});

test("one whose thread pool is at work is not", async () => {
  expect((await run("in the thread pool")).result).toEqual({ status: "fulfilled", value: true, atMs: 0 });
});

test("one that computes in pieces is not", async () => {
  expect((await run("in pieces")).result).toEqual({ status: "fulfilled", value: 10_000, atMs: 0 });
});

test("the clock moves on beside a loop that waits for nothing", async () => {
  expect((await run("round and round")).result).toEqual({ status: "fulfilled", value: "done", atMs: 5000 });
});

test("there is an end to virtual time too", async () => {
  expect((await run("clocks", 60_000)).result).toEqual({
    status: "unsettled",
    why: "time-limit",
    atMs: 60_000,
  });
});

test("a connection that is cut does not hold up the clock", async () => {
  expect((await run("a cut answer")).result).toEqual({
    status: "fulfilled",
    value: "went on",
    atMs: 1000,
  });
});

test("a guest that ends is not waited for", async () => {
  expect((await run("exit")).result).toMatchObject({ status: "unsettled", why: "nothing-left" });
});

/** A guest of this process's own making, which may say anything. */
function lie(answer: (ask: number) => object): { readonly time: VirtualTime; readonly guest: Guest } {
  stack = new AsyncDisposableStack();
  const time = stack.use(VirtualTime.start({ turnCpuS: Infinity, standstillS: Infinity }));
  const guest = new Guest(({ ask }) => {
    setImmediate(() => {
      const message = readGuestMessage(answer(ask));
      if (message) guest.receive(message);
    });
  });
  time.attach(guest);
  return { time, guest };
}

test("a guest whose next timer is always due moves the clock on all the same", async () => {
  const { time } = lie((ask) => ({ quiet: ask, nextMs: 0, connections: [] }));
  const sleep = () => new Promise((resolve) => setTimeout(resolve, 100));
  expect(await time.run(sleep)).toMatchObject({ status: "fulfilled", atMs: 100 });
});

test("a guest that names connections which are not there is believed in the end to be quiet", async () => {
  const trace: string[] = [];
  const { time, guest } = lie((ask) => ({ quiet: ask, connections: [[1, port, 0, 99]] }));
  const server = await startServer(trace, () => time.nowMs);
  const { port } = server.address() as AddressInfo;
  const get = async () => await (await fetch(`http://127.0.0.1:${port}/page?fails=0`)).text();
  expect(await time.run(get)).toMatchObject({ status: "fulfilled", value: "1", atMs: 500 });
  expect(guest.asks).toBeGreaterThan(20);
});

test("an old answer counts for nothing: the clock waits for one to the latest question", async () => {
  let asked = 0;
  const { time, guest } = lie((ask) => {
    asked += 1;
    return { quiet: ask - 1, connections: [] };
  });
  const running = time.run(() => new Promise((resolve) => setTimeout(resolve, 100)));
  while (asked === 0) await new Promise((resolve) => setImmediate(resolve));
  for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect([asked, time.nowMs]).toEqual([1, 0]);
  guest.close();
  expect(await running).toMatchObject({ status: "fulfilled", atMs: 100 });
});

test.each([
  [undefined],
  ["quiet"],
  [{}],
  [{ quiet: "1", connections: [] }],
  [{ quiet: 1 }],
  [{ quiet: -1, connections: [] }],
  [{ quiet: 1, nextMs: NaN, connections: [] }],
  [{ quiet: 1, nextMs: "soon", connections: [] }],
  [{ quiet: 1, connections: [[1, 2, 3]] }],
  [{ quiet: 1, connections: [[1, 2, 3, Infinity]] }],
  [{ quiet: 1, connections: Array.from({ length: 3000 }, () => [1, 2, 3, 4]) }],
])("%o is no message of a guest", (value) => {
  expect(readGuestMessage(value)).toBeUndefined();
});
