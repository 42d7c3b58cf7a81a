import { writeFileSync } from "node:fs";

/**
 * A Vitest reporter that writes what the closing lines report into the file `ASYNC_LAB_RESULTS` names: of each test file
 * its seconds, which tests passed, failed and were skipped, and the errors that belong to no file.
 */
export default class ResultsReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const results = { files: modules.map(sumUp), errors: unhandledErrors.map(describe) };
    writeFileSync(process.env.ASYNC_LAB_RESULTS, JSON.stringify(results));
  }
}

function sumUp(module) {
  const file = {
    name: module.relativeModuleId,
    seconds: module.diagnostic().duration / 1000,
    passed: [],
    failed: [],
    skipped: [],
  };
  for (const test of module.children.allTests()) {
    const { state, note, errors = [] } = test.result();
    if (state === "passed") file.passed.push(test.fullName);
    else if (state === "failed")
      file.failed.push({ name: test.fullName, message: errors.map(describe).join("\n") });
    else file.skipped.push({ name: test.fullName, note });
  }
  // A file that cannot be loaded has no tests to count, and has failed all the same.
  for (const error of module.errors())
    file.failed.push({ name: "the file itself", message: describe(error) });
  for (const suite of module.children.allSuites()) {
    for (const error of suite.errors()) file.failed.push({ name: suite.fullName, message: describe(error) });
  }
  return file;
}

function describe({ name, message }) {
  return name ? `${name}: ${message}` : message;
}
