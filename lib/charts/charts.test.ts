import { setTimeout as sleep } from "node:timers/promises";
import { compile } from "vega-lite";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { displaySymbol, setLanguage } from "../notebook/index.js";
import { record, type RecordedRequest, type Recording } from "../record/index.js";
import {
  attempts,
  compare,
  distribution,
  histogram,
  inFlight,
  loopDelay,
  speedUp,
  timeline,
  type Chart,
} from "./index.js";

/** `count` requests, `parallel` at a time, each `waitMs` to the first byte and then `receiveMs`. */
function recordingOf(
  name: string,
  count: number,
  {
    parallel = 1,
    waitMs = 198,
    receiveMs = 2,
  }: { parallel?: number; waitMs?: number; receiveMs?: number } = {},
): Recording {
  const requests = Array.from({ length: count }, (_, index): RecordedRequest => {
    const startMs = Math.floor(index / parallel) * (waitMs + receiveMs);
    return {
      method: "GET",
      url: `http://localhost/${index}`,
      attempt: 1,
      startMs,
      firstByteMs: startMs + waitMs,
      endMs: startMs + waitMs + receiveMs,
      status: 200,
      bytes: 100,
      protocol: "http/1.1",
    };
  });
  const totalMs = Math.max(1, ...requests.map(({ endMs = 0 }) => endMs));
  const loopDelay = Array.from({ length: Math.floor(totalMs / 10) }, (_, index) => ({
    atMs: index * 10,
    delayMs: 1,
  }));
  return { name, startedAt: 0, totalMs, requests, loopDelay, value: undefined };
}

/** The same recording with some of its requests changed. */
function change(
  recording: Recording,
  changes: Record<number, Partial<Record<keyof RecordedRequest, unknown>>>,
): Recording {
  const requests = recording.requests.map(
    (request, index) => ({ ...request, ...changes[index] }) as RecordedRequest,
  );
  return { ...recording, requests };
}

const oneByOne = recordingOf("one by one", 50);
const allAtOnce = recordingOf("all at once", 50, { parallel: 50, waitMs: 270 });
const mixed = change(recordingOf("mixed", 10, { parallel: 5 }), {
  1: { status: 503 },
  2: { status: 404 },
  3: { status: undefined, firstByteMs: undefined, error: "ECONNRESET: socket hang up" },
  4: { status: 302 },
  9: { endMs: undefined, firstByteMs: undefined, status: undefined },
});
const nothing: Recording = { ...recordingOf("nothing", 0), loopDelay: [] };
const frozen: Recording = {
  ...oneByOne,
  loopDelay: [
    { atMs: 10, delayMs: 1 },
    { atMs: 800, delayMs: 1190 },
    { atMs: 2000, delayMs: 60 },
  ],
};

/** `clients` pages, the first three attempts at each fail; the waits grow from 100 ms, by `waits` of that. */
function retriesOf(name: string, clients: number, wait = (ms: number) => ms): Recording {
  const requests = Array.from({ length: clients }, (_, index) => {
    let startMs = 0;
    return [1, 2, 3, 4].map((attempt) => {
      if (attempt > 1) startMs += 20 + wait(100 * 2 ** (attempt - 2));
      const { requests: one } = change(recordingOf("", 1, { waitMs: 18 }), {
        0: {
          url: `http://localhost:1/r/run/flaky/${index}?fails=3`,
          attempt,
          startMs,
          firstByteMs: startMs + 18,
          endMs: startMs + 20,
          status: attempt < 4 ? 503 : 200,
        },
      });
      return one;
    });
  }).flat(2);
  return {
    ...recordingOf(name, 0),
    totalMs: Math.max(...requests.map(({ endMs = 0 }) => endMs)),
    requests: requests.toSorted((a, b) => a.startMs - b.startMs),
  };
}
const backoff = retriesOf("with backoff", 2);
const herd = retriesOf("no jitter", 50);
let draws = 0;
const jittered = retriesOf("jitter", 50, (ms) => ms * (0.5 + ((draws += 7) % 50) / 100));

