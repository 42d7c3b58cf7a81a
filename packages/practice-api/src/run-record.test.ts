import { expect, test } from "vitest";
import { RunRecord } from "./run-record.js";
import { RunRecords } from "./run-records.js";

test("an exchange ends once", () => {
  const record = new RunRecord();
  const exchange = record.start("GET", "/a", "h2");
  exchange.end("aborted");
  exchange.end({ status: 200 });
  expect(record.report()).toMatchObject({ requests: 1, inFlight: 0, aborted: 1, answered: 0, statuses: {} });
});

test("the same path by another method is another URL", () => {
  const record = new RunRecord();
  record.start("GET", "/a", "h2");
  record.start("POST", "/a", "h2");
  expect(record.report().urls.map(([method]) => method)).toEqual(["GET", "POST"]);
});

test("past its limits it counts on, and lists no more", () => {
  const record = new RunRecord(10);
  for (let index = 0; index < 25; index += 1) record.start("GET", `/${index % 7}`, "h2").end({ status: 200 });
  const { requests, answered, requestsNotListed, attempts } = record.report();
  expect({ requests, answered, requestsNotListed }).toEqual({
    requests: 25,
    answered: 25,
    requestsNotListed: 15,
  });
  expect(attempts).toHaveLength(10);
});

test("long paths and headers are cut", () => {
  const record = new RunRecord();
  const long = "x".repeat(16_000);
  record.start("GET", `/${long}`, "h2", { "user-agent": long, "idempotency-key": long });
  const { urls, sentHeaders } = record.report();
  expect(urls).toEqual([["GET", `/${"x".repeat(999)}…`]]);
  expect(sentHeaders).toEqual([[`${"x".repeat(200)}…`, `${"x".repeat(200)}…`]]);
});

test("stops listing where its memory is spent", () => {
  const record = new RunRecord();
  for (let index = 0; index < 10_000; index += 1) record.start("GET", `/${index}/${"x".repeat(2000)}`, "h2");
  const { requests, requestsNotListed } = record.report();
  expect(requests).toBe(10_000);
  expect(requestsNotListed).toBeGreaterThan(1000);
});

test("the run unused for longest makes room", () => {
  const records = new RunRecords({ runs: 2, attempts: 1e9 });
  records.open("a")?.start("GET", "/", "h2");
  records.open("b");
  records.open("a");
  records.open("c");
  expect(records.find("b")).toBe("dropped");
  expect(records.open("b")).toBeUndefined();
  expect(records.find("a")).toMatchObject({ counts: { requests: 1 } });
  expect(records.find("never")).toMatchObject({ counts: { requests: 0 } });
});

test("large runs make room for the newest, which always stays", () => {
  const records = new RunRecords({ runs: 100, attempts: 9 });
  const old = records.open("old");
  for (let index = 0; index < 10; index += 1) old?.start("GET", `/${index}`, "h2");
  records.open("new");
  expect(records.find("old")).toBe("dropped");
  expect(records.find("new")).toMatchObject({ counts: { requests: 0 } });
});
