import { METHODS } from "node:http";
import { once } from "node:events";
import { connect } from "node:http2";
import { connect as connectSocket } from "node:net";
import { text } from "node:stream/consumers";
import got from "got";
import { request } from "undici";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type PracticeServer, startServer } from "./server.js";

let server: PracticeServer;
let base: string;
beforeAll(async () => {
  server = await startServer();
  base = `http://127.0.0.1:${server.port}/r/abc`;
});
afterAll(() => server[Symbol.asyncDispose]());

const page = (path: string, init?: RequestInit) => fetch(base + path, { redirect: "manual", ...init });
const json = async (path: string, init?: RequestInit) => await (await page(path, init)).json();

/** Names that every object of JavaScript has, or that mean something to it. */
const names = ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"];
const expected = JSON.parse(`{${names.map((name) => `"${name}":"x"`).join(",")}}`) as object;

test.each([
  ["a query", `/get?${names.map((name) => `${name}=x`).join("&")}`, {}, "args"],
  [
    "a form",
    "/post",
    { method: "POST", body: new URLSearchParams(names.map((name): [string, string] => [name, "x"])) },
    "form",
  ],
  ["JSON", "/post", { method: "POST", body: JSON.stringify(expected) }, "json"],
  ["cookies", "/cookies", { headers: { cookie: names.map((name) => `${name}=x`).join("; ") } }, "cookies"],
])("%s may have names such as `constructor`", async (_what, path, init, part) => {
  const body = (await json(path, init)) as Record<string, object>;
  expect(JSON.stringify(body[part])).toBe(JSON.stringify(expected));
});

test("so may headers", async () => {
  const { body } = await request(`${base}/headers`, { headers: names.flatMap((name) => [name, "x"]) });
  const { headers } = (await body.json()) as { headers: Record<string, string> };
  expect(Object.entries(headers)).toEqual(
    expect.arrayContaining(
      ["Constructor", "__proto__", "Tostring", "Hasownproperty"].map((name) => [name, "x"]),
    ),
  );
});

test.each(["POST", "PUT", "PATCH", "DELETE"])("/%s tells of the body", async (method) => {
  const answer = await page(`/${method.toLowerCase()}?a=1`, { method, body: '{"b":2}' });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ method, args: { a: "1" }, data: '{"b":2}', json: { b: 2 } });
});

test("JSON that is nested too deep to be written again is text", async () => {
  const body = "[".repeat(300_000) + "]".repeat(300_000);
  expect(await json("/post", { method: "POST", body })).toMatchObject({ json: null, data: body });
});

