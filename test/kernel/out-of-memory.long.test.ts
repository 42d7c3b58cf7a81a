/** Filling a whole heap takes seconds of the processor. */
import { expect, test } from "vitest";
import { Kernel, resultOf, textOf } from "./kernel.js";

test("a kernel that runs out of memory is restarted, and says so", async () => {
  const kernel = await Kernel.start();
  try {
    const { died } = await kernel.crash(
      "const all: number[][] = []; for (;;) all.push(new Array(1e6).fill(1));",
    );
    expect(died).toBe(true);
    const next = await kernel.execute("1 + 1");
    expect(textOf(next.published, "stderr")).toMatch(
      /ran out of memory \(limit: 2\d{3} MB\) and was restarted/,
    );
    expect(resultOf(next)).toBe("2");
    expect(textOf((await kernel.execute("2")).published, "stderr")).toBe("");
  } finally {
    await kernel[Symbol.asyncDispose]();
  }
}, 120_000);
