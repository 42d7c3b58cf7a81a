/** The practice API as npm installs it from its tarball, with a registry, into an empty folder with an empty home. */
import { once } from "node:events";
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { emptyEnvironment, npm, pack, startNpm } from "./pack.js";

const root = realpathSync(mkdtempSync(join(tmpdir(), "async-lab-packed-")));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

test.runIf(process.platform !== "win32")(
  "npx practice-api serves its docs page until Ctrl-C",
  async () => {
    const { tarball } = await pack("practice-api", root);
    const app = join(root, "app");
    mkdirSync(app);
    const env = emptyEnvironment(join(root, "home"));
    await npm(["install", tarball], app, env);
    const port = await findFreePort();
    const child = startNpm(["exec", "--", "practice-api", "--port", String(port)], app, env);
    const { pid, stdout } = child;
    if (pid === undefined || !stdout) throw new Error("npm did not start");
    onTestFinished(() => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-pid, "SIGKILL");
    });
    const [line] = (await once(createInterface(stdout), "line")) as [string];
    expect(line).toContain(`http://127.0.0.1:${port} `);
    const docs = await fetch(`http://127.0.0.1:${port}/docs/`);
    expect(await docs.text()).toContain("Swagger UI");
    process.kill(-pid, "SIGINT");
    await once(child, "exit");
    await expect(fetch(`http://127.0.0.1:${port}/docs/`)).rejects.toThrow();
  },
  180_000,
);
