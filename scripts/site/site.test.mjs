import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readOptions } from "./main.mjs";

describe("the options", () => {
  test("are a language and a port", () => {
    expect(readOptions(["--lang", "es", "--port", "9000"])).toEqual({ help: false, lang: "es", port: 9000 });
    expect(readOptions([])).toMatchObject({ help: false, port: undefined });
  });

  test.each([
    [["--port", "0"], /`--port` is a number from 1 to 65535, not `0`/],
    [["--port", "70000"], /`--port` is a number/],
    [["--lang", "fr"], /`--lang` is en or es/],
    [["--open"], /Unknown option '--open'/],
  ])("%j is reported in one line", (args, message) => expect(() => readOptions(args)).toThrow(message));
});

describe("the server", () => {
  let server;
  let folder;
  let address;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "async-lab-site-"));
    const site = join(folder, "materials", "es", "site");
    mkdirSync(site, { recursive: true });
    writeFileSync(join(folder, "secret.txt"), "secret");
    writeFileSync(join(folder, "materials", ".hidden"), "secret");
    writeFileSync(join(site, "index.html"), "<title>ñ</title>");
    writeFileSync(join(site, "charts.js"), "");
    const program = fileURLToPath(new URL("serve.mjs", import.meta.url));
    server = spawn(process.execPath, [program, join(folder, "materials"), "es", "0"], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface({ input: server.stdout })) {
      address = line.trim();
      if (address !== "") break;
    }
  });
  afterAll(async () => {
    const ended = once(server, "exit");
    server.kill();
    await ended;
    rmSync(folder, { recursive: true });
  });

  test("prints where the first page is, and leads there from the root", async () => {
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/es\/site\/$/);
    const page = await fetch(new URL("/", address));
    expect([page.status, page.url]).toEqual([200, address]);
    expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await page.text()).toBe("<title>ñ</title>");
  });

  test("says what a script is, and serves nothing else", async () => {
    expect((await fetch(new URL("charts.js", address))).headers.get("content-type")).toMatch(
      /^text\/javascript/,
    );
    // As they are: fetch would resolve the dots itself.
    for (const path of [
      "/../secret.txt",
      "/es/..%2f..%2fsecret.txt",
      "/%2e%2e/secret.txt",
      "/.hidden",
      "/es/none",
    ]) {
      const [response] = await once(get(new URL(address).origin, { path }), "response");
      response.resume();
      expect([path, response.statusCode]).toEqual([path, 404]);
    }
  });
});
