import {
  constants,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from "node:http2";
import { aborted, Recorder, type OpenRequest } from "./recorder.js";
import type { Observer } from "./observe.js";
import { watchBody } from "./watch-body.js";

/**
 * Sees the requests of node:http2, and so of got with `http2: true`.
 *
 * undici over HTTP/2 opens such a stream too, right after it has announced the request on a channel of its own:
 * `skipNext` says that the next stream is that request, already written down.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/diagnostics_channel.html#http2
 */
export function observeHttp2(): { observer: Observer; skipNext: () => void } {
  const seen = new WeakMap<ClientHttp2Stream, OpenRequest | undefined>();
  let skip = false;

  // On an open session `start` comes before `created`; on one that is still connecting, long after it.
  function begin({ stream, headers }: { stream: ClientHttp2Stream; headers: OutgoingHttpHeaders }): void {
    if (seen.has(stream)) return;
    const recorder = skip ? undefined : Recorder.current();
    skip = false;
    const request = recorder?.begin(String(headers[":method"] ?? "GET"), urlOf(headers), "h2");
    seen.set(stream, request);
    if (request) watchBody(stream, request);
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
    },
    "http2.client.stream.close": ({ stream }: { stream: ClientHttp2Stream }) => {
      seen.get(stream)?.fail(stream.errored ?? reasonOf(stream));
    },
  };
  return { observer, skipNext: () => void (skip = true) };
}

function urlOf(headers: OutgoingHttpHeaders): string {
  return `${String(headers[":scheme"])}://${String(headers[":authority"])}${String(headers[":path"] ?? "")}`;
}

function reasonOf({ rstCode }: ClientHttp2Stream): string {
  if (
    rstCode === undefined ||
    rstCode === constants.NGHTTP2_CANCEL ||
    rstCode === constants.NGHTTP2_NO_ERROR
  ) {
    return aborted;
  }
  const name = Object.entries(constants).find(
    ([key, value]) =>
      value === rstCode &&
      /^NGHTTP2_(?!ERR_|FLAG_|NV_|HCAT_|SESSION_|STREAM_STATE_|SETTINGS_(?!TIMEOUT))/.test(key),
  )?.[0];
  return `ERR_HTTP2_STREAM_ERROR: Stream closed with error code ${name ?? rstCode}`;
}
