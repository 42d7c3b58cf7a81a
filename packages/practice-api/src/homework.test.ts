import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pMap from "p-map";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from "vitest";
import { connectControl } from "./control/control-client.js";
import { type HostedServer, hostServer } from "./host.js";
import { type CountryPage, type HomeworkRun, practiceApi, PracticeApiError } from "./index.js";
import type { ServerState } from "./state-folder.js";
import { patient } from "./testing/server-processes.js";
import { getJson, stopClock } from "./testing/stopped-clock.js";

const ask = async (url: string, init?: RequestInit) => {
  const answer = await fetch(url, init);
  return { status: answer.status, retryAfter: answer.headers.get("retry-after"), text: await answer.text() };
};

/** Every page until it comes, or until it has failed five times. */
async function fetchAll({ urls }: HomeworkRun) {
  return pMap(
    urls,
    async (url) => {
      const answers: Awaited<ReturnType<typeof ask>>[] = [];
      do answers.push(await ask(url));
      while ((answers.at(-1)?.status ?? 0) >= 500 && answers.length < 5);
      return answers;
    },
    { concurrency: 20 },
  );
}

describe("in one's own process", () => {
  let server: HostedServer;
  beforeAll(async () => {
    server = await hostServer({ seed: 7 });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test.each(["pages", "failures"] as const)(
    "%s does what was planned, and only a page has its token",
    async (part) => {
      const run = server.openHomework(part, { delay: 0 });
      const answers = await fetchAll(run);
      for (const [index, page] of run.pages.entries()) {
        const got = answers[index] ?? [];
        const last = got.at(-1);
        expect(got).toHaveLength(page.never ? 5 : page.failures + 1);
        expect(last?.status).toBe(page.missing ? 404 : page.never ? 503 : 200);
        if (page.retryAfterS !== undefined) expect(got[0]?.retryAfter).toBe(String(page.retryAfterS));
        for (const { status, text } of got) {
          if (status >= 500) expect([500, 502, 503]).toContain(status);
          expect(text.includes(page.token)).toBe(status === 200);
          expect(text.includes("token")).toBe(status === 200);
        }
        if (page.missing) expect(JSON.parse(last?.text ?? "")).toMatchObject({ code: page.code });
        else if (!page.never) {
          expect(JSON.parse(last?.text ?? "") as CountryPage).toMatchObject({
            code: page.code,
            token: page.token,
          });
        }
      }
      const observed = server.observed(run.run);
      expect(observed.maxInFlight).toBeLessThanOrEqual(20);
      expect(new Set(observed.attempts.map(({ path }) => path))).toEqual(
        new Set(run.pages.map(({ path }) => path)),
      );
      expect(observed.attempts[0]?.url).toBe(
        run.urls[run.pages.findIndex((page) => page.path === observed.attempts[0]?.path)],
      );
    },
  );

  test("the seed makes the plan, the server's own secret and the run make the tokens", async () => {
    await using again = await hostServer({ seed: 7 });
    await using other = await hostServer({ seed: 8 });
    const first = server.openHomework("pages", { run: "same" }).pages;
    const plan = (pages: HomeworkRun["pages"]) => pages.map((page) => ({ ...page, token: "" }));
    expect(plan(server.openHomework("pages").pages)).toEqual(plan(first));
    expect(plan(again.openHomework("pages", { run: "same" }).pages)).toEqual(plan(first));
    expect(plan(other.openHomework("pages").pages)).not.toEqual(plan(first));
    const tokens = (pages: HomeworkRun["pages"]) => new Set(pages.map(({ token }) => token));
    expect(tokens(first).size).toBe(200);
    expect(tokens(first).intersection(tokens(again.openHomework("pages", { run: "same" }).pages)).size).toBe(
      0,
    );
    expect(tokens(first).intersection(tokens(server.openHomework("pages").pages)).size).toBe(0);
  });

  test("a run that was not opened, a page spelled otherwise, and HEAD bring nothing", async () => {
    const { urls, pages } = server.openHomework("failures", { delay: 0 });
    const fine = pages.findIndex(({ failures, never, missing }) => failures === 0 && !never && !missing);
    const url = urls[fine] ?? "";
    const code = pages[fine]?.code ?? "";
    const strange = url.replace(/\/r\/[^/]+/, "/r/strange");
    expect(await ask(strange)).toMatchObject({
      status: 404,
      text: expect.stringContaining("was not opened") as string,
    });
    for (const wrong of [
      `${url}?again=1`,
      url.replace(code, code.toLowerCase()),
      url.replace(code, `%${code.charCodeAt(0).toString(16)}${code.slice(1)}`),
      `${url}/`,
    ]) {
      expect(await ask(wrong), wrong).toMatchObject({ status: 404 });
    }
    expect((await ask(url, { method: "HEAD" })).status).toBe(405);
    expect((await ask(url, { method: "POST" })).status).toBe(405);
    expect((await ask(url)).status).toBe(200);
  });

  test("a page takes its time", async () => {
    const clock = stopClock();
    const { run, urls } = server.openHomework("failures", { delay: 0.1 });
    const answer = getJson(urls[0] ?? "");
    await clock.until(() => server.observed(run).requests === 1);
    clock.advance(99);
    expect(server.observed(run).inFlight).toBe(1);
    clock.advance(1);
    await answer;
  });

  test("a request that goes on has no end", async () => {
    const { run, urls } = server.openHomework("failures", { delay: 5 });
    const stop = new AbortController();
    const asked = ask(urls[0] ?? "", { signal: stop.signal }).catch(() => undefined);
    await vi.waitFor(() => expect(server.observed(run).inFlight).toBe(1), patient);
    const [attempt] = server.observed(run).attempts[0]?.attempts ?? [];
    expect(attempt).toMatchObject({ endMs: undefined, status: undefined, aborted: false });
    stop.abort();
    await asked;
  });

  test("for an exam, only runs that were opened are answered, and none is forgotten", async () => {
    await using exam = await hostServer({ seed: 7, onlyHomework: true });
    const { run, urls } = exam.openHomework("failures", { delay: 0 });
    await ask(urls[0] ?? "");
    const others = Array.from({ length: 300 }, (_, n) => `${exam.origin}/r/x${n}/robots.txt`);
    const answers = await pMap(others, (url) => ask(url), { concurrency: 20 });
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(exam.observed(run)).toMatchObject({ requests: 1, maxInFlight: 1 });
    const statuses = ["/bytes/1000", "/delay/1", "/docs", "/robots.txt"].map(async (path) => {
      return (await ask(exam.origin + path)).status;
    });
    expect(await Promise.all(statuses)).toEqual([404, 404, 404, 200]);
  });

  test("connections are counted, used or not, and idle ones are closed", async () => {
    await using own = await hostServer();
    const { urls } = own.openHomework("failures", { delay: 0 });
    await ask(urls[0] ?? "");
    expect(own.peerPorts.length).toBe(1);
    const idle = connect(Number(new URL(own.origin).port), "127.0.0.1");
    onTestFinished(() => void idle.destroy());
    await once(idle, "connect");
    await vi.waitFor(() => expect(own.peerPorts).toContain(idle.localPort), patient);
    own.closeIdleConnections();
    await vi.waitFor(() => expect(own.peerPorts).toEqual([idle.localPort]), patient);
    idle.destroy();
    await vi.waitFor(() => expect(own.peerPorts).toEqual([]), patient);
  });
});

describe("for a kernel", () => {
  const folder = mkdtempSync(join(tmpdir(), "async-lab-homework-"));
  beforeEach(() => {
    vi.stubEnv("PRACTICE_API", "");
  });
  afterEach(() => vi.unstubAllEnvs());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("a run opened by its client", async () => {
    const api = await practiceApi({ stateFolder: folder });
    const run = await api.homework("failures", { delay: 0.05 });
    expect(run).toMatchObject({ part: "failures", run: api.run, delay: 0.05 });
    expect(run.urls).toHaveLength(18);
    const answers = await fetchAll(run);
    expect(answers.filter((got) => got.at(-1)?.status === 200)).toHaveLength(15);
    expect((await api.observed()).requests).toBe(1 + 12 * 4 + 2 * 2 + 2 + 5);
    expect((await api.newRun().homework()).urls).toHaveLength(200);
    const planned = ({ pages }: HomeworkRun) => pages.map(({ code }) => code);
    expect(planned(await api.homework("failures"))).not.toEqual(planned(run));
    await expect(api.homework("pages", { delay: 11 })).rejects.toThrow(
      "homework(part, { delay }): `delay` must be a number of seconds from 0 to 10, not 11",
    );
  });

  test("a server that is not the course's own has no homework", async () => {
    vi.stubEnv("PRACTICE_API", "https://example.org");
    const api = await practiceApi({ stateFolder: folder });
    await expect(api.homework()).rejects.toThrow(PracticeApiError);
    await expect(api.homework()).rejects.toThrow("homework() needs the course's own practice API");
  });

  test("a server in somebody else's process is found by its state file, which is for its owner alone", async () => {
    const own = mkdtempSync(join(tmpdir(), "async-lab-host-"));
    onTestFinished(() => rmSync(own, { recursive: true, force: true }));
    await using server = await hostServer({ stateFolder: own });
    expect(statSync(server.stateFile ?? "").mode & 0o077).toBe(0);
    const state = JSON.parse(readFileSync(server.stateFile ?? "", "utf8")) as ServerState;
    using connection = await connectControl(state);
    await connection?.openHomework({ homework: "mine", part: "failures", delay: 0 });
    expect((await connection?.observe("mine"))?.requests).toBe(0);
    expect(connection?.welcome.pid).toBe(process.pid);
  });
});
