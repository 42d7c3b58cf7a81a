/** What every page has to do, whatever it is about: HEAD, OPTIONS, and the target of a request as a whole URL. */
import { request, type IncomingMessage } from "node:http";
import { connect as connectHttp2 } from "node:http2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { originForm } from "./origin-form.js";
import { type PracticeServer, startServer } from "./server.js";

let server: PracticeServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage["headers"];
  /** `undefined` where it does not come to its end. */
  readonly body: string | undefined;
}

/** As a client asks, with any target: `fetch` makes a path of every URL. */
function ask(method: string, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = server;
    const asked = request({ port, method, path, agent: false, headers: { host: "somewhere.example" } });
    asked.once("error", reject).once("response", (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString("latin1")));
      response.once("error", () => undefined);
      response.once("close", () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, body: response.complete ? body : undefined });
      });
    });
    asked.end();
  });
}

/** Pages of the same answer each time: no chance, and no count. */
const examples: Readonly<Record<string, string>> = {
  "/bytes/{n}": "/bytes/7?seed=1",
  "/status/{codes}": "/status/404",
  "/unstable": "/unstable?failure_rate=1",
  "/delay/{seconds}": "/delay/0.01",
  "/drip": "/drip?duration=0&numbytes=7",
  "/countries/{code}": "/countries/ar",
  "/truncated": "/truncated?n=5000&delay=0.01",
  "/redirect-to": "/redirect-to?url=/get",
};
const leftOut = /^\/(reset|flaky|uuid|homework|r\b|\*)/;

async function listPages(): Promise<string[]> {
  const { body = "" } = await ask("GET", "/openapi.json");
  const { paths } = JSON.parse(body) as { paths: Record<string, object> };
  const withGet = Object.keys(paths).filter((path) => "get" in (paths[path] ?? {}) && !leftOut.test(path));
  return [
    ...withGet.map((path) => examples[path] ?? path.replace(/\{\w+\}/g, "3")),
    ...["/", "/docs", "/openapi.json", "/status/204", "/status/304", "/status/301", "/truncated?n=2"],
  ];
}

test("HEAD of every page that GET has: the same status and headers, and no body; OPTIONS; whole URLs", async () => {
  const pages = await listPages();
  expect(pages.length).toBeGreaterThan(25);
  for (const path of pages) {
    const [got, head, options] = await Promise.all(
      ["GET", "HEAD", "OPTIONS"].map((method) => ask(method, path)),
    );
    const whole = await ask("GET", `http://127.0.0.1:${server.port}${path}`);
    const { "content-type": type, location } = got?.headers ?? {};
    expect([path, head?.status, head?.body, head?.headers["content-type"], head?.headers.location]).toEqual([
      path,
      got?.status,
      "",
      type,
      location,
    ]);
    if (got?.status === 204 || got?.status === 304) expect(head?.headers["content-length"]).toBeUndefined();
    expect([path, options?.status, options?.headers.allow]).toEqual([
      path,
      200,
      expect.stringMatching(/\bGET, HEAD, OPTIONS\b/),
    ]);
    expect([path, whole.status, whole.headers["content-type"]]).toEqual([path, got?.status, type]);
  }
});

test("HEAD of /truncated tells the length that was promised, by HTTP/2 as well", async () => {
  expect(await ask("HEAD", "/truncated?n=5000")).toMatchObject({
    status: 200,
    headers: { "content-length": "5000", "content-type": "application/octet-stream" },
    body: "",
  });
  expect((await ask("GET", "/truncated?n=5000")).body).toBeUndefined();
  const session = connectHttp2(`https://127.0.0.1:${server.http2Port}`, { ca: server.certificateAuthority });
  try {
    const stream = session.request({ ":method": "HEAD", ":path": "/truncated?n=5000" });
    const headers = await new Promise((resolve, reject) => {
      stream.once("response", resolve).once("error", reject);
    });
    expect(headers).toMatchObject({ ":status": 200, "content-length": "5000" });
  } finally {
    session.destroy();
  }
});

test.each([
  ["http://127.0.0.1:80/get?a=1&b=%20", "/get?a=1&b=%20"],
  ["HTTPS://h/get#there", "/get"],
  ["http://h", "/"],
  ["http://h?a=1", "/?a=1"],
  ["http://u:p@[::1]:80/a//b", "/a//b"],
  ["/get?url=http://h/x", "/get?url=http://h/x"],
  ["*", "*"],
  ["ftp://h/get", "ftp://h/get"],
])("of %s, the server's own part is %s", (target, own) => {
  expect(originForm(target)).toBe(own);
});

test("a whole URL is echoed as it was meant, with its own host, and counts for its run", async () => {
  const origin = `http://127.0.0.1:${server.port}`;
  const { body = "" } = await ask("GET", `${origin}/r/whole/get?a=1`);
  expect(JSON.parse(body)).toMatchObject({
    args: { a: "1" },
    headers: { Host: `127.0.0.1:${server.port}` },
    url: `${origin}/r/whole/get?a=1`,
  });
  const record = server.records.find("whole");
  expect(record === "dropped" ? undefined : record.report()).toMatchObject({ urls: [["GET", "/get?a=1"]] });
  expect((await ask("POST", `${origin}/get`)).status).toBe(405);
  expect((await ask("GET", `${origin}/nothing`)).body).toContain("no page answers GET /nothing");
  expect((await ask("OPTIONS", origin)).headers.allow).toBe("DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT");
});
