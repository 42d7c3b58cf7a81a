import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import {
  displaySymbol,
  namesInUseSymbol,
  setLanguage,
  type NamesInUse,
  type OutdatedName,
} from "@async-lab/notebook";
import type { Country } from "@async-lab/practice-api";
// As built, like the exercises: they throw what `check` catches.
import {
  check,
  checkHomework,
  CheckError,
  readProgress,
  todo,
  type HomeworkCheck,
  type Verdict,
} from "async-lab/checks";

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

const show = (verdict: Verdict | HomeworkCheck) =>
  verdict[displaySymbol]() as Record<"text/html" | "text/plain", string>;

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

test("in Spanish, what is no answer and what is still to be written is told in Spanish", async () => {
  setLanguage("es");
  onTestFinished(() => setLanguage("en"));
  await expect(check("02-al" as "02-all", getPage as never)).rejects.toThrow(
    "check: no hay ningún ejercicio '02-al'; hay 00-order, 00-frozen",
  );
  await expect(check("02-all", 5 as never)).rejects.toThrow(
    'check("02-all", …) lleva una función (urls: string[]) => Promise<Country[]>, no 5',
  );
  await expect(checkHomework(5 as never)).rejects.toThrow("lleva una función");
  expect(() => todo()).toThrow("falta escribir esta función");
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

/** Values of which nothing can be read without an error. */
const untouchable = (): object => {
  const trap = (): never => {
    throw new Error("trap");
  };
  return new Proxy(new Error("x"), { get: trap, has: trap, getPrototypeOf: trap });
};

describe("an odd value is judged like any other", () => {
  const circle = () => {
    const error = new AggregateError([], "round and round");
    error.errors.push(error, error);
    error.cause = error;
    return error;
  };
  const withOddMessage = () => Object.assign(new Error("x"), { message: { code: 7 }, cause: untouchable() });

  test.each([
    ["an object for a message", withOddMessage, "Error: { code: 7 }"],
    [
      "no prototype",
      () => Object.create(null) as unknown,
      "[Object: null prototype] {}, which is not an Error",
    ],
    ["traps", untouchable, "Error: x"],
    ["a circle of causes", circle, "AggregateError: round and round"],
  ])("thrown, with %s", async (_what, thrown, told) => {
    const fail = async (urls: readonly string[]): Promise<never> => {
      await fetch(urls[0] ?? "");
      throw thrown();
    };
    for (const id of ["01-one-by-one", "02-all", "06-close"] as const) {
      expect(await check(id, fail)).toMatchObject({
        outcome: "error",
        message: expect.stringContaining(told) as string,
      });
    }
  });

  test("returned, in the place of a page", async () => {
    const oneOdd = async (urls: readonly string[]) => {
      const pages = await Promise.all(urls.map(getPage));
      return pages.map((page, index) => (index === 0 ? (untouchable() as Country) : page));
    };
    expect(await check("02-all", oneOdd)).toMatchObject({ outcome: "incorrect" });
  });
});

describe("a function that does not come to an end", () => {
  test("since nothing is left that could go on, is told how far it came", async () => {
    const verdict = await check("02-all", async (urls) => {
      await Promise.all(urls.slice(0, 3).map(getPage));
      return new Promise<never>(() => undefined);
    });
    expect(verdict).toMatchObject({ rule: "never-settles", seen: { answered: 3, count: 7 } });
    expect(verdict.message).toContain("with 3 of 7 requests answered, nothing was left that could go on");
  });

  test("since a timer wakes it up again and again, is given up after ten minutes of its own time", async () => {
    const verdict = await check("02-all", async () => {
      for (;;) await sleep(60_000);
    });
    expect(verdict).toMatchObject({ rule: "did-not-finish", seen: { seconds: 600, answered: 0, count: 7 } });
  });

  test("since it waits in a loop for the time to pass, is stopped", async () => {
    const verdict = await check("02-all", () => {
      const start = Date.now();
      while (Date.now() < start + 1000);
      return Promise.resolve([]);
    });
    expect(verdict.rule).toBe("never-rests");
  });

  test("or an iterable that never ends and never lets go, is told so", async () => {
    const endless = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) };
    const verdict = await check("02-as-completed", () => endless);
    expect(verdict.rule).toBe("never-settles");
  });
});

test("waits take no time of the learner's: minutes pass, and the clock is right again after it", async () => {
  const before = Date.now();
  const verdict = await check("01-one-by-one", async (urls) => {
    const pages: Country[] = [];
    for (const url of urls) {
      pages.push(await getPage(url));
      await sleep(20_000);
    }
    return pages;
  });
  expect(verdict.outcome).toBe("right");
  // 23 pages with 20 s after each are over seven minutes.
  expect(Date.now() - before).toBeLessThan(23 * 20_000);
});

