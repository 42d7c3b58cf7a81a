import { configDefaults, defineConfig } from "vitest/config";

// The long tests (repetition, load, fresh clones) are a run of their own: `npm run test:long`.
const isLong = Boolean(process.env["ASYNC_LAB_LONG"]);
const longTests = ["{lib,packages,test,scripts}/**/*.long.test.{ts,mjs}"];

export default defineConfig({
  test: {
    include: isLong ? longTests : ["{lib,packages,test}/**/*.test.ts", "scripts/**/*.test.mjs"],
    exclude: [...configDefaults.exclude, ...(isLong ? [] : longTests)],
    // Two, also on two cores: most tests wait for a server, a kernel or a browser. More would disturb the measurements.
    maxWorkers: 2,
    // What runs side by side in one file shares one event loop, and checks look at what is in flight.
    maxConcurrency: 3,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
