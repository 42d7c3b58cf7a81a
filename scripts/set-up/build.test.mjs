import { expect, test } from "vitest";
import { build } from "./build.mjs";

// The tests run after a set-up: if the build seems undone then, every start would compile again, under whoever runs.
test("after a set-up, the build is done", () => {
  expect(build.isDone()).toBe(true);
});
