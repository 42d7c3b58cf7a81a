import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { showSteps } from "./steps.js";

function record(isTTY: boolean): { readonly written: string[]; readonly write: (text: string) => void } {
  const written: string[] = [];
  return { written, isTTY, write: (text: string) => written.push(text) } as ReturnType<typeof record>;
}

const unstopped = new AbortController().signal;
const guide = () => "guide, en";
/** Without its seconds. */
const plain = (lines: readonly string[]) => lines.map((line) => line.replace(/ +\d+\.\d s/, " … s"));

test("elsewhere than on a terminal, a step is one plain line at its end", async () => {
  const output = record(false);
  const steps = showSteps(output, unstopped, "failed");
  expect(await steps.run(guide, () => Promise.resolve(7))).toBe(7);
  expect(plain(output.written)).toEqual(["  + guide, en … s\n"]);
});

test("a step that fails says so, and one that was stopped does not", async () => {
  const output = record(false);
  const fail = () => Promise.reject(new Error("no room"));
  await expect(showSteps(output, unstopped, "failed").run(guide, fail)).rejects.toThrow("no room");
  await expect(showSteps(output, AbortSignal.abort(), "failed").run(guide, fail)).rejects.toThrow("no room");
  expect(plain(output.written)).toEqual(["  x guide, en … s  failed\n", "  - guide, en … s\n"]);
});

test("a terminal shows what runs at the moment, by its title at the moment", async () => {
  const output = record(true);
  const steps = showSteps(output, unstopped, "failed");
  let done = 0;
  const lessons = steps.run(
    () => `lessons, ${done} of 2`,
    async () => {
      await setImmediate();
      done = 2;
    },
  );
  await steps.run(guide, () => Promise.resolve());
  await lessons;
  const seen = plain(output.written.map((text) => text.replace("\r\u001b[2K", "")));
  expect(seen[0]).toContain("lessons, 0 of 2");
  expect(seen[1]).toContain("guide, en");
  expect(seen.slice(2)).toEqual(["  + guide, en … s\n", expect.any(String), "  + lessons, 2 of 2 … s\n"]);
});
