import type { FastifyRequest } from "fastify";
import type { TLSSocket } from "node:tls";
import { HttpError } from "./errors.js";

/** A query or form as httpbin shows it: a text, or a list of texts where a name comes more than once. */
export type Fields = Record<string, string | string[]>;

/** What httpbin's `/get` tells of a request. */
export interface RequestEcho {
  readonly args: Fields;
  readonly headers: Record<string, string>;
  readonly origin: string;
  readonly url: string;
}

/** What httpbin's `/anything` and `/delay` tell of a request, its body too. */
export interface BodyEcho extends RequestEcho {
  readonly method: string;
  readonly data: string;
  readonly files: Fields;
  readonly form: Fields;
  readonly json: unknown;
}

export function echoRequest(request: FastifyRequest): RequestEcho {
  const url = originOf(request) + request.originalUrl;
  return { args: readQuery(request), headers: echoHeaders(request), origin: request.ip, url };
}

/** The query as httpbin shows it, without what the page makes of it. */
export function readQuery({ originalUrl }: FastifyRequest): Fields {
  const query = originalUrl.indexOf("?");
  return query < 0 ? {} : toFields(new URLSearchParams(originalUrl.slice(query + 1)));
}

/** A promise only where there is a form to read. */
export function echoBody(request: FastifyRequest): BodyEcho | Promise<BodyEcho> {
  const { args, headers, origin, url } = echoRequest(request);
  const echo = {
    args,
    headers,
    origin,
    url,
    method: request.method,
    data: "",
    files: {},
    form: {},
    json: null,
  };
  const body = request.body;
  if (!(body instanceof Buffer) || body.length === 0) return echo;
  const type = request.headers["content-type"] ?? "";
  if (/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) {
    return readForm(body, type).then((form) => ({ ...echo, ...form }));
  }
  return { ...echo, data: showData(body, type), json: parseJson(body) };
}

/** From what was sent: `request.headers` is an object like others, and has no room for a header named `__proto__`. */
export function echoHeaders(request: FastifyRequest): Record<string, string> {
  const headers = createDictionary<string>();
  const sent = request.raw.rawHeaders;
  for (let at = 0; at < sent.length; at += 2) {
    const [name = "", value = ""] = [sent[at], sent[at + 1]];
    if (name.startsWith(":")) continue;
    const title = titleCase(name);
    const before = headers[title];
    headers[title] = before === undefined ? value : `${before}${title === "Cookie" ? ";" : ","} ${value}`;
  }
  return headers;
}

/** The server's address as the client has it; a `Host` may be no host at all. */
export function originOf(request: FastifyRequest): string {
  const scheme = (request.raw.socket as Partial<TLSSocket>).encrypted ? "https" : "http";
  const host = request.headers[":authority"] ?? request.headers.host ?? "localhost";
  return `${scheme}://${String(host)}`;
}

const maxTitles = 500;
const titles = new Map<string, string>();

/** Remembered: a client sends the same names each time. */
function titleCase(name: string): string {
  const known = titles.get(name);
  if (known !== undefined) return known;
  const title = name.toLowerCase().replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
  if (titles.size < maxTitles) titles.set(name, title);
  return title;
}

/**
 * An object for a stranger's names: `__proto__` and `constructor` are names like others.
 *
 * Its prototype has nothing in it, which V8 reads and writes faster than an object that has none.
 */
export function createDictionary<T>(): Record<string, T> {
  return new Dictionary() as Record<string, T>;
}

const Dictionary = function () {
  // The prototype is all there is to it.
} as unknown as new () => object;
Dictionary.prototype = Object.create(null) as object;

function toFields(entries: Iterable<readonly [string, string]>): Fields {
  const fields = createDictionary<string | string[]>();
  for (const [name, value] of entries) {
    const before = fields[name];
    if (Array.isArray(before)) before.push(value);
    else fields[name] = before === undefined ? value : [before, value];
  }
  return fields;
}

async function readForm(body: Buffer, type: string): Promise<{ form: Fields; files: Fields }> {
  const response = new Response(new Uint8Array(body), { headers: { "content-type": type } });
  let entries: [string, string | Blob][];
  try {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- for servers open to the world; here, 1 MiB from this machine
    entries = [...(await response.formData())];
  } catch (cause) {
    throw new HttpError(400, `the body is not the ${type.split(";")[0]} that its content-type says`, {
      cause,
    });
  }
  const form: [string, string][] = [];
  const files: [string, string][] = [];
  for (const [name, value] of entries) {
    if (typeof value === "string") form.push([name, value]);
    else files.push([name, await value.text()]);
  }
  return { form: toFields(form), files: toFields(files) };
}

/** Text as it is; other bytes as a data URL, as httpbin does. */
function showData(body: Buffer, type: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return `data:${type || "application/octet-stream"};base64,${body.toString("base64")}`;
  }
}

/** `null` also where it is nested so deep that it could not be written again. */
function parseJson(body: Buffer): unknown {
  try {
    const parsed = JSON.parse(body.toString()) as unknown;
    JSON.stringify([[parsed]]);
    return parsed;
  } catch {
    return null;
  }
}
