import type { FastifyRequest } from "fastify";
import type { RunRecord } from "./run-record.js";
import type { RunRecords } from "./run-records.js";

/** A run's id in a path: `/r/<run>/…`. */
const runPattern = /^[A-Za-z0-9_-]{1,40}$/;

/** Takes the run's prefix off a path; `undefined` where there is none. */
export function splitRun(url: string): { readonly run: string; readonly path: string } | undefined {
  if (!url.startsWith("/r/")) return undefined;
  const slash = url.indexOf("/", 3);
  const run = slash < 0 ? url.slice(3) : url.slice(3, slash);
  if (!runPattern.test(run)) return undefined;
  return { run, path: slash < 0 ? "/" : url.slice(slash) };
}

/** The run that a request belongs to; all requests outside a run share the empty one. */
export function runOf(request: FastifyRequest): string {
  return splitRun(request.originalUrl)?.run ?? "";
}

/** The record of a request's run; `undefined` outside a run, and where the record had to make room for newer ones. */
export function recordOf(request: FastifyRequest, records: RunRecords): RunRecord | undefined {
  const run = runOf(request);
  const record = run === "" ? "dropped" : records.find(run);
  return record === "dropped" ? undefined : record;
}

/** A page of the run that a request belongs to, as a path from the server's root. */
export function pathInRun(request: FastifyRequest, page: string): string {
  const run = runOf(request);
  return run === "" ? page : `/r/${run}${page}`;
}