const charts: Record<string, () => Chart> = {
  "timeline of 1": () => timeline(recordingOf("single", 1)),
  "timeline of 50": () => timeline(oneByOne),
  "timeline of 200": () => timeline(recordingOf("200", 200, { parallel: 20 })),
  "timeline of 2000": () => timeline(recordingOf("2000", 2000, { parallel: 50 })),
  "timeline of all outcomes": () => timeline(mixed),
  "timeline of nothing": () => timeline(nothing),
  compare: () => compare(oneByOne, allAtOnce),
  "compare one": () => compare(oneByOne),
  "compare nothing": () => compare(nothing, nothing),
  inFlight: () => inFlight(oneByOne, allAtOnce),
  "inFlight of nothing": () => inFlight(nothing),
  "loopDelay of a free loop": () => loopDelay(oneByOne),
  "loopDelay of a frozen loop": () => loopDelay(frozen),
  "loopDelay of nothing": () => loopDelay(nothing),
  "attempts of 2": () => attempts(backoff),
  "attempts of 50": () => attempts(herd),
  "attempts of all outcomes": () => attempts(mixed),
  "attempts of nothing": () => attempts(nothing),
  "histogram of first attempts": () => histogram(oneByOne, allAtOnce),
  "histogram of retries": () => histogram(herd, jittered),
  "histogram of nothing": () => histogram(nothing, nothing),
  distribution: () => distribution({ got: [285, 291, 280], undici: [256, 250, 261], fetch: [369, 255] }),
  "distribution of one": () => distribution({ got: [12_000] }),
  "distribution of another unit": () => distribution({ got: [2710], undici: [9984] }, { unit: "1/s" }),
  speedUp: () => speedUp({ 1: 830, 2: 430, 4: [420, 424, 900] }, { cores: 2 }),
  "speedUp on many cores": () => speedUp({ 1: 830, 2: 430 }, { cores: 64 }),
};

beforeEach(() => setLanguage("en"));
afterEach(() => vi.restoreAllMocks());

