import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { displaySymbol, setLanguage } from "@async-lab/notebook";
import type { Country } from "@async-lab/practice-api";
import { check } from "async-lab/checks";
import { describeTimeline, timelineToHtml, type Timeline } from "./timeline.js";

const timeline: Timeline = {
  requests: [
    { label: "ARG", startMs: 0, endMs: 2000, status: 200 },
    { label: "status/503", startMs: 0, endMs: 500, status: 503 },
    { label: "BRA", startMs: 1000, endMs: undefined, status: undefined },
    { label: "<b>", startMs: 1500, endMs: 1600, status: undefined },
  ],
  returnedMs: 2000,
  place: { fromMs: 500, toMs: 1000 },
};

test("the sentence tells what the picture shows, in both languages", () => {
  expect(describeTimeline(timeline, "en")).toBe(
    "4 requests, at most 3 in flight; the first began at 0 s, the last ended at 2.00 s. The function ended at 2.00 s. The rule breaks from 0.50 s to 1.00 s.",
  );
  expect(describeTimeline({ ...timeline, returnedMs: undefined }, "es")).toContain("La función no terminó.");
});

test("every request has its bar, failures differ in words, and names are escaped", () => {
  const html = timelineToHtml(timeline, "en");
  expect(html.match(/<rect /g)).toHaveLength(timeline.requests.length + 1);
  expect(html).toContain(">503</text>");
  expect(html).toContain(">in flight</text>");
  expect(html).toContain(">no answer</text>");
  expect(html).toContain("&lt;b&gt;");
  expect(html).not.toContain("<b>");
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
});

test("a long timeline says how much is not drawn", () => {
  const requests = Array.from({ length: 60 }, (_, index) => ({
    label: `${index}`,
    startMs: index,
    endMs: index + 1,
    status: 200,
  }));
  expect(timelineToHtml({ requests, returnedMs: 60 }, "en")).toContain("12 more requests not drawn.");
});

test("a verdict that is not right shows it, folded; a right one does not", async () => {
  setLanguage("en");
  const getPage = async (url: string) => (await (await fetch(url)).json()) as Country;
  const oneByOne = await check("02-all", async (urls) => {
    const pages: Country[] = [];
    for (const url of urls) pages.push(await getPage(url));
    return pages;
  });
  expect(oneByOne).toMatchObject({ outcome: "incorrect", rule: "all-at-once" });
  expect(oneByOne[displaySymbol]()["text/html"]).toContain("<details");
  expect(oneByOne.timeline?.requests.length).toBeGreaterThan(1);
  const right = await check("02-all", (urls) => Promise.all(urls.map(getPage)));
  expect(right[displaySymbol]()["text/html"]).not.toContain("<details");
});

test("where another program asks, there is none: how far it came before it was ended is chance", async () => {
  const script = "process.stdout.write(await (await fetch(process.argv[1])).text())";
  const byNode = await check("02-all", async (urls) => {
    // One of its own that the server has seen, beside those of the program.
    const first = (await (await fetch(urls[0]!)).json()) as Country;
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--input-type=module",
      "-e",
      script,
      urls[1] ?? "",
    ]);
    return [first, JSON.parse(stdout) as Country];
  });
  expect(byNode).toMatchObject({ outcome: "incorrect", rule: "another-program" });
  expect(byNode.timeline).toBeUndefined();
});
