import { setTimeout as sleep } from "node:timers/promises";
import { compile } from "vega-lite";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { displaySymbol, setLanguage } from "../notebook/index.js";
import { record } from "../record/index.js";
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
import {
  allAtOnce,
  backoff,
  frozen,
  herd,
  jittered,
  mixed,
  nothing,
  oneByOne,
  recordingOf,
} from "./testing/recordings.js";

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

test("inFlight draws what is left when several requests end within a pixel", () => {
  const { requests, ...rest } = recordingOf("list", 10, { parallel: 10 });
  const ends = [400, 100, 100.1, 100.2, 100.3, 100.4, 100.5, 100.6, 100.7, 100.8];
  const list = requests.map((request, index) => ({
    ...request,
    startMs: index / 10,
    endMs: ends[index] ?? 0,
  }));
  const chart = inFlight({ ...rest, totalMs: 400, requests: list });
  const { values } = chart.spec["data"] as { values: { seconds: number; count: number }[] };
  expect(Math.max(...values.map(({ count }) => count))).toBe(10);
  expect(values.findLast(({ seconds }) => seconds <= 0.2)?.count).toBe(1);
});

test("loopDelay names the longest stretch, and calls nothing frozen that was not", () => {
  expect(loopDelay(frozen).description).toBe(
    "During “one by one” the event loop froze 2 times, the longest time for 1.19 s, 0.80 s after the start.",
  );
  expect(loopDelay(oneByOne).description).toBe(
    "The event loop stayed free all through “one by one” (10.0 s): it was never more than 1 ms late.",
  );
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
  // Free or frozen: that depends on what else the machine does.
  expect(loopDelay(recording).description).toContain("“real”");
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