describe.each(Object.entries(charts))("%s", (_title, draw) => {
  test("is shown as Vega-Lite 5, as SVG and as one sentence, without a warning", async () => {
    const warn = vi.spyOn(console, "warn");
    const chart = draw();
    const bundle = await chart[displaySymbol]();
    expect(Object.keys(bundle)).toEqual(["application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"]);
    expect(chart.spec).toMatchObject({
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      description: chart.description,
      background: "white",
    });
    expect(JSON.parse(JSON.stringify(chart.spec))).toEqual(chart.spec);
    expect(bundle["image/svg+xml"]).toMatch(/^<svg role="img" aria-label=".+<\/svg>$/s);
    expect(bundle["text/plain"]).toBe(chart.description);
    expect(chart.description).not.toMatch(/undefined|NaN|Infinity|\n/);
    expect(JSON.stringify(bundle)).not.toMatch(/undefined|NaN|Infinity/);
    expect(warn).not.toHaveBeenCalled();
  });

  test("has another text in Spanish", () => {
    const english = draw().description;
    setLanguage("es");
    expect(draw().description).not.toBe(english);
  });

  test("is told without colour: every colour has a symbol, a dash or a text beside it", () => {
    const { marks = [], scales = [] } = compile(draw().spec as never).spec as {
      marks?: object[];
      scales?: { name: string }[];
    };
    const names = scales.map(({ name }) => name);
    if (names.includes("color")) expect(names.includes("shape") || names.includes("strokeDash")).toBe(true);
    else expect(JSON.stringify(marks)).toContain('"text"');
  });
});

test("timeline says how many, how long, how many at once and what came of them", () => {
  expect(timeline(oneByOne).description).toBe(
    "one by one: 50 requests in 10.0 s, one after another, 50 answered (2xx), in half of them the first byte came within 0.20 s.",
  );
  expect(timeline(mixed).description).toBe(
    "mixed: 10 requests in 0.40 s, up to 5 at once, 5 answered (2xx), 1 redirected (3xx), 1 refused (4xx), " +
      "1 server error (5xx), 1 failed without a whole answer, 1 unfinished at the end, " +
      "in half of them the first byte came within 0.20 s.",
  );
});

test("timeline draws each request, its waiting apart from its receiving, and no higher than a screen", () => {
  const { spec } = timeline(recordingOf("2000", 2000, { parallel: 50 }));
  const { values } = spec["data"] as { values: { row: number; start: number; first: number; end: number }[] };
  expect(values).toHaveLength(2000);
  expect(values[50]).toMatchObject({ row: 51, start: 0.2, first: 0.398, end: 0.4 });
  expect(spec["height"]).toBe(480);
});

test("compare gives the speed-up against the first and the ideal", () => {
  const { description, spec } = compare(oneByOne, allAtOnce);
  expect(description).toBe(
    "“one by one” (50 requests) took 10.0 s; “all at once” took 0.27 s: 37 times faster; " +
      "the ideal, all at once and no longer than the longest single request, is 0.20 s.",
  );
  const { values } = spec["data"] as { values: { label: string }[] };
  expect(values.map(({ label }) => label)).toEqual(["10.0 s", "0.27 s · 37 times faster"]);
});

test("compare also says slower, as fast, and what failed", () => {
  const labels = (chart: Chart) =>
    (chart.spec["data"] as { values: { label: string }[] }).values.map(({ label }) => label);
  expect(labels(compare(allAtOnce, oneByOne, allAtOnce))).toEqual([
    "0.27 s",
    "10.0 s · 37 times slower",
    "0.27 s · as fast",
  ]);
  expect(labels(compare(mixed))).toEqual(["0.40 s · 4 of 10 failed"]);
});

test("the ideal leaves out recordings that did less work", () => {
  expect(compare(oneByOne, recordingOf("few", 2, { waitMs: 8 })).description).toMatch(/is 0\.20 s\.$/);
});

test("recordings of the same name keep a bar each", () => {
  const { values } = compare(oneByOne, oneByOne).spec["data"] as { values: { name: string }[] };
  expect(values.map(({ name }) => name)).toEqual(["one by one", "one by one (2)"]);
});

test("inFlight counts one after another as 1, all at once as all", () => {
  expect(inFlight(oneByOne, allAtOnce).description).toBe(
    "Requests in flight at the same time: “one by one” had at most 1, over 10.0 s; “all at once” had at most 50, over 0.27 s.",
  );
});

test("loopDelay names the longest stretch, and calls nothing frozen that was not", () => {
  expect(loopDelay(frozen).description).toBe(
    "During “one by one” the event loop froze 2 times, the longest time for 1.19 s, 0.80 s after the start.",
  );
  expect(loopDelay(oneByOne).description).toBe(
    "The event loop stayed free all through “one by one” (10.0 s): it was never more than 1 ms late.",
  );
});

const valuesOf = (chart: Chart, layer: number) =>
  (chart.spec["layer"] as { data: { values: Record<string, unknown>[] } }[])[layer]?.data.values ?? [];

test("attempts draws the waits between attempts, and tells them of the URL with the most", () => {
  const chart = attempts(backoff);
  expect(chart.description).toBe(
    "with backoff: 2 URLs, 8 attempts in 0.78 s; the most was 4 attempts at /flaky/0, " +
      "with waits of 0.10 s, 0.20 s and 0.40 s; 2 of 2 URLs succeeded in the end.",
  );
  const gaps = valuesOf(chart, 0).filter(({ url }) => url === "/flaky/0");
  expect(gaps.map(({ start, end, label }) => [start, end, label])).toEqual([
    [0.02, 0.12, "0.10 s"],
    [0.14, 0.34, "0.20 s"],
    [0.36, 0.76, "0.40 s"],
  ]);
  expect(valuesOf(chart, 3).map(({ outcome }) => outcome)).toContain("server error (5xx)");
});

test("attempts of many URLs shows those with the most attempts, and says that it does", () => {
  const few = { ...herd, requests: [...oneByOne.requests.slice(0, 20), ...herd.requests] };
  const chart = attempts(few);
  expect(new Set(valuesOf(chart, 3).map(({ url }) => url)).size).toBe(30);
  expect(JSON.stringify(chart.spec["title"])).toContain("the 30 of 70 URLs with the most attempts");
  expect(valuesOf(chart, 3).every(({ url }) => String(url).startsWith("/flaky/"))).toBe(true);
});

test("attempts shows what tells URLs apart, and the method where it is not GET", () => {
  const asked = recordingOf("asked", 3);
  const url = (query: string) => `http://localhost:1/r/run/countries/ARG?delay=0.2${query}`;
  const chart = attempts(
    change(asked, { 0: { url: url("") }, 1: { url: url("&again=1") }, 2: { url: url(""), method: "POST" } }),
  );
  expect(valuesOf(chart, 3).map((value) => value["url"])).toEqual([
    "/countries/ARG",
    "/countries/ARG?again=1",
    "POST /countries/ARG",
  ]);
  expect(chart.description).toContain("no URL was asked for more than once");
});

test("histogram tells the busiest bin of retries: a herd is seen, and that jitter spreads it", () => {
  const [, most = "", spread = ""] =
    /at most (\d+) retries within .*at most (\d+) retries within/.exec(
      histogram(herd, jittered).description,
    ) ?? [];
  expect(Number(most)).toBe(50);
  expect(Number(spread)).toBeLessThan(25);
});

test("histogram counts every request once", () => {
  const [view] = histogram(oneByOne).spec["vconcat"] as [{ data: { values: { all: number }[] } }];
  expect(view.data.values.reduce((sum, { all }) => sum + all, 0)).toBe(50);
  expect(histogram(oneByOne, allAtOnce).description).toBe(
    "How many requests started when: “one by one” started 50 requests over 10.0 s, at most 1 within 0.20 s; " +
      "“all at once” started 50 requests over 0.27 s, at most 50 within 0.20 s.",
  );
});

test("distribution gives medians and ranges, and says which ranges overlap", () => {
  expect(distribution({ got: [285, 291, 280], undici: [256, 250, 261] }).description).toBe(
    "“got” has a median of 285 ms (280 ms to 291 ms, 3 rounds); " +
      "“undici” has a median of 256 ms (250 ms to 261 ms, 3 rounds); no two ranges overlap.",
  );
  expect(distribution({ a: [1, 3], b: [2, 4], c: [9] }, { unit: "1/s" }).description).toContain(
    "do not tell them apart: “a” and “b”.",
  );
  expect(distribution({ a: [12_000, 14_000] }).description).toContain("13.0 s (12.0 s to 14.0 s, 2 rounds)");
});

test("distribution draws every round as a point, in the unit of its axis", () => {
  expect(valuesOf(distribution({ a: [12_000, 14_000], b: [1000] }), 2).map(({ value }) => value)).toEqual([
    12, 14, 1,
  ]);
});

test("speedUp compares medians with one worker, and marks the cores", () => {
  const chart = speedUp({ 4: [420, 424, 900], 1: 848, 2: 424 }, { cores: 2 });
  expect(chart.description).toBe(
    "Against one worker the work was 2.0 times as fast with 2 workers and 2.0 times as fast with 4 workers; " +
      "this machine has 2 cores, and more workers than cores cannot make CPU-bound work faster.",
  );
  expect(valuesOf(chart, 2).map(({ workers, times }) => [workers, times])).toEqual([
    [1, 1],
    [2, 2],
    [4, 2],
  ]);
});

test.each<[string, () => unknown, string]>([
  [
    "no number",
    // @ts-expect-error a text is no number
    () => distribution({ got: [1, "2"] }),
    "`got` must be a list of numbers, 0 or more, one for each round, not [1, 2]",
  ],
  ["no rounds", () => distribution({ got: [] }), "`got` must be a list of numbers"],
  ["NaN", () => distribution({ got: [NaN] }), "not [NaN]"],
  ["nothing", () => distribution({}), "there is nothing to draw"],
  // @ts-expect-error it is a promise
  ["a promise", () => distribution({ got: Promise.resolve([1]) }), "a promise: await it"],
  // @ts-expect-error it is a list
  ["a list", () => distribution([1, 2]), "give it the values of all rounds by name"],
  ["no time of one worker", () => speedUp({ 2: 400 }), "the time of one worker is missing"],
  ["one worker alone", () => speedUp({ 1: 400 }), "nothing to compare one worker with"],
  ["half a worker", () => speedUp({ 0.5: 400 }), "a whole number, 1 or more"],
  ["no time", () => speedUp({ 1: 400, 2: 0 }), "the time of 2 workers must be a number above 0"],
  // @ts-expect-error it is a promise
  ["a promised time", () => speedUp({ 1: Promise.resolve(1) }), "a promise: await it"],
])("%s instead of measurements is a TypeError in one line", (_title, draw, message) => {
  expect(draw).toThrow(TypeError);
  expect(draw).toThrow(message);
});

test("an empty recording's chart says so", async () => {
  const svg = String((await timeline(nothing)[displaySymbol]())["image/svg+xml"]);
  expect(svg).toContain("no requests were made in this recording");
});

test("Spanish numbers have their comma, also on the axes", async () => {
  setLanguage("es");
  const chart = timeline(oneByOne);
  expect(chart.description).toContain("10,0 s");
  expect(String((await chart[displaySymbol]())["image/svg+xml"])).toMatch(/>[1-9],\d</);
});

test("a real recording can be drawn", async () => {
  const recording = await record("real", () => sleep(30), { progress: false });
  expect(loopDelay(recording).description).toContain("stayed free");
});

test.each<[string, () => unknown, string]>([
  // @ts-expect-error a promise is no recording
  ["a promise", () => timeline(record("a", () => 1, { progress: false })), "write timeline(await record(…))"],
  // @ts-expect-error nor is an array
  ["an array", () => compare([oneByOne]), "spread it, compare(...recordings)"],
  // @ts-expect-error nor is nothing
  ["nothing", () => inFlight(), "not undefined"],
  // @ts-expect-error nor is any other object
  ["another object", () => loopDelay({ name: "a" }), "not an object of another kind"],
  // @ts-expect-error the new ones ask for recordings too
  ["a promise of attempts", () => attempts(Promise.resolve(1)), "write attempts(await record(…))"],
  // @ts-expect-error nor is it a list of them
  ["a list", () => histogram([oneByOne]), "spread it, histogram(...recordings)"],
])("%s instead of a recording is a TypeError in one line", (_title, draw, message) => {
  expect(draw).toThrow(TypeError);
  expect(draw).toThrow(message);
});
