/** Checks run in virtual time inside the kernel: what a cell does before, during and after them. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Kernel, resultOf, textOf } from "./kernel.js";

let kernel: Kernel;

beforeAll(async () => {
  kernel = await Kernel.start();
  await kernel.execute(
    [
      'import { check } from "async-lab";',
      'import { display } from "tslab";',
      'import { setTimeout as sleep } from "node:timers/promises";',
      "const wait = globalThis.setTimeout;",
      "const { now } = performance;",
      "const today = Date.now;",
      "let kept = 41;",
      "const readAll = (urls: string[]) =>",
      "  Promise.all(urls.map(async (url) => (await fetch(url)).json() as Promise<never>));",
    ].join("\n"),
  );
});

afterAll(() => kernel[Symbol.asyncDispose]());

const checkRight = "const verdict = await check('02-all', readAll); verdict.outcome";

test("a cell after a check has left nothing running, and real time", async () => {
  const checked = await kernel.execute(checkRight);
  expect(resultOf(checked)).toBe("right");
  expect(textOf(checked.published, "stderr")).toBe("");
  // Real timers are Node's own class.
  const after = await kernel.execute("const timer = setTimeout(() => 0, 1); timer.constructor.name");
  expect(resultOf(after)).toBe("Timeout");
});

test("references that an earlier cell took follow the clock, and no timer of the answer is left", async () => {
  const checked = await kernel.execute(`
    const seen: number[] = [];
    let late = 0;
    const slow = async (urls: string[]) => {
      const began = [now(), today(), Number(process.hrtime.bigint() / 1_000_000n)];
      await sleep(20_000);
      await new Promise((resolve) => wait(resolve, 40_000));
      [now(), today(), Number(process.hrtime.bigint() / 1_000_000n)].forEach((each, index) => seen.push(each - began[index]!));
      setInterval(() => (late += 1), 20);
      return readAll(urls);
    };
    const outcome = (await check("02-all", slow)).outcome;
    const atEnd = late;
    await sleep(50);
    [outcome, [...new Set(seen)].join(), late - atEnd].join(" ");`);
  expect(resultOf(checked)).toBe("right 60000 0");
});

test.each([
  [
    "an answer that keeps asking",
    "async () => { for (;;) { await sleep(1); go(); await new Promise(setImmediate); } }",
  ],
  ["an endless loop", "async () => { await sleep(1); go(); for (;;) {} }"],
  ["an endless chain of promises", "async () => { await sleep(1); go(); for (;;) await null; }"],
])(
  "a check that is stopped, of %s, leaves the variables, real time, and the next check",
  async (_name, answer) => {
    await kernel.execute(
      "let told = false; const go = () => { if (!told) display.text('running'); told = true; };",
    );
    const stopped = await kernel.interrupt(
      `await check("02-all", (${answer}) as unknown as typeof readAll)`,
      "running",
    );
    expect(stopped.reply).toMatchObject({ status: "error", ename: "Interrupted" });
    expect(resultOf(await kernel.execute("kept + 1"))).toBe("42");
    const real = await kernel.execute(
      "const timer = setTimeout(() => 0, 1); await sleep(1); timer.constructor.name",
    );
    expect(resultOf(real)).toBe("Timeout");
    expect(resultOf(await kernel.execute(checkRight))).toBe("right");
  },
);

test("a promise that can never settle is told at once, without the stop button", async () => {
  const checked = await kernel.execute(
    "(await check('02-all', (() => new Promise(() => undefined)) as unknown as typeof readAll)).rule",
  );
  expect(resultOf(checked)).toBe("never-settles");
});

test("progress is shown in a cell, also of a notebook that lies elsewhere", async () => {
  const shown = await kernel.execute('import { progress } from "async-lab"; await progress()');
  expect(resultOf(shown)).toMatch(/^Your progress\n\nexercise +lesson +outcome/);
});

describe("a check of a function whose cell has failed since", () => {
  const right = "async function answer(urls: string[]) {\n  return await readAll(urls);\n}";
  const wrong = "async function answer(urls: string[]) {\n  return await readAll(urls.slice(1));\n}";
  const cut = "async function answer(urls: string[]) {\n  return await readAll(urls;\n}";

  test("tells which error the cell has, and judges the new version once it runs", async () => {
    await kernel.executeAs("answer", wrong);
    const before = resultOf(await kernel.executeAs("check", 'await check("02-all", answer)'));
    expect(before).toContain("Not yet (02-all)");
    const failed = await kernel.executeAs("answer", cut);
    const cell = failed.reply.execution_count;
    const told = resultOf(await kernel.executeAs("check", 'await check("02-all", answer)'));
    expect(told).toContain(`Error in your code (02-all): Cell ${cell}, which declares \`answer\``);
    expect(told).toContain(`TypeScriptError: ${failed.reply.evalue}\nIt comes from cell ${cell}, line 2.`);
    await kernel.executeAs("answer", right);
    const after = resultOf(await kernel.executeAs("check", 'await check("02-all", answer)'));
    expect(after).toContain("Right (02-all)");
  });

  test("knows the cell by its id, also where its text names nothing", async () => {
    await kernel.executeAs("answer", right);
    await kernel.executeAs("answer", ")");
    const told = resultOf(await kernel.executeAs("check", '(await check("02-all", answer)).message'));
    expect(told).toContain("which declares `answer`, has a mistake");
    await kernel.executeAs("answer", right.replace("answer", "reply"));
    const gone = resultOf(await kernel.executeAs("check", '(await check("02-all", answer)).message'));
    expect(gone).toContain("declared `answer` when it ran before, and does not any more");
  });

  test("is told of no cell that the client deleted", async () => {
    await kernel.execute(right);
    await kernel.executeAs("scratch", cut);
    expect(resultOf(await kernel.execute('(await check("02-all", answer)).outcome'))).toBe("error");
    await kernel.executeAs("another", "1", ["scratch"]);
    expect(resultOf(await kernel.execute('(await check("02-all", answer)).outcome'))).toBe("right");
  });
});
