import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { courseFolder } from "../notebook/index.js";

const room = pathToFileURL(join(courseFolder(), "dist", "practice-api")).href;
const mebibyte = 1024 * 1024;

/** Writes requests into a record, in a process whose memory nothing else takes, and weighs it. */
async function weigh(
  requests: number,
  path: string,
): Promise<{ heapBytes: number; listed: number; reportMs: number }> {
  const folder = mkdtempSync(join(tmpdir(), "async-lab-weigh-"));
  try {
    const program = join(folder, "weigh.mjs");
    writeFileSync(
      program,
      `const { RunRecords } = await import(${JSON.stringify(`${room}/run-records.js`)});
      const records = new RunRecords();
      gc();
      const before = process.memoryUsage();
      for (let index = 0; index < ${requests}; index += 1) {
        records.open("run").start("GET", ${path}, "http/1.1").end({ status: 200 });
      }
      gc();
      const after = process.memoryUsage();
      const start = performance.now();
      const report = records.find("run").report();
      JSON.stringify(report);
      const reportMs = performance.now() - start;
      const heapBytes = after.heapUsed + after.external - before.heapUsed - before.external;
      process.send({ heapBytes, listed: report.requests - report.requestsNotListed, reportMs });`,
    );
    const child = fork(program, { execArgv: ["--expose-gc"] });
    const [result] = (await once(child, "message")) as [Awaited<ReturnType<typeof weigh>>];
    return result;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each([
  ["one URL", "'/delay/0'", 100_000],
  ["a country's page each", "'/countries/ARG?delay=0.2&again=' + (index % 200)", 100_000],
  ["a URL each", "'/countries/ARG?delay=0.2&again=' + index", 20_000],
  ["a very long URL each", "'/anything?' + 'x'.repeat(8000) + index", 1000],
])("a run of 100 000 requests for %s takes 50 MB at most", async (_name, path, listedAtLeast) => {
  const { heapBytes, listed, reportMs } = await weigh(100_000, path);
  expect(heapBytes).toBeLessThan(50 * mebibyte);
  expect(listed).toBeGreaterThanOrEqual(listedAtLeast);
  expect(reportMs).toBeLessThan(2000);
});
