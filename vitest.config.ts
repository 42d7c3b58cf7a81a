import { configDefaults, defineConfig } from "vitest/config";

// The long tests (repetition, load, fresh clones) are a run of their own: `npm run test:long`.
const isLong = Boolean(process.env["ASYNC_LAB_LONG"]);
const longTests = ["{lib,test,scripts}/**/*.long.test.{ts,mjs}"];

export default defineConfig({
  test: {
    include: isLong ? longTests : ["{lib,test}/**/*.test.ts", "scripts/**/*.test.mjs"],
    exclude: [...configDefaults.exclude, ...(isLong ? [] : longTests)],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
