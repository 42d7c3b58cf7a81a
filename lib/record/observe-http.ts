import type { Socket } from "node:net";
import type { ClientRequest, IncomingMessage } from "node:http";
import { aborted, Recorder, type Observer, type OpenRequest } from "./recorder.js";
import { bodyWatcher } from "./watch-body.js";

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
  const watchBody = bodyWatcher<Response>((response) => open.get(response.req));

  function onClose(this: Response): void {
    open.get(this.req)?.fail(this.errored ?? aborted);
    open.delete(this.req);
  }

  return {
    "http.client.request.created": ({ request }: { request: ClientRequest }) => {
      const recorder = Recorder.current();
      if (recorder) open.set(request, recorder.begin(request.method, urlOf(request), "http/1.1"));
    },
    "http.client.response.finish": ({
      request,
      response,
    }: {
      request: ClientRequest;
      response: Response;
    }) => {
      const openRequest = open.get(request);
      if (!openRequest) return;
      openRequest.answer(response.statusCode ?? 0);
      watchBody(response);
      response.on("close", onClose);
    },
    "http.client.request.error": ({ request, error }: { request: ClientRequest; error: unknown }) => {
      open.get(request)?.fail(wasAborted(request, error) ? aborted : error);
      open.delete(request);
    },
  };
}

/** A response that a client got, as opposed to a request that a server got, knows its request. */
type Response = IncomingMessage & { req: ClientRequest };

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
  if (!request.path.startsWith("/")) return request.path;
  const host = request.getHeader("host");
  return `${request.protocol}//${typeof host === "string" ? host : request.host}${request.path}`;
}
