import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { showProgressBar } from "./progress-bar.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
  vi.stubEnv("TERM", "xterm");
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** What the last line of a terminal shows. */
const lastLine = (written: readonly string[]) => written.join("").split("\u001b[2K").at(-1);

test("on a terminal one line shows how many are done, whose are running, and how long it takes", () => {
  const written: string[] = [];
  const output = { write: (text: string) => written.push(text), isTTY: true, columns: 60 };
  {
    using bar = showProgressBar(output, 4, "en");
    bar.start("Ana (1)");
    bar.start("Luis (2)");
    expect(lastLine(written)).toBe("[------------------------] 0/4  Ana (1), Luis (2)");
    vi.advanceTimersByTime(10_000);
    bar.end("Ana (1)", "100 of 100");
    expect(lastLine(written)).toBe("[######------------------] 1/4  about 30 s left  Luis (2)");
    bar.start("Somebody with a rather long name (3)");
    expect(lastLine(written)).toMatch(/30 s left {2}Luis \(2\),.*…$/);
    expect(lastLine(written)?.length).toBeLessThan(60);
    const before = written.length;
    vi.advanceTimersByTime(500);
    expect(written.length - before).toBeLessThanOrEqual(1);
  }
  expect(lastLine(written)).toBe("");
  expect(vi.getTimerCount()).toBe(0);
});

test("what is left only falls until there is news, and is never shown as if it were certain", () => {
  const written: string[] = [];
  const output = { write: (text: string) => written.push(text), isTTY: true, columns: 120 };
  using bar = showProgressBar(output, 6, "en");
  const left = () => /\d\/6 {2}(.*?) {2}/.exec(lastLine(written) ?? "")?.[1];
  const seconds = () => Number(/about (\d+) s left/.exec(left() ?? "")?.[1]);
  for (const label of ["a", "b", "c"]) bar.start(label);
  vi.advanceTimersByTime(10_000);
  bar.end("a", "100 of 100");
  expect(left()).toBe("about 50 s left");
  let before = 50;
  for (let at = 0; at < 240; at += 1) {
    vi.advanceTimersByTime(500);
    expect(seconds()).toBeLessThanOrEqual(before);
    before = seconds();
  }
  // Three have not begun yet.
  expect(before).toBe(30);
  // News: it takes longer than it seemed.
  bar.end("b", "100 of 100");
  expect(left()).toBe("about 5 minutes left");
});

test("elsewhere a line for each that is done", () => {
  const written: string[] = [];
  using bar = showProgressBar({ write: (text) => written.push(text) }, 2, "en");
  bar.start("Ana (1)");
  vi.advanceTimersByTime(5000);
  expect(written).toEqual([]);
  bar.end("Ana (1)", "100 of 100");
  bar.start("Eva (3)");
  bar.stop("Eva (3)");
  bar.end("Luis (2)", "not graded");
  expect(written).toEqual(["1/2  Ana (1): 100 of 100\n", "2/2  Luis (2): not graded\n"]);
});
