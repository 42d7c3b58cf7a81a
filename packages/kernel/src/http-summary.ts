/** HTTP's errors and responses in one line first: as they are, got's and axios's fill pages with sockets and agents. */
import { ClientRequest, IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { types } from "node:util";
import {
  classNameOf,
  InspectedText,
  describeThrown,
  isError,
  isInstance,
  isObject,
  peek,
  read,
  shorten,
  unreadable,
} from "@async-lab/notebook";
import { messages } from "./messages/index.js";

/** An HTTP request, response or error, as it is shown. */
export interface HttpSummary {
  /** The summary; below it, of an error, the lines of the cells that it came through. */
  readonly headline: string;
  /** What is worth showing of its properties. */
  readonly details: Readonly<Record<string, unknown>>;
  /** The names of the other ones. */
  readonly leftOut: readonly string[];
}

const maxLineLength = 500;
const maxFrames = 5;
const maxNamed = 8;

/** Properties of a response that are shown, as the clients name them. */
const ofFetchResponse = ["status", "ok", "redirected", "bodyUsed", "headers"];
const ofResponse = ["status", "statusCode", "statusText", "statusMessage", "headers", "body", "data"];
/** Properties of an error that the headline says. */
const saidOfError = new Set(["name", "message", "stack", "code", "status", "isAxiosError"]);
/** Properties of an error that are too large to show. */
const largeInErrors = new Set(["request", "response", "options", "config", "timings"]);
/** `inspect` shows as many elements of a list. */
const maxFolded = 100;
/** As deep a result is shown. */
const maxDepth = 4;

/** Summarizes an error or a response of got, axios, ky, undici, fetch or `node:http`; nothing for any other value. */
export function summarizeHttp(value: unknown): HttpSummary | undefined {
  if (!isObject(value) || types.isProxy(value)) return undefined;
  if (isError(value)) return summarizeError(value);
  if (isFetchResponse(value)) return summarizeProperties(value, ofFetchResponse, []);
  if (isInstance(value, ClientRequest)) {
    return summarizeProperties(value, [], Object.keys(value));
  }
  return isResponse(value) ? summarizeProperties(value, ofResponse, Object.keys(value)) : undefined;
}

function summarizeProperties(value: object, names: readonly string[], all: readonly string[]): HttpSummary {
  const shown = names.filter((name) => isWorthShowing(property(value, name)));
  return {
    headline: describeResponse(value),
    details: Object.fromEntries(shown.map((name) => [name, property(value, name)])),
    leftOut: all.filter((name) => !shown.includes(name) && !name.startsWith("_")),
  };
}

/** `fetch` of Node and of the package undici have a class each. */
function isFetchResponse(value: object): boolean {
  return (
    isInstance(value, Response) ||
    (classNameOf(value) === "Response" && peek(value, Symbol.toStringTag) === "Response")
  );
}

/** A property; through a getter where the value is of a class, and not a learner's own plain object. */
function property(value: unknown, key: string): unknown {
  if (!isObject(value) || types.isProxy(value)) return undefined;
  const found = isPlain(value) ? peek(value, key) : read(value, key);
  return found === unreadable ? undefined : found;
}

function isPlain(value: object): boolean {
  const prototype = Reflect.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** What `axios` and `undici.request` give is a plain object, what got and `node:http` give a stream. */
function isResponse(value: object): boolean {
  if (isInstance(value, IncomingMessage) || isInstance(value, ServerResponse)) return true;
  if (isInstance(value, Readable)) return typeof property(value, "statusCode") === "number";
  const has = (...names: string[]) => names.every((name) => Object.hasOwn(value, name));
  if (typeof peek(value, "status") === "number") return has("headers", "config", "data");
  return typeof peek(value, "statusCode") === "number" && has("headers", "trailers", "body");
}

function describeResponse(response: object): string {
  const status = textAt(response, "statusCode") || textAt(response, "status");
  const text = textAt(response, "statusMessage") || textAt(response, "statusText");
  // A server's own side of it has a method and no status.
  if (status === "") return `Request: ${describeRequest(response)}`;
  const headers = property(response, "headers");
  const type =
    isInstance(headers, Headers) || isFetchResponse(response)
      ? (headers as Headers).get("content-type")
      : property(headers, "content-type");
  const request = describeRequest(response);
  const parts = [[status, text].filter(Boolean).join(" "), request, typeof type === "string" ? type : ""];
  return shorten(`Response: ${parts.filter(Boolean).join(", ")}`, maxLineLength);
}

/** `GET http://127.0.0.1:3000/json`, as far as it is known. */
function describeRequest(value: object): string {
  const sent = [value, property(value, "req"), property(value, "request")].find((one) =>
    isInstance(one, ClientRequest),
  );
  if (sent) {
    const host = sent.getHeader("host");
    return `${sent.method} ${sent.protocol}//${typeof host === "string" ? host : sent.host}${sent.path}`;
  }
  const at = (...paths: string[]) => paths.map((path) => textAt(value, path)).find(Boolean) ?? "";
  const url = at("url", "response.url", "request.url", "options.url", "config.url", "requestUrl", "req.url");
  const method = at(
    "method",
    "request.method",
    "request.options.method",
    "options.method",
    "config.method",
    "req.method",
  );
  return [url && method.toUpperCase(), withBase(url, at("config.baseURL"))].filter(Boolean).join(" ");
}

function withBase(url: string, base: string): string {
  return base && URL.canParse(url, base) ? new URL(url, base).href : url;
}

function summarizeError(error: Error): HttpSummary | undefined {
  const response = property(error, "response");
  const status = textAt(response, "statusCode") || textAt(response, "status");
  const request = requestOfError(error);
  if (request === "" && status === "") return undefined;
  const { name, message, stack } = describeThrown(error);
  const code = textAt(error, "code");
  const added = [
    missingFrom(message, request),
    message.includes(status) ? "" : `${status} ${textAt(response, "statusText")}`.trim(),
    message.includes(code) ? "" : code,
  ].filter(Boolean);
  const said = `${name}: ${message.split("\n")[0] ?? ""}`;
  const line = shorten(added.length > 0 ? `${said} (${added.join(", ")})` : said, maxLineLength);
  const frames = stack.split("\n").filter((frame) => /^\s+at .*cell-\d/.test(frame));
  const names = Object.keys(error).filter((key) => !saidOfError.has(key));
  const shown = names.filter((key) => !largeInErrors.has(key) && isWorthShowing(property(error, key)));
  const body = [property(response, "body"), property(response, "data")].find(isWorthShowing);
  return {
    headline: [line, ...frames.slice(0, maxFrames)].join("\n"),
    details: {
      ...Object.fromEntries(shown.map((key) => [key, property(error, key)])),
      ...(body === undefined || shown.includes("data") ? {} : { body }),
    },
    leftOut: names.filter((key) => !shown.includes(key) && isWorthShowing(property(error, key))),
  };
}

function requestOfError(error: Error): string {
  const isOfClient = ["request", "response", "config", "options"].some((key) =>
    isObject(property(error, key)),
  );
  return isOfClient ? describeRequest(error) : "";
}

function missingFrom(message: string, request: string): string {
  return message.includes(request.split(" ").at(-1) ?? "") ? "" : request;
}

/** The request that an error came of, where its message does not say it: `GET http://127.0.0.1:3000/json`. */
export function findRequest(error: unknown): string {
  return isError(error) ? missingFrom(describeThrown(error).message, requestOfError(error)) : "";
}

/**
 * A list, a plain object, a `Map` or an error with a line in the place of each of HTTP's values in it; the value
 * itself where there are none.
 */
export function foldHttp(value: unknown, depth = maxDepth): unknown {
  if (!isObject(value) || types.isProxy(value) || depth < 0) return value;
  const http = depth < maxDepth ? summarizeHttp(value) : undefined;
  if (http) return new InspectedText(http.headline);
  if (isPlainMap(value)) return foldMap(value, depth);
  const isOfError = isError(value);
  if (!isOfError && !Array.isArray(value) && !isPlain(value)) return value;
  const keys = isOfError ? ["cause", "errors"] : keysOf(value);
  const folded = keys.flatMap((key) => {
    const inside = peek(value, key);
    const shown = foldHttp(inside, depth - 1);
    return shown === inside ? [] : [[key, shown] as const];
  });
  if (folded.length === 0) return value;
  const own = Object.getOwnPropertyDescriptors(value) as Record<string, PropertyDescriptor>;
  for (const [key, shown] of folded) own[key] = { value: shown, enumerable: !isOfError };
  if (!isOfError) return Object.defineProperties(Array.isArray(value) ? [] : {}, own);
  // V8's is a getter, which would tell the copy's.
  own["stack"] = { value: property(value, "stack") };
  const copy = Object.setPrototypeOf(new Error(), Reflect.getPrototypeOf(value)) as Error;
  return Object.defineProperties(copy, own);
}

/** Those that are shown; of a list with a million elements all of them would take a while. */
function keysOf(value: object): string[] {
  if (!Array.isArray(value)) return Object.keys(value).slice(0, maxFolded);
  return Array.from({ length: Math.min(value.length, maxFolded) }, (_, index) => String(index));
}

function isPlainMap(value: object): value is Map<unknown, unknown> {
  return types.isMap(value) && Reflect.getPrototypeOf(value) === Map.prototype;
}

function foldMap(map: Map<unknown, unknown>, depth: number): Map<unknown, unknown> {
  const entries = [...map].map(([key, value], index) => {
    return [key, index < maxFolded ? foldHttp(value, depth - 1) : value] as const;
  });
  return entries.some(([key, value]) => value !== map.get(key)) ? new Map(entries) : map;
}

/** Nothing that is empty, and no stream: what is in it has yet to be read. */
function isWorthShowing(value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    value !== "" &&
    !isInstance(value, Readable) &&
    !isInstance(value, ReadableStream)
  );
}

/** The text of a property of a property: `response.url`. */
function textAt(value: unknown, path: string): string {
  let at = value;
  for (const key of path.split(".")) at = property(at, key);
  if (isInstance(at, URL)) return at.href;
  return typeof at === "string" || typeof at === "number" ? String(at) : "";
}

/** Says which properties are not shown. */
export function describeLeftOut(names: readonly string[]): string {
  const named = names.slice(0, maxNamed).join(", ");
  const more = names.length - maxNamed;
  return messages().leftOut(more > 0 ? `${named} ${messages().more(more)}` : named);
}
