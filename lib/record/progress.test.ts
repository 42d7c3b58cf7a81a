import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { setLanguage, showDisplaySymbol, type MimeBundle, type ShowDisplay } from "@async-lab/notebook";
import { record } from "./index.js";
import { renderProgress, showProgress } from "./progress.js";

interface Drawing {
  data: MimeBundle;
  displayId: string | undefined;
  update: boolean | undefined;
}

let server: Server;
let url: string;
let drawings: Drawing[];
const notebook = globalThis as { [showDisplaySymbol]?: ShowDisplay };

beforeAll(async () => {
  server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    setTimeout(() => response.writeHead(Number(searchParams.get("status") ?? 200)).end(), 20);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

beforeEach(() => {
  setLanguage("en");
  drawings = [];
  notebook[showDisplaySymbol] = (data, { displayId, update } = {}) =>
    drawings.push({ data, displayId, update });
});

afterEach(() => {
  Reflect.deleteProperty(notebook, showDisplaySymbol);
});

const texts = () => drawings.map(({ data }) => data["text/plain"]);
const htmls = () => drawings.map(({ data }) => String(data["text/html"]));

test("draws once, redraws in place at most 10 times a second, and ends with all that is done", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const counts = { started: 50, open: 50, done: 0, failed: 0 };
  const end = showProgress(() => ({ name: "fifty", counts, total: undefined, elapsedMs: 1 }));
  vi.advanceTimersByTime(999);
  Object.assign(counts, { open: 0, done: 50 });
  end("done");
  vi.advanceTimersByTime(1000);
  const [first, ...redraws] = drawings;
  expect(first).toMatchObject({ update: false });
  expect(redraws.every(({ displayId, update }) => update && displayId === first!.displayId)).toBe(true);
  expect(redraws).toHaveLength(8);
  expect(texts().at(-2)).toBe("done 0");
  expect(texts().at(-1)).toBe("done 50 of 50");
  expect(htmls().at(-1)).toContain('aria-valuenow="50"');
});

test("moves: with a total by what is done, without one as long as the event loop is free", () => {
  const state = {
    name: "fifty",
    counts: { started: 20, open: 10, done: 8, failed: 2 },
    total: 50,
    elapsedMs: 300,
  };
  const widths = (html: unknown) =>
    Array.from(String(html).matchAll(/;width:([\d.]+)%/g), ([, width]) => Number(width));
  expect(widths(renderProgress(state)["text/html"])).toEqual([16, 4]);
  const unknown = [0, 375, 750, 1500, 2250, 3000].map((elapsedMs) =>
    widths(renderProgress({ ...state, total: undefined, elapsedMs })["text/html"]),
  );
  // The empty part before the block, and the block.
  expect(unknown).toEqual([
    [0, 20],
    [20, 20],
    [40, 20],
    [80, 20],
    [40, 20],
    [0, 20],
  ]);
  expect(renderProgress({ ...state, total: undefined })["text/html"]).not.toContain("aria-valuenow");
});

test("has the notebook's own font, and no color that only one theme knows", () => {
  const state = { name: "one", counts: { started: 2, open: 1, done: 1, failed: 0 }, total: 2, elapsedMs: 1 };
  expect(renderProgress(state, "done")["text/html"]).not.toMatch(/font|[^-]color:/);
});

test("draws what a recording's requests have come to", async () => {
  await record("fifty", () =>
    Promise.all(Array.from({ length: 50 }, async (_, n) => (await fetch(`${url}?${n}`)).text())),
  );
  expect(texts()[0]).toBe("done 0");
  expect(texts().at(-1)).toBe("done 50 of 50");
});

test("tells failed ones, and with a total what is left", async () => {
  await record(
    "some fail",
    async () => {
      for (let n = 0; n < 10; n++)
        await (await fetch(`${url}?n=${n}&status=${n % 5 === 0 ? 503 : 200}`)).text();
    },
    { total: 10 },
  );
  expect(texts()[0]).toBe("done 0 of 10");
  expect(texts().at(-1)).toBe("done 8 of 10");
  expect(htmls().at(-1)).toMatch(/role="progressbar".*aria-valuemax="10" aria-valuenow="10".*2 failed/);
  expect(htmls().some((html) => /about .* left/.test(html))).toBe(true);
});

test("a failed request that is repeated counts once", async () => {
  await record("again", async () => {
    await fetch(`${url}?status=503`);
    await sleep(50);
    await (await fetch(`${url}?status=503`)).text();
  });
  expect(htmls().at(-1)).toContain("1 failed");
  expect(texts().at(-1)).toBe("done 0 of 1");
});

test("is drawn to its end when the run throws", async () => {
  await record("throws", async () => {
    await (await fetch(url)).text();
    throw new Error("no");
  }).catch(() => undefined);
  expect(texts().at(-1)).toBe("ended with an error: done 1");
});

// Without a total nobody knows how much was left, so there is no bar that would look like a share of something.
test.each([
  [50, "stopped", "en", "stopped: done 8 of 50, 2 failed, 3 unfinished, 1.20 s", true],
  [undefined, "stopped", "en", "stopped: done 8, 2 failed, 3 unfinished, 1.20 s", false],
  [50, "failed", "en", "ended with an error: done 8 of 50, 2 failed, 3 unfinished, 1.20 s", true],
  [undefined, "failed", "es", "terminó con un error: listos 8, 2 con error, 3 sin terminar, 1,20 s", false],
  [50, "stopped", "es", "detenido: listos 8 de 50, 2 con error, 3 sin terminar, 1,20 s", true],
] as const)("of a total of %s: %s in %s", (total, ending, language, told, hasBar) => {
  setLanguage(language);
  const counts = { started: 13, open: 3, done: 8, failed: 2 };
  const html = String(renderProgress({ name: "x", counts, total, elapsedMs: 1200 }, ending)["text/html"]);
  expect(html).toContain(`aria-valuetext="${told}"`);
  expect(html.includes("background-color")).toBe(hasBar);
});

test("can be switched off", async () => {
  await record("silent", () => fetch(url), { progress: false });
  expect(drawings).toEqual([]);
});

test("speaks the notebook's language", async () => {
  setLanguage("es");
  await record("uno", async () => (await fetch(url)).text());
  expect(texts().at(-1)).toBe("listos 1 de 1");
});

test("a name is text, not markup", () => {
  const state = {
    name: '<img src="x">',
    counts: { started: 0, open: 0, done: 0, failed: 0 },
    total: 5,
    elapsedMs: 1,
  };
  expect(renderProgress(state)["text/html"]).not.toContain("<img");
});

test("a recording as the last expression of a cell is one line", async () => {
  const recording = await record("one", async () => (await fetch(url)).text(), { progress: false });
  const display = (recording as unknown as Record<symbol, () => MimeBundle>)[Symbol.for("Jupyter.display")]!;
  expect(display()["text/plain"]).toMatch(/^one: 1 request, [\d.]+ m?s$/);
});
