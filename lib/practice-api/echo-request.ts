import type { FastifyRequest } from "fastify";
import type { TLSSocket } from "node:tls";

/** A query or form as httpbin shows it: a text, or a list of texts where a name comes more than once. */
type Fields = Record<string, string | string[]>;

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
  const url = fullUrl(request);
  const query = url.indexOf("?");
  return {
    args: query < 0 ? {} : toFields(new URLSearchParams(url.slice(query + 1))),
    headers: echoHeaders(request),
    origin: request.ip,
    url,
  };
}

export async function echoBody(request: FastifyRequest): Promise<BodyEcho> {
  const echo = { ...echoRequest(request), method: request.method };
  const body = request.body;
  if (!(body instanceof Buffer) || body.length === 0) {
    return { ...echo, data: "", files: {}, form: {}, json: null };
  }
  const type = request.headers["content-type"] ?? "";
  if (/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) {
    return { ...echo, data: "", json: null, ...(await readForm(body, type)) };
  }
  return { ...echo, data: showData(body, type), files: {}, form: {}, json: parseJson(body) };
}

export function echoHeaders(request: FastifyRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !name.startsWith(":")) headers[titleCase(name)] = String(value);
  }
  return headers;
}

function fullUrl(request: FastifyRequest): string {
  const scheme = (request.raw.socket as Partial<TLSSocket>).encrypted ? "https" : "http";
  const host = request.headers[":authority"] ?? request.headers.host ?? "localhost";
  return `${scheme}://${String(host)}${request.originalUrl}`;
}

function titleCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}

function toFields(entries: Iterable<[string, string]>): Fields {
  const fields: Fields = {};
  for (const [name, value] of entries) {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
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
    throw Object.assign(
      new Error(`the body is not the ${type.split(";")[0]} that its content-type says`, { cause }),
      {
        statusCode: 400,
      },
    );
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

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return null;
  }
}
