// @ts-nocheck -- being moved to virtual time
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { displaySymbol, setLanguage } from "../notebook/index.js";
import type { Country } from "../practice-api/index.js";
import { type Answers, check, CheckError, readProgress, todo, type Verdict } from "./index.js";

let state = "";

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "async-lab-check-"));
  vi.stubEnv("ASYNC_LAB_STATE", state);
  setLanguage("en");
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await rm(state, { recursive: true, force: true });
});

async function getPage(url: string): Promise<Country> {
  return (await (await fetch(url)).json()) as Country;
}

const show = (verdict: Verdict) => verdict[displaySymbol]() as Record<"text/html" | "text/plain", string>;

test("an answer of another kind is a TypeScript error in the cell, and one line where there is no TypeScript", async () => {
  // @ts-expect-error -- not a function
  const notAFunction = check("02-all", 5);
  await expect(notAFunction).rejects.toThrow(
    'check("02-all", …) takes a function (urls: string[]) => Promise<Country[]>, not 5',
  );
  await expect(notAFunction).rejects.toBeInstanceOf(CheckError);

  // @ts-expect-error -- no such exercise; the compiler lists the others
  const unknown = check("02-al", getPage);
  await expect(unknown).rejects.toThrow(
    "check: there is no exercise '02-al'; there are 00-order, 00-frozen, 01-one-by-one",
  );

  // @ts-expect-error -- gives back nothing
  await check("02-all", async (urls: string[]) => {
    await Promise.all(urls.map(getPage));
  });
  // @ts-expect-error -- texts, not pages
  await check("02-all", (urls: string[]) => Promise.all(urls.map(async (url) => (await fetch(url)).text())));
});

test("names inherited by every object are no exercises", async () => {
  await expect(check("toString" as "02-all", () => Promise.resolve([]))).rejects.toBeInstanceOf(CheckError);
});

test("undefined without a request is not attempted, whatever the function", async () => {
  const nothing = () => undefined as never;
  expect(await check("02-all", nothing)).toMatchObject({ outcome: "not attempted" });
  expect(
    await check("02-as-completed", async function* () {
      // nothing yet
    }),
  ).toMatchObject({ outcome: "not attempted" });
  expect(await check("02-settled", () => todo())).toMatchObject({ outcome: "not attempted" });
});

test("a todo inside a helper, wrapped by somebody's error, is not attempted either", async () => {
  const verdict = await check("02-all", () => {
    try {
      return todo();
    } catch (cause) {
      throw new Error("could not get the pages", { cause });
    }
  });
  expect(verdict.outcome).toBe("not attempted");
});

describe("the learner's own error", () => {
  test("is told with its name, its message and its causes", async () => {
    const verdict = await check("02-all", async (urls: string[]) => {
      await getPage(urls[0] ?? "");
      throw new RangeError("too <many> pages", { cause: new Error("the first cause") });
    });
    expect(verdict).toMatchObject({ outcome: "error", error: { name: "RangeError" } });
    expect(String(verdict)).toContain("Your code threw RangeError: too <many> pages");
    expect(String(verdict)).toContain("cause: Error: the first cause");
    expect(show(verdict)["text/html"]).toContain("too &lt;many&gt; pages");
  });

  test("may be a failed request: the reason behind fetch's own is told", async () => {
    const verdict = await check("02-all", async () => [await getPage("http://127.0.0.1:1/")]);
    expect(verdict.error?.causes.join()).toMatch(/bad port/);
  });

  test("may hold several, or be no Error at all", async () => {
    const several = await check("02-all", () =>
      Promise.any([Promise.reject(new TypeError("one")), Promise.reject(new TypeError("two"))]),
    );
    expect(String(several)).toContain("It holds 2 errors: TypeError: one; TypeError: two");
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- people do
    const noError = await check("02-all", () => Promise.reject({ status: 503 }));
    expect(noError.message).toBe("Your code threw { status: 503 }, which is not an Error.");
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- people do
    expect((await check("02-all", () => Promise.reject(undefined))).outcome).toBe("error");
  });
});

test("a function that never ends is told how far it came, within its time", async () => {
  const start = performance.now();
  const verdict = await check(
    "02-all",
    async (urls) => {
      await Promise.all(urls.slice(0, 3).map(getPage));
      return new Promise<never>(() => undefined);
    },
    { timeLimit: 1 },
  );
  expect(verdict).toMatchObject({ rule: "did-not-finish", seen: { seconds: 1, answered: 3, count: 8 } });
  expect(verdict.message).toContain("It did not finish within 1 s; 3 of 8 requests were answered.");
  expect(performance.now() - start).toBeLessThan(2500);
});

