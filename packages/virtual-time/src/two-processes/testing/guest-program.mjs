// A process that follows the clock of whoever forked it, and does what it is told to.
import http from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { VirtualGuest } from "virtual-time";

const guest = new VirtualGuest((message) => process.send?.({ time: message }));

/** Asks for a page, with waits of 1, 2, 4 s ... where it fails; the body is how often it was asked for. */
async function fetchWithRetry(url) {
  for (let waitMs = 1000; ; waitMs *= 2) {
    // Not fetch: before it uses a connection again, undici waits for a timer of 1 ms.
    const response = await new Promise((resolve, reject) => http.get(url, resolve).on("error", reject));
    const body = await text(response);
    if (response.statusCode === 200) return body;
    await sleep(waitMs);
  }
}

const tasks = {
  retry: (origin) => fetchWithRetry(`${origin}/retry?fails=4`),
  many: async (origin) => {
    const urls = Array.from({ length: 60 }, (_, index) => `${origin}/${index}?fails=${index % 3}`).values();
    const walk = async () => {
      for (const url of urls) await fetchWithRetry(url);
    };
    await Promise.all(Array.from({ length: 7 }, walk));
  },
  clocks: async () => {
    const [began, beganAt] = [performance.now(), Date.now()];
    await sleep(90_000);
    return [performance.now() - began, Date.now() - beganAt];
  },
  "for ever": () => new Promise(() => undefined),
  "in pieces": async () => {
    let turns = 0;
    for (; turns < 10_000; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    return turns;
  },
  "in the thread pool": async () => (await promisify(gzip)(Buffer.alloc(20_000_000, "ab"))).length > 0,
  "round and round": async () => {
    const turn = () => setImmediate(turn);
    turn();
    return await sleep(5000, "done");
  },
  "a cut answer": async (origin) => {
    await fetch(`${origin}/cut`).catch(() => undefined);
    await sleep(1000);
    return "went on";
  },
  exit: () => process.exit(0),
};

process.on("message", ({ time, task, origin }) => {
  if (time) guest.receive(time);
  if (task) {
    Promise.resolve(tasks[task](origin)).then((value) => process.send?.({ value: value ?? null }));
  }
});
