import { beforeEach, expect, test } from "vitest";
import { setLanguage } from "@async-lab/notebook";
import { attempts, histogram } from "./index.js";
import {
  allAtOnce,
  backoff,
  change,
  herd,
  jittered,
  oneByOne,
  recordingOf,
  valuesOf,
} from "./testing/recordings.js";

beforeEach(() => setLanguage("en"));

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
  expect(new Set(valuesOf(chart, 3).map(({ url }) => url)).size).toBe(16);
  expect(JSON.stringify(chart.spec["title"])).toContain("the 16 of 70 URLs with the most attempts");
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

test("histogram tells the fullest bar of retries: a herd is seen, and that jitter spreads it", () => {
  const [, most = "", spread = ""] =
    /at most (\d+) retries within a bar of .*at most (\d+) retries within a bar of/.exec(
      histogram(herd, jittered).description,
    ) ?? [];
  expect(Number(most)).toBe(50);
  expect(Number(spread)).toBeLessThan(25);
});

test("histogram counts every request once", () => {
  const rows = histogram(oneByOne).spec["data"] as { values: { all: number }[] };
  expect(rows.values.reduce((sum, { all }) => sum + all, 0)).toBe(50);
  expect(histogram(oneByOne, allAtOnce).description).toBe(
    "How many requests started when: “one by one” started 50 requests over 10.0 s, at most 1 request within a bar of 0.20 s; " +
      "“all at once” started 50 requests over 0.27 s, at most 50 requests within a bar of 0.20 s.",
  );
});

test("histogram counts in the bars that it draws: the title, the sentence and the highest bar say the same", () => {
  for (const options of [{}, { barMs: 25 }, { barMs: 40 }]) {
    const { spec, description } = histogram(jittered, options);
    const { values } = spec["data"] as { values: { dark: number }[] };
    const most = Math.max(...values.map(({ dark }) => dark));
    expect(description).toContain(`at most ${most} retries within a bar of`);
    expect(JSON.stringify(spec)).toContain(`at most ${most} retries`);
  }
  expect(histogram(jittered, { barMs: 25 }).description).toContain("within a bar of 25 ms");
  // @ts-expect-error a text is no time
  expect(() => histogram(jittered, { barMs: "25" })).toThrow(
    "`barMs` must be 1 or more milliseconds, not 25",
  );
});
