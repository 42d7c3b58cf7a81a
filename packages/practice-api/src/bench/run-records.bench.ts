/** `npm run bench -- run-records`: what the record of a run weighs in memory, and how long its report takes. */
import { execFileSync } from "node:child_process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { RunRecords } from "../run-records.js";

const requests = 100_000;
const mebibyte = 1024 * 1024;
const aims = { mebibytes: 50, reportMs: 2000 };

/** What the requests of a run ask for. */
const runs: Readonly<Record<string, (index: number) => string>> = {
  "one URL": () => "/delay/0",
  "a country's page each": (index) => `/countries/ARG?delay=0.2&again=${index % 200}`,
  "a URL each": (index) => `/countries/ARG?delay=0.2&again=${index}`,
  "a very long URL each": (index) => `/anything?${"x".repeat(8000)}${index}`,
};

function weigh(pathOf: (index: number) => string, collect: () => void): Record<string, string | number> {
  const records = new RunRecords();
  collect();
  const before = process.memoryUsage();
  for (let index = 0; index < requests; index += 1) {
    records.open("run")?.start("GET", pathOf(index), "http/1.1").end({ status: 200 });
  }
  collect();
  const after = process.memoryUsage();
  const record = records.find("run");
  if (record === "dropped") throw new Error("the record of the only run was dropped");
  const start = performance.now();
  const report = record.report();
  JSON.stringify(report);
  const reportMs = performance.now() - start;
  const bytes = after.heapUsed + after.external - before.heapUsed - before.external;
  return {
    MiB: (bytes / mebibyte).toFixed(1),
    "of the aim": percent(bytes / mebibyte / aims.mebibytes),
    listed: report.requests - report.requestsNotListed,
    "report (ms)": Math.round(reportMs),
    "of its aim": percent(reportMs / aims.reportMs),
  };
}

const percent = (ratio: number): string => `${Math.round(100 * ratio)} %`;

const [name] = process.argv.slice(2);
const pathOf = name === undefined ? undefined : runs[name];
if (pathOf) {
  setFlagsFromString("--expose-gc");
  console.log(JSON.stringify(weigh(pathOf, runInNewContext("gc") as () => void)));
} else {
  // Each in a process of its own, whose memory nothing else takes.
  const weighed = Object.keys(runs).map((one) => {
    const [file = ""] = process.argv.slice(1);
    return [one, JSON.parse(execFileSync(process.execPath, [file, one], { encoding: "utf8" })) as object];
  });
  const many = requests.toLocaleString("en");
  console.log(`Runs of ${many} requests; the aim: ${aims.mebibytes} MiB, a report in ${aims.reportMs} ms.`);
  console.table(Object.fromEntries(weighed));
}
