import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { neverProxyLoopback } from "./loopback.mjs";

const loopback = "localhost,127.0.0.1,127.0.0.0/8,127.0.0.1-127.255.255.254,::1,0.0.0.0";

afterEach(() => vi.unstubAllEnvs());

test.each([
  ["neither is set", {}, loopback, loopback],
  ["one is set", { NO_PROXY: "corp.example" }, `corp.example,${loopback}`, `corp.example,${loopback}`],
  ["both are set", { NO_PROXY: ".a, b", no_proxy: "c d" }, `.a,b,${loopback}`, `c,d,${loopback}`],
  ["some of it is there", { no_proxy: loopback }, loopback, loopback],
  ["nothing is proxied", { NO_PROXY: "*" }, "*", "*"],
])("loopback joins what the variables hold: %s", (_what, given, upper, lower) => {
  vi.stubEnv("NO_PROXY", given.NO_PROXY);
  vi.stubEnv("no_proxy", given.no_proxy);
  neverProxyLoopback();
  expect([process.env.NO_PROXY, process.env.no_proxy]).toEqual([upper, lower]);
});

test("a Node that was started with proxies asks them for other hosts only", async () => {
  const asked = [];
  const proxy = createServer((request, response) => {
    asked.push(request.url);
    response.end();
  });
  proxy.on("connect", (request, socket) => {
    asked.push(request.url);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  // Whether anybody listens there is no matter: what counts is who was asked.
  const program = `
    const { get } = await import("node:http");
    const { neverProxyLoopback } = await import(${JSON.stringify(new URL("loopback.mjs", import.meta.url))});
    neverProxyLoopback();
    const ask = (url) => Promise.all([
      fetch(url).catch(() => undefined),
      new Promise((done) => get(url, (response) => done(response.resume())).on("error", done)),
    ]);
    for (const host of ["127.0.0.1", "localhost", "[::1]", "127.1.2.3", "0.0.0.0"]) await ask("http://" + host + ":65000/");
    await ask("http://elsewhere.test:65000/");`;
  const HTTP_PROXY = `http://127.0.0.1:${proxy.address().port}`;
  const env = { ...process.env, HTTP_PROXY, NODE_USE_ENV_PROXY: "1", NO_PROXY: "", no_proxy: "" };
  await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], { env });
  proxy.close();
  expect(asked.sort()).toEqual(["elsewhere.test:65000", "http://elsewhere.test:65000/"]);
});
