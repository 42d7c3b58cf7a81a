import { expect, test } from "vitest";
import { measureRecordingCost } from "./bench/measure-recording-cost.js";

// `npm run bench` shows the figures; this bound is wide enough for a busy machine and still finds a mistake.
test("recording costs little, whatever the client", { timeout: 300_000 }, async () => {
  const costs = await measureRecordingCost(7);
  for (const { client, cpuRatio } of costs) expect(cpuRatio, client).toBeLessThan(1.3);
});
