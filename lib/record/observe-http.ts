import type { Socket } from "node:net";
import type { ClientRequest, IncomingMessage } from "node:http";
import { aborted, Recorder, type OpenRequest } from "./recorder.js";
import type { Observer } from "./observe.js";
import { watchBody } from "./watch-body.js";

/**
 * Sees the requests of node:http and node:https, and so of got and axios.
 *
 * Node calls its channel for a received status line and headers `response.finish`; no channel tells of the
 * body, hence `watchBody`.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/diagnostics_channel.html#http
 */
export function observeHttp(): Observer {
  const open = new Map<ClientRequest, OpenRequest>();
  return {
    "http.client.request.created": ({ request }: { request: ClientRequest }) => {
      const recorder = Recorder.current();
      if (recorder) open.set(request, recorder.begin(request.method, urlOf(request), "http/1.1"));
    },
    "http.client.response.finish": ({ request, response }: Exchange) => {
      const openRequest = open.get(request);
      if (!openRequest) return;
      openRequest.answer(response.statusCode ?? 0);
      watchBody(response, openRequest);
      response.once("close", () => {
        openRequest.fail(response.errored ?? aborted);
        open.delete(request);
      });
    },
    "http.client.request.error": ({ request, error }: { request: ClientRequest; error: unknown }) => {
      open.get(request)?.fail(wasAborted(request, error) ? aborted : error);
      open.delete(request);
    },
  };
}

interface Exchange {
  request: ClientRequest;
  response: IncomingMessage;
}

/**
 * Node says "socket hang up" whoever hung up. When it was this side, the connection was closed without the other
 * side's end of it, and without an error.
 */
function wasAborted({ socket }: { socket: Socket | null }, error: unknown): boolean {
  if (!(error instanceof Error && error.message === "socket hang up")) return false;
  // A request that is aborted while it waits for a connection has none.
  return !socket || (!socket.readableEnded && !socket.errored);
}

function urlOf(request: ClientRequest): string {
  // A request through a proxy has the whole URL for its path.
  if (/^https?:/.test(request.path)) return request.path;
  const host = request.getHeader("host");
  return `${request.protocol}//${typeof host === "string" ? host : request.host}${request.path}`;
}
