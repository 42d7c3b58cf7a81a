import { Recorder, type Observer, type OpenRequest } from "./recorder.js";

/** What the channels tell of undici's own request object. */
export interface UndiciRequest {
  readonly method: string;
  readonly origin: string | URL;
  readonly path: string;
}

/**
 * Sees the requests of undici and of fetch, the npm package's and Node's own: both speak on the same channels.
 *
 * @param onHttp2 called for a request that is about to open an HTTP/2 stream
 * @see https://undici.nodejs.org/#/docs/api/DiagnosticsChannel
 */
export function observeUndici(onHttp2: () => void): Observer {
  const open = new Map<UndiciRequest, OpenRequest>();
  return {
    "undici:request:create": ({ request }: { request: UndiciRequest }) => {
      const recorder = Recorder.current();
      if (recorder) open.set(request, recorder.begin(request.method, urlOf(request), "http/1.1"));
    },
    "undici:client:sendHeaders": ({ request, headers }: { request: UndiciRequest; headers: string }) => {
      // "GET /path HTTP/1.1" comes first in HTTP/1.1; HTTP/2 has no request line, only "name: value".
      if (headers.startsWith(`${request.method} `)) return;
      onHttp2();
      open.get(request)?.speak("h2");
    },
    "undici:request:headers": ({ request, response }: Answer) => {
      open.get(request)?.answer(response.statusCode);
    },
    "undici:request:bodyChunkReceived": ({
      request,
      chunk,
    }: {
      request: UndiciRequest;
      chunk: Uint8Array;
    }) => {
      open.get(request)?.receive(chunk.byteLength);
    },
    "undici:request:trailers": ({ request }: { request: UndiciRequest }) => {
      open.get(request)?.end();
      open.delete(request);
    },
    "undici:request:error": ({ request, error }: { request: UndiciRequest; error: unknown }) => {
      open.get(request)?.fail(error);
      open.delete(request);
    },
  };
}

interface Answer {
  request: UndiciRequest;
  response: { statusCode: number };
}

function urlOf({ origin, path }: UndiciRequest): string {
  if (!path.startsWith("/")) return path;
  return `${typeof origin === "string" ? origin : origin.origin}${path}`;
}
