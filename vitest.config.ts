import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

// The long tests (repetition, load, fresh clones) are a run of their own: `npm run test:long`.
const isLong = Boolean(process.env["ASYNC_LAB_LONG"]);
const longTests = ["{lib,exercises,packages,test}/**/*.long.test.ts"];

/** What takes longest begins first, or it would be left over at the end with no other beside it. */
const slowest = [
  // Others wait for the materials, which are built by whichever file asks first.
  /^(packages\/materials|test\/site)\b.*\.long\./,
  /^test\/(notebooks|submissions|answers)\b/,
  /grading-kernel/,
  /^test\/(browser|kernel\/tools)\b/,
  /^test\//,
  /^packages\/grader\b/,
];

class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification) => {
      const path = moduleId.slice(project.config.root.length + 1);
      const found = slowest.findIndex((pattern) => pattern.test(path));
      return found < 0 ? slowest.length : found;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: isLong
      ? longTests
      : ["{lib,exercises,packages,test}/**/*.test.ts", "{packages,scripts}/**/*.test.mjs"],
    exclude: [...configDefaults.exclude, ...(isLong ? [] : longTests)],
    sequence: { sequencer: SlowestFirst },
    // Also on two cores: most tests wait for a server, a kernel or a browser.
    maxWorkers: 3,
    // What runs side by side in one file shares one event loop.
    maxConcurrency: 3,
    testTimeout: 30_000,
    // What a test waits for has no limit of its own beside the test's.
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 60_000,
  },
});
