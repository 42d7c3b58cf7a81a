import { writeFileSync } from "node:fs";

/** A Vitest reporter that leaves the counts for the closing line, and the seconds of each file, in the file `ASYNC_LAB_COUNTS` names. */
export default class CountsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: [], files: [] };
    for (const module of modules) {
      counts.files.push({ name: module.relativeModuleId, seconds: module.diagnostic().duration / 1000 });
      // A file that cannot be loaded has no tests to count, and has failed all the same.
      counts.failed += module.errors().length;
      for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        if (state === "passed") counts.passed++;
        else if (state === "failed") counts.failed++;
        else counts.skipped.push({ name: test.fullName, note });
      }
    }
    writeFileSync(process.env.ASYNC_LAB_COUNTS, JSON.stringify(counts));
  }
}