test("a failure that finds nobody to handle it is told in the verdict, and nowhere else", async () => {
  const heard: unknown[] = [];
  const listen = (reason: unknown) => heard.push(reason);
  process.on("unhandledRejection", listen);
  try {
    const verdict = await check("01-one-by-one", async (urls) => {
      const pages: Country[] = [];
      for (const url of urls) {
        void getPage(url).then((page) => pages.push(page));
        await sleep(5000);
      }
      return pages;
    });
    expect(verdict.rule).toBe("unheard-error");
    expect(process.listeners("unhandledRejection")).toContain(listen);
    expect(heard).toEqual([]);
  } finally {
    process.off("unhandledRejection", listen);
  }
});

test("what one answer leaves behind does no harm to the next", async () => {
  await check("02-all", (urls) => {
    setInterval(() => void getPage(urls[0] ?? "").catch(() => undefined), 1000);
    return Promise.resolve([]);
  });
  expect(await check("02-all", (urls) => Promise.all(urls.map(getPage)))).toMatchObject({ outcome: "right" });
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

test("checks that are begun at the same time take turns, and do not see one another", async () => {
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
  const all = (urls: string[]) => Promise.all(urls.map(getPage));
  expect((await check("02-all", all)).outcome).toBe("right");
});

test("a verdict is told in words as well as color, and in the notebook's language", async () => {
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
  const verdict = await check("00-frozen", "encrypt");
  expect(JSON.parse(JSON.stringify(verdict))).toMatchObject({
    exercise: "00-frozen",
    outcome: "incorrect",
    rule: "not-frozen",
    seen: { name: "encrypt" },
  });
});

test("tries are kept, those not attempted are not", async () => {
  await check("00-frozen", "");
  await check("00-frozen", "fingerprint");
  const { exercises } = readProgress();
  expect(exercises["00-frozen"]).toMatchObject({ outcome: "right", tries: 2 });
  expect(exercises["02-settled"]).toBeUndefined();
});

describe("what the kernel tells of the cells", () => {
  const tell = (names: Partial<NamesInUse>) =>
    vi.stubGlobal(namesInUseSymbol, () => ({ named: [], outdated: [], ...names }));
  const error = { name: "TypeError", message: "no `x` <b>", place: "cell 7, line 2" };
  const outdated = (why: OutdatedName["why"]) =>
    tell({ outdated: [{ name: "fetchAll", cell: 7, why, error }] });
  afterEach(() => {
    vi.unstubAllGlobals();
    setLanguage("en");
  });

  test.each([
    ["not-compiled", "en", /^Cell 7, which declares `fetchAll`, has a mistake/],
    ["failed", "en", /^Cell 7 ended with an error before it came to `fetchAll`/],
    ["not-compiled", "es", /^La celda 7, que declara `fetchAll`, tiene un error/],
    ["failed", "es", /^La celda 7 terminó con un error antes de llegar a `fetchAll`/],
  ] as const)(
    "nothing is judged of a cell that is %s, and its error is told (%s)",
    async (why, spoken, message) => {
      outdated(why);
      setLanguage(spoken);
      const before = readProgress();
      for (const verdict of [
        await check("02-all", undefined as never),
        await checkHomework(undefined as never),
      ]) {
        expect(verdict.outcome).toBe("error");
        expect(verdict.message).toMatch(message);
        expect(String(verdict)).toContain("\nTypeError: no `x` <b>\n");
        expect(String(verdict)).toContain("cell 7, line 2");
        expect(show(verdict)["text/html"]).toContain("<div>TypeError: no `x` &lt;b&gt;</div>");
      }
      expect(readProgress()).toEqual(before);
    },
  );

  test.each([
    ["stopped", "en", /^Cell 7 was stopped before it came to `fetchAll`/],
    ["not-declared", "en", /^Cell 7 declared `fetchAll` when it ran before, and does not any more/],
    ["stopped", "es", /^La celda 7 se paró antes de llegar a `fetchAll`/],
    ["not-declared", "es", /^La celda 7 declaraba `fetchAll` cuando la ejecutaste antes, y ya no/],
  ] as const)("nothing is judged of a name that is %s (%s)", async (why, spoken, message) => {
    outdated(why);
    setLanguage(spoken);
    const verdict = await check("02-all", undefined as never);
    expect(verdict).toMatchObject({ outcome: "error", message: expect.stringMatching(message) as string });
  });

  test("a verdict that is not right says which cell's function it is about", async () => {
    tell({
      named: [
        { name: "urls", cell: 2 },
        { name: "fetchAll", cell: 5 },
      ],
    });
    async function fetchAll(urls: string[]) {
      return await Promise.all(urls.map(getPage));
    }
    const right = await check("02-all", fetchAll);
    expect(String(right)).not.toContain("Checked");
    const nothing = Object.defineProperty(() => todo(), "name", { value: "fetchAll" });
    expect(String(await check("02-all", nothing))).toMatch(
      /\nChecked: `fetchAll` as it was when cell 5 ran\.$/,
    );
    expect(String(await check("02-all", () => todo()))).not.toContain("Checked");
  });
});
