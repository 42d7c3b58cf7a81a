import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerResponse } from "node:http2";
import type { EventEmitter } from "node:events";
import { wasCutShort } from "./replies.js";
import { splitRun } from "./run-path.js";
import type { RunRecord } from "./run-record.js";
import type { RunRecords } from "./run-records.js";

/** Answers a request, as `node:http` hands it over. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Wraps a server's request handler: takes the run's prefix off the path, and writes down what happens to the request.
 *
 * It sits below Fastify and costs one listener per request, so that observing takes next to nothing from the server.
 * `originalUrl` keeps the path as it was sent; Fastify reads it there.
 */
export function observeRequests(handler: Handler, records: RunRecords): Handler {
  const connections = new WeakMap<object, Set<RunRecord>>();
  return (request, response) => {
    const sent = request.url ?? "/";
    const prefix = splitRun(sent);
    if (!prefix) return handler(request, response);
    const record = records.open(prefix.run);
    if (!record && records.onlyExpected) return rejectUnknownRun(request, response);
    if (record) {
      const stream = (response as unknown as Partial<Http2ServerResponse>).stream;
      trackConnection(connections, stream?.session ?? request.socket, record);
      const exchange = record.start(
        request.method ?? "GET",
        prefix.path,
        stream ? "h2" : "http/1.1",
        request.headers,
      );
      (stream ?? response).on("close", () => {
        const finished = stream ? stream.writableFinished && !stream.aborted : response.writableFinished;
        if (wasCutShort(response)) exchange.end("cut");
        else exchange.end(finished ? { status: response.statusCode } : "aborted");
      });
    }
    (request as { originalUrl?: string }).originalUrl = sent;
    request.url = prefix.path;
    handler(request, response);
  };
}

/** Answered before Fastify, so that a flood of such requests costs little. */
function rejectUnknownRun(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(404, { "content-type": "application/json; charset=utf-8" });
  response.end('{"statusCode":404,"error":"Not Found","message":"this server knows no such run"}');
}

function trackConnection(
  connections: WeakMap<object, Set<RunRecord>>,
  connection: EventEmitter,
  record: RunRecord,
): void {
  let runs = connections.get(connection);
  if (!runs) {
    const used = new Set<RunRecord>();
    connections.set(connection, used);
    connection.once("close", () => {
      for (const run of used) run.closeConnection();
    });
    runs = used;
  }
  if (runs.has(record)) return;
  runs.add(record);
  record.openConnection();
}