test.each([
  ["/get", ["GET", "HEAD"]],
  ["/post", ["POST"]],
  ["/delay/0", ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"]],
  ["/stream/1", ["GET", "HEAD"]],
  ["/countries/ARG", ["GET", "HEAD"]],
  ["/homework/ARG", ["GET"]],
  ["/docs/", ["GET", "HEAD"]],
])("%s answers %j, and 405 with `Allow` to the rest", async (path, methods) => {
  const allow = [...methods, "OPTIONS"].sort().join(", ");
  for (const method of METHODS.filter((one) => !["CONNECT", "TRACE", ...methods].includes(one))) {
    const headers = { "content-type": "text/plain" };
    const answer = await got(base + path, { method: method as "GET", headers, throwHttpErrors: false });
    expect([method, answer.headers.allow]).toEqual([method, allow]);
    expect(answer.statusCode).toBe(method === "OPTIONS" ? 200 : 405);
    if (method === "OPTIONS" || method === "HEAD") expect(answer.body).toBe("");
    else
      expect(JSON.parse(answer.body)).toMatchObject({ message: `this page answers ${allow}, not ${method}` });
  }
});

test("OPTIONS of a page that is not there is 404", async () => {
  const answer = await page("/nothing", { method: "OPTIONS" });
  expect([answer.status, answer.headers.get("allow")]).toEqual([404, null]);
});

test.each(["/redirect/3", "/relative-redirect/3", "/absolute-redirect/3", "/redirect/3?absolute=true"])(
  "%s leads to /get in three steps, within the run",
  async (path) => {
    const answer = await got(base + path);
    expect(answer.redirectUrls).toHaveLength(3);
    expect(answer.url).toBe(`${base}/get`);
    const { status, headers } = await page(path);
    expect(status).toBe(302);
    expect(headers.get("location")?.startsWith("http")).toBe(path.includes("absolute"));
  },
);

test.each([
  ["/redirect-to?url=/x%20y%E2%82%AC&status_code=307", 307, "/x%20y%E2%82%AC"],
  ["/redirect-to?url=http://localhost/%25zz", 302, "http://localhost/%zz"],
])("%s", async (path, status, location) => {
  const answer = await page(path);
  expect([answer.status, answer.headers.get("location")]).toEqual([status, location]);
});

test("a cookie without a name is none", async () => {
  const headers = { cookie: "a=1; =c; b" };
  expect(await json("/cookies", { headers })).toEqual({ cookies: { a: "1" } });
});

test("cookies are set, shown and deleted", async () => {
  const set = await page("/cookies/set?a=1&__proto__=x&b=two%20words");
  expect([set.status, set.headers.get("location")]).toEqual([302, "/r/abc/cookies"]);
  expect(set.headers.getSetCookie()).toEqual(["a=1; Path=/", "__proto__=x; Path=/", 'b="two words"; Path=/']);
  expect(await json("/cookies", { headers: { cookie: 'a=1; b="two words"; c==' } })).toEqual({
    cookies: { a: "1", b: "two words", c: "=" },
  });
  expect((await page("/cookies/set/a/1")).headers.getSetCookie()).toEqual(["a=1; Path=/"]);
  expect((await page("/cookies/delete?a")).headers.getSetCookie()).toEqual([
    "a=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0",
  ]);
});

test.each([
  ["Ana:secreta", 200, { authenticated: true, user: "Ana" }],
  ["Ana:otra", 401, { authenticated: false, statusCode: 401 }],
  [":", 401, { authenticated: false }],
])("/basic-auth with %s", async (login, status, body) => {
  const headers = { authorization: `Basic ${Buffer.from(login).toString("base64")}` };
  const answer = await page("/basic-auth/Ana/secreta", { headers });
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject(body);
  expect((await page("/basic-auth/Ana/secreta")).headers.get("www-authenticate")).toMatch(/^Basic realm=/);
});

test.each([
  ["gzip", "gzip", "gzipped"],
  ["deflate", "deflate", "deflated"],
  ["brotli", "br", "brotli"],
])("/%s", async (path, encoding, told) => {
  const answer = await page(`/${path}`);
  expect(answer.headers.get("content-encoding")).toBe(encoding);
  expect(await answer.json()).toMatchObject({ [told]: true, method: "GET" });
});

test("/response-headers", async () => {
  const answer = await page(
    "/response-headers?X-A=1&Set-Cookie=a%3D1&Set-Cookie=b%3D2&__proto__=x&Content-Type=text/csv",
  );
  expect(answer.headers.get("x-a")).toBe("1");
  expect(answer.headers.get("content-type")).toBe("text/csv");
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(answer.headers.get("__proto__")).toBe("x");
  expect(await answer.json()).toMatchObject({
    "X-A": "1",
    "Set-Cookie": ["a=1", "b=2"],
    "Content-Type": "text/csv",
  });
});

test.each([
  ["/response-headers?Content-Length=1", "`Content-Length` must not be given: the server sets it"],
  ["/response-headers?a%0D%0Ab=1", "the query must be of headers' names and values"],
  ["/response-headers?a=%0D%0Ab", "the query must be of headers' names and values"],
  ["/redirect-to", "`url` must be a URL, not"],
  ["/redirect-to?url=/&status_code=200", "`status_code` must be a whole number from 300 to 399, not 200"],
  ["/redirect/1?absolute=yes", '`absolute` must be "true" or "false", not "yes"'],
  ["/cookies/set?a%20b=1", "a cookie's name must be"],
  ["/cookies/set?a=1;2%22", "`a` must be printable ASCII"],
])("%s is answered by 400 and one line", async (path, message) => {
  const answer = await page(path);
  const body = (await answer.json()) as { message: string };
  expect([answer.status, Object.keys(body)]).toEqual([400, ["statusCode", "error", "message"]]);
  expect(body.message).toContain(message);
});

test.each([
  ["no request", 400, "this is no HTTP/1.1 request"],
  [
    `GET /${"a".repeat(20_000)} HTTP/1.1`,
    431,
    "the request's line and headers must have at most 16384 bytes",
  ],
  ["GET /get HTTP/1.1", 400, "the header `Host` is missing"],
  ["CONNECT a:443 HTTP/1.1\r\nHost: a", 400, "this server is no proxy: it does not answer CONNECT"],
  ["GET /get HTTP/1.1\r\nHost: a\r\nExpect: more", 417, "the header `Expect` must be 100-continue"],
])("what cannot be read is told so: %s", async (sent, statusCode, message) => {
  const socket = connectSocket(server.port, "127.0.0.1", () => socket.write(`${sent}\r\n\r\n`));
  const [head, body = ""] = (await text(socket)).split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${statusCode} `));
  expect(JSON.parse(/\{.*\}/.exec(body)?.[0] ?? "")).toMatchObject({ statusCode, message });
});

test.each([
  "/response-headers?Set-Cookie=a%3D1&Content-Encoding=gzip&b=%E4%B8%AD",
  "/cookies/set?a=1&b=%C3%A9",
])("an answer that refuses one header sets none: %s", async (path) => {
  const answer = await page(path);
  expect(answer.status).toBe(400);
  expect([answer.headers.getSetCookie(), answer.headers.get("content-encoding")]).toEqual([[], null]);
});

test("a name in two spellings is one header with both values", async () => {
  const answer = await page("/response-headers?X=1&x=2");
  expect(answer.headers.get("x")).toBe("1, 2");
});

test("by HTTP/2 as well", async () => {
  const session = connect(`https://localhost:${server.http2Port}`, { ca: server.certificateAuthority });
  onTestFinished(() => session.destroy());
  const ask = async (method: string, path: string) => {
    const stream = session.request({ ":method": method, ":path": path }, { endStream: true });
    const [headers] = (await once(stream.resume(), "response")) as [Record<string, unknown>];
    await once(stream, "end");
    return headers;
  };
  expect(await ask("POST", "/get")).toMatchObject({ ":status": 405, allow: "GET, HEAD, OPTIONS" });
  expect(await ask("GET", "/response-headers?X-A=1")).toMatchObject({ ":status": 200, "x-a": "1" });
  expect(await ask("GET", "/response-headers?Connection=close")).toMatchObject({ ":status": 400 });
  expect(await ask("GET", "/delay/%zz")).toMatchObject({ ":status": 400 });
});
