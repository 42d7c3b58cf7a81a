import {
  constants,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from "node:http2";
import { aborted, Recorder, type Observer, type OpenRequest } from "./recorder.js";
import { bodyWatcher } from "./watch-body.js";

/**
 * Sees the requests of node:http2, and so of got with `http2: true`.
 *
 * undici over HTTP/2 opens such a stream too, right after it has announced the request on a channel of its own:
 * `skipNext` says that the next stream is that request, already written down.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/diagnostics_channel.html#http2
 */
export function observeHttp2(): { observer: Observer; skipNext: () => void } {
  const seen = new Map<ClientHttp2Stream, OpenRequest | undefined>();
  const watchBody = bodyWatcher<ClientHttp2Stream>(
    (stream) => seen.get(stream),
    // Node ends the body of a stream that was reset too; that is no end of the answer.
    (stream) => !stream.rstCode,
  );
  let skip = false;

  // On an open session `start` comes before `created`; on one that is still connecting, long after it.
  function begin({ stream, headers }: { stream: ClientHttp2Stream; headers: OutgoingHttpHeaders }): void {
    if (seen.has(stream)) return;
    const recorder = skip ? undefined : Recorder.current();
    skip = false;
    const request = recorder?.begin(String(headers[":method"] ?? "GET"), urlOf(headers), "h2");
    seen.set(stream, request);
    if (request) watchBody(stream);
  }

  const observer: Observer = {
    "http2.client.stream.created": begin,
    "http2.client.stream.start": begin,
    "http2.client.stream.finish": ({
      stream,
      headers,
    }: {
      stream: ClientHttp2Stream;
      headers: IncomingHttpHeaders;
    }) => {
      seen.get(stream)?.answer(Number(headers[":status"] ?? 0));
    },
    "http2.client.stream.error": ({ stream, error }: { stream: ClientHttp2Stream; error: unknown }) => {
      seen.get(stream)?.fail(error);
      seen.delete(stream);
    },
    "http2.client.stream.close": ({ stream }: { stream: ClientHttp2Stream }) => {
      // After a reset, `error` comes right after `close` and says which.
      if (wasReset(stream) && !stream.errored) return;
      seen.get(stream)?.fail(stream.errored ?? aborted);
      seen.delete(stream);
    },
  };
  return { observer, skipNext: () => void (skip = true) };
}

function urlOf(headers: OutgoingHttpHeaders): string {
  return `${String(headers[":scheme"])}://${String(headers[":authority"])}${String(headers[":path"] ?? "")}`;
}

function wasReset({ rstCode }: { rstCode?: number | undefined }): boolean {
  return (
    rstCode !== undefined && rstCode !== constants.NGHTTP2_CANCEL && rstCode !== constants.NGHTTP2_NO_ERROR
  );
}
