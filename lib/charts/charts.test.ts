import { setTimeout as sleep } from "node:timers/promises";
import { compile } from "vega-lite";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { displaySymbol, setLanguage } from "@async-lab/notebook";
import { record, type LoopDelaySample, type Recording } from "../record/index.js";
import {
  attempts,
  compare,
  forgetColors,
  histogram,
  inFlight,
  loopDelay,
  timeline,
  type Chart,
} from "./index.js";
import { allCharts } from "./testing/all-charts.js";
import {
  allAtOnce,
  change,
  frozen,
  herd,
  jittered,
  mixed,
  nothing,
  oneByOne,
  recordingOf,
} from "./testing/recordings.js";

beforeEach(() => setLanguage("en"));
afterEach(() => vi.restoreAllMocks());

describe.each(Object.entries(allCharts))("%s", (_title, draw) => {
  test("is shown as Vega-Lite 5, as SVG and as one sentence, without a warning", async () => {
    const warn = vi.spyOn(console, "warn");
    const chart = draw();
    const bundle = await chart[displaySymbol]();
    expect(Object.keys(bundle)).toEqual(["application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"]);
    expect(chart.spec).toMatchObject({
      $schema: "https://vega.github.io/schema/vega-lite/v5.json",
      description: chart.description,
      background: "transparent",
    });
    expect(JSON.parse(JSON.stringify(chart.spec))).toEqual(chart.spec);
    expect(bundle["image/svg+xml"]).toMatch(
      /^<svg role="img" aria-label="[^"]+" color=".+ fill="white".+<\/svg>$/s,
    );
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

  test("can be read without color: every color has a symbol, a dash or a text beside it", () => {
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
  expect(spec["height"]).toBeLessThan(220);
});

test("compare gives the speed-up against the first and the ideal", () => {
  const { description, spec } = compare(oneByOne, allAtOnce);
  expect(description).toBe(
    "“one by one” (50 requests) took 10.0 s; “all at once” took 0.27 s: 37 times faster; " +
      "the ideal, with never more than 50 at a time, is 0.20 s.",
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

test("the ideal is what is possible with as many at a time as there were", () => {
  const ideal = (...recordings: [Recording, ...Recording[]]) =>
    /the ideal.*$/.exec(compare(...recordings).description)?.[0];
  const ten = recordingOf("ten at a time", 50, { parallel: 10 });
  expect(ideal(ten)).toBe("the ideal, with never more than 10 at a time, is 1.00 s.");
  expect(ideal(oneByOne, ten)).toBe("the ideal, with never more than 10 at a time, is 1.00 s.");
  // Eleven pages in ten slots take two rounds: an average would say 0.22 s.
  expect(ideal(recordingOf("eleven", 11, { parallel: 10 }))).toContain("is 0.40 s");
  // The long one first, the others beside it.
  const uneven = change(recordingOf("uneven", 4, { parallel: 2 }), { 3: { endMs: 600 } });
  expect(ideal({ ...uneven, totalMs: 600 })).toContain("is 0.60 s");
  // With one at a time there is nothing to put side by side.
  expect(ideal(oneByOne)).toBeUndefined();
});

test("the ideal leaves out recordings that did less work", () => {
  expect(compare(allAtOnce, recordingOf("few", 2, { waitMs: 8 })).description).toMatch(/is 0\.27 s\.$/);
});

test("a recording keeps its color in every chart, whatever else is drawn", () => {
  forgetColors();
  const colorIn = (chart: Chart, name: string) => {
    const { values } = chart.spec["data"] as {
      values: { name?: string; recording?: string; color: string }[];
    };
    return values.find((value) => (value.name ?? value.recording) === name)?.color;
  };
  const first = colorIn(compare(oneByOne, allAtOnce), "all at once");
  expect(first).not.toBe(colorIn(compare(oneByOne, allAtOnce), "one by one"));
  expect(colorIn(inFlight(jittered, allAtOnce), "all at once")).toBe(first);
  expect(colorIn(compare({ ...allAtOnce }, herd), "all at once")).toBe(first);
  expect(JSON.stringify(timeline(allAtOnce).spec)).toContain(`"range":["${first}"]`);
  expect((loopDelay(allAtOnce).spec["data"] as { values: { color: string }[] }).values[0]?.color).toBe(first);
});

test("several timelines share one scale of time, from 0", () => {
  const chart = timeline(oneByOne, allAtOnce);
  expect(chart.description).toBe(`${timeline(oneByOne).description} ${timeline(allAtOnce).description}`);
  expect(chart.spec).toHaveProperty("encoding.x.scale.domain", [0, 10]);
  expect((chart.spec["data"] as { values: object[] }).values).toHaveLength(100);
  expect(JSON.stringify(chart.spec)).toContain("1 pixel is");
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
    "During “one by one” the event loop froze once, for 1.19 s, 0.80 s after the start; " +
      "the rest of the time it was never more than 62 ms late.",
  );
  expect(loopDelay(oneByOne).description).toBe(
    "The event loop stayed free all through “one by one” (10.0 s): it was never more than 1 ms late.",
  );
});

test("loopDelay labels what froze, and no hiccup beside it", () => {
  const labels = (loopDelay: readonly LoopDelaySample[]) =>
    (loopDelayOf(loopDelay).spec["data"] as { values: { label?: string }[] }).values.flatMap(
      ({ label }) => label ?? [],
    );
  const loopDelayOf = (samples: readonly LoopDelaySample[]) => loopDelay({ ...oneByOne, loopDelay: samples });
  expect(labels(frozen.loopDelay)).toEqual(["frozen for 1.19 s"]);
  expect(labels([{ atMs: 10, delayMs: 62 }])).toEqual([]);
  // Two blocks side by side: the second label would cover the first.
  expect(
    labels([
      { atMs: 100, delayMs: 900 },
      { atMs: 1200, delayMs: 800 },
    ]),
  ).toEqual(["frozen for 0.90 s"]);
  expect(
    labels([
      { atMs: 100, delayMs: 900 },
      { atMs: 9000, delayMs: 800 },
    ]),
  ).toEqual(["frozen for 0.90 s", "frozen for 0.80 s"]);
});

test("an empty recording's chart says so", async () => {
  const svg = String((await timeline(nothing)[displaySymbol]())["image/svg+xml"]);
  expect(svg).toContain("no requests were made in this recording");
});

test("two recordings of no time are not told to be as fast", () => {
  const unwritten = { ...nothing, totalMs: 0 };
  expect(compare(unwritten, unwritten).description).toContain("no requests were made in this recording");
});

test("Spanish numbers have their comma, also on the axes", async () => {
  setLanguage("es");
  const chart = timeline(oneByOne);
  expect(chart.description).toContain("10,0 s");
  const short = timeline(recordingOf("corto", 5));
  expect(String((await short[displaySymbol]())["image/svg+xml"])).toMatch(/>0,\d s</);
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
  setLanguage("es");
  expect(draw).not.toThrow(message);
  expect(draw).toThrow(/una grabación/);
});
