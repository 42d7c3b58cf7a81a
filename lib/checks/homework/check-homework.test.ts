import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { compare, timeline } from "../../charts/index.js";
import { displaySymbol, setLanguage } from "@async-lab/notebook";
import { checkHomework, HomeworkCheck, readProgress, todo } from "../index.js";
import { criterionIds } from "./criteria.js";
import type { Scraped } from "./check-homework.js";
import { rightScrapes } from "./testing/right-scrapes.js";
import type { Scrape } from "./testing/scrape-parts.js";
import { oneFaultScrapes } from "./testing/one-fault-scrapes.js";

const state = mkdtempSync(join(tmpdir(), "async-lab-homework-"));

beforeAll(() => vi.stubEnv("ASYNC_LAB_STATE", state));
beforeEach(() => setLanguage("en"));
afterEach(() => setLanguage("en"));
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(state, { recursive: true, force: true });
});

const show = (check: HomeworkCheck) => check[displaySymbol]() as Record<"text/html" | "text/plain", string>;
const right = rightScrapes["undici with p-limit"]!();

test("a right answer has all points, says so, and is noted", async () => {
  const check = await checkHomework(right);
  expect(check.judgements.filter(({ met }) => !met)).toEqual([]);
  expect(check).toMatchObject({ outcome: "right", points: 100, of: 100 });
  expect(check.judgements.map(({ criterion }) => criterion)).toEqual(criterionIds);
  expect(readProgress().exercises["09-homework"]).toMatchObject({ outcome: "right", tries: 1 });

  const { "text/html": html, "text/plain": text } = show(check);
  expect(text).toMatch(
    /^Right: 100 of 100 points: all that is asked for is there\.\n✓ Met, 25 of 25 points: /,
  );
  expect(html).toMatch(/^<div role="status" lang="en" data-outcome="right"/);
  expect(html.match(/<th scope="row"/g)).toHaveLength(6);

  const [oneByOne, own] = check.recordings;
  expect(oneByOne.totalMs).toBeGreaterThan(own.totalMs);
  expect(compare(oneByOne, own).description).toMatch(/^“one by one”.*“your scrape”/);
  expect(timeline(own).description).toContain("up to 20 at once");

  setLanguage("es");
  const again = await checkHomework(right);
  expect(show(again)["text/plain"]).toMatch(
    /^Correcto: 100 de 100 puntos: está todo lo que se pide\.\n✓ Cumplido/,
  );
  expect(show(again)["text/html"]).toContain('lang="es"');
});

test("what is wrong is told by its criterion, with what was seen", async () => {
  const check = await checkHomework(oneFaultScrapes["no retry"]!.scrape);
  expect(check.outcome).toBe("incorrect");
  const { "text/html": html, "text/plain": text } = show(check);
  expect(text).toMatch(/^Not yet: \d+ of 100 points; 5 of 6 criteria are met\.\n/);
  expect(text).toContain("No page that failed was asked for again");
  expect(html).toContain('<tr data-criterion="retries" data-reason="no-retry">');
});

test.each<[string, Scrape]>([
  ["todo()", () => todo()],
  ["nothing", () => Promise.resolve(undefined as unknown as Scraped)],
])("%s is not attempted: there is nothing to draw", async (_, scrape) => {
  const check = await checkHomework(scrape);
  expect(check).toMatchObject({ outcome: "not attempted", judgements: [], points: 0 });
  expect(show(check)["text/plain"]).toMatch(/^Not attempted: Nothing to check so far\./);
  expect(compare(...check.recordings).description).not.toMatch(/NaN|undefined|Infinity/);
  expect(timeline(check.recordings[1]).description).not.toMatch(/NaN|undefined|Infinity/);
});

test("what is added after the return was not returned", async () => {
  const check = await checkHomework((urls) => {
    const scraped = { countries: [] as Scraped["countries"], failed: [], totalMs: 1 };
    const get = async (url: string) => scraped.countries.push((await (await fetch(url)).json()) as never);
    for (const url of urls) void get(url).catch(() => undefined);
    return Promise.resolve(scraped);
  });
  expect(check.judgements[0]).toMatchObject({ reason: "returned-early", seen: { rows: 0, proven: 0 } });
});

test("an error of the learner's own is told", async () => {
  const check = await checkHomework(async (urls) => {
    await fetch(urls[0] ?? "");
    throw new RangeError("too <many> pages");
  });
  expect(check).toMatchObject({ outcome: "error", error: { name: "RangeError" } });
  expect(show(check)["text/html"]).toContain("too &lt;many&gt; pages");
});

test("what waits for ever is told so, at once", async () => {
  const check = await checkHomework(() => new Promise<never>(() => undefined));
  expect(check).toMatchObject({ outcome: "incorrect", points: 0 });
  expect(check.judgements.map(({ reason }) => reason)).toEqual(criterionIds.map(() => "never-settles"));
});

test("what goes on for ever has used all of its time", async () => {
  const check = await checkHomework(async () => {
    for (;;) await new Promise((resolve) => setTimeout(resolve, 10_000));
  });
  expect(check.judgements.map(({ reason }) => reason)).toEqual(criterionIds.map(() => "timed-out"));
});

test("what asks for nothing is told so", async () => {
  const empty = { countries: [], failed: [], totalMs: 5 };
  const check = await checkHomework(() => Promise.resolve(empty));
  expect(check.judgements[0]).toMatchObject({ reason: "no-pages-fetched", points: 0 });
});

test("while the grader is at work it does nothing", async () => {
  vi.stubEnv("ASYNC_LAB_GRADING", "1");
  const scrape = vi.fn(right);
  try {
    const check = await checkHomework(scrape);
    expect(check.message).toBe("The homework is being graded: the grader makes this check itself.");
    expect(scrape).not.toHaveBeenCalled();
  } finally {
    vi.stubEnv("ASYNC_LAB_GRADING", undefined);
  }
});

test("what is no function is told in one line", async () => {
  // @ts-expect-error -- not a function
  await expect(checkHomework(5)).rejects.toThrow(
    "checkHomework(scrape) takes a function (urls: string[]) => Promise<Scraped>, not 5",
  );
});
