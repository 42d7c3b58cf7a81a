import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildDate } from "./build-date.js";

const now = new Date("2026-11-28T23:30:00Z");

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "async-lab-date-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test("SOURCE_DATE_EPOCH goes before all", async () => {
  const date = await buildDate(import.meta.dirname, { SOURCE_DATE_EPOCH: "1767268800" }, now);
  expect(date).toEqual(new Date("2026-01-01T00:00:00Z"));
});

test("it is today where there is no clone", async () => {
  expect(await buildDate(await emptyFolder(), {}, now)).toEqual(new Date("2026-11-28T00:00:00Z"));
});

test.each(["yesterday", "1e9", "99999999999999"])("%s is no time", async (epoch) => {
  await expect(buildDate("", { SOURCE_DATE_EPOCH: epoch }, now)).rejects.toThrow(
    `SOURCE_DATE_EPOCH is a time in seconds, not \`${epoch}\``,
  );
});