test("an answer that runs out of time since it goes one by one is told so", async () => {
  const oneByOne = async (urls: string[]) => {
    const pages: Country[] = [];
    for (const url of urls) pages.push(await getPage(url));
    return pages;
  };
  const verdict = await check("03-limit", oneByOne, { timeLimit: 2.9 });
  expect(verdict).toMatchObject({ rule: "too-few-in-flight", seen: { mostInFlight: 1, most: 10 } });
});

test("a benchmark whose clock was held up once is judged again", async () => {
  let heldUpMs = 300;
  const benchmark: Answers["05-benchmark"] = async (clients, urls, rounds) => {
    const times = new Map(Object.keys(clients).map((name): [string, number[]] => [name, []]));
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, ask] of Object.entries(clients)) {
        const start = performance.now();
        await Promise.all(urls.map(ask));
        if (round > 0) times.get(name)?.push(performance.now() - start);
      }
    }
    const late = rounds === 5 ? heldUpMs : 0;
    if (rounds === 5) heldUpMs = 0;
    return Array.from(times, ([name, own]) => {
      const sorted = own.sort((a, b) => a - b);
      const [min = 0, max = 0] = [sorted[0], sorted.at(-1)];
      return { name, median: (sorted[Math.floor(rounds / 2)] ?? 0) + late, min, max };
    });
  };
  expect(await check("05-benchmark", benchmark)).toMatchObject({ outcome: "right" });
});

test("an iterable that never ends, and never lets go, is given up", async () => {
  const endless = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) };
  const verdict = await check("02-as-completed", () => endless, { timeLimit: 0.5 });
  expect(verdict.rule).toBe("did-not-finish");
});

test("a page that the server did not send is found", async () => {
  const verdict = await check("02-all", async (urls) => {
    const pages = await Promise.all(urls.map(getPage));
    return pages.map((page) => ({ ...page, area: 1 }));
  });
  expect(verdict).toMatchObject({ rule: "wrong-pages" });
  expect(verdict.message).toContain("area: 1");
});

test("what a learner adds to a page does no harm", async () => {
  const verdict = await check("02-all", async (urls) => {
    const pages = await Promise.all(urls.map(getPage));
    return pages.map((page) => ({ ...page, density: 0 }));
  });
  expect(verdict.outcome).toBe("right");
});

test("checks at the same time do not see one another", async () => {
  const all = (urls: string[]) => Promise.all(urls.map(getPage));
  const verdicts = await Promise.all([
    check("02-all", all),
    check("02-all", all),
    check("01-one-by-one", all),
  ]);
  expect(verdicts.map(({ outcome }) => outcome)).toEqual(["right", "right", "incorrect"]);
});

test("PRACTICE_API does not lead a check away from the course's own server", async () => {
  vi.stubEnv("PRACTICE_API", "http://127.0.0.1:1");
  expect((await check("00-order", ["A", "E", "D", "C", "B"])).outcome).toBe("right");
});

test("a verdict is told in words as well as colour, and in the notebook's language", async () => {
  const english = show(await check("00-order", ["B", "A", "C", "D", "E"]));
  expect(english["text/html"]).toMatch(/^<div role="status" lang="en".*✗.*Not yet.*<strong>Hint:<\/strong>/);
  expect(english["text/plain"]).toMatch(/^Not yet \(00-order\): .*\nHint: /);
  setLanguage("es");
  try {
    const spanish = show(await check("00-order", ["B", "A", "C", "D", "E"]));
    expect(spanish["text/html"]).toMatch(/lang="es".*Todavía no.*Pista:/);
  } finally {
    setLanguage("en");
  }
});

test("a verdict's plain fields are all that JSON needs", async () => {
  const verdict = await check("00-frozen", "download");
  expect(JSON.parse(JSON.stringify(verdict))).toMatchObject({
    exercise: "00-frozen",
    outcome: "incorrect",
    rule: "not-frozen",
    seen: { name: "download" },
  });
});

test("tries are kept, those not attempted are not", async () => {
  await check("00-frozen", "");
  await check("00-frozen", "fingerprint");
  const { exercises } = readProgress();
  expect(exercises["00-frozen"]).toMatchObject({ outcome: "right", tries: 2 });
  expect(exercises["02-settled"]).toBeUndefined();
});

test("a server that is gone is no verdict: one line says so, and nothing hangs", async () => {
  const gone = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("fetch failed"));
  try {
    const line = "the practice API was stopped during the check: run the cell again";
    await expect(check("00-order", ["A", "E", "D", "C", "B"])).rejects.toThrow(line);
    await expect(check("00-frozen", "download")).rejects.toThrow(line);
  } finally {
    gone.mockRestore();
  }
});
