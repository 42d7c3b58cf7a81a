import { expect, test } from "vitest";
import { Kernel, resultOf } from "./kernel.js";

test("nothing that arrives on its sockets ends a kernel or keeps it from answering", async () => {
  await using kernel = await Kernel.start();
  await kernel.execute("let kept = 41;");
  for (const seed of [1, 2, 3]) {
    await kernel.sendGarbage(seed, 300);
    expect(resultOf(await kernel.execute("kept"))).toBe("41");
    expect((await kernel.request("kernel_info_request", {}, true)).status).toBe("ok");
  }
  expect(
    (
      await kernel.interrupt(
        'import { display } from "tslab"; display.text("running"); for (;;) {}',
        "running",
      )
    ).reply.ename,
  ).toBe("Interrupted");
});
