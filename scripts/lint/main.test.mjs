import { join } from "node:path";
import { expect, test } from "vitest";
import { course } from "../set-up/paths.mjs";
import { readPaths } from "./main.mjs";

test.each([
  [[], course, ["."]],
  [["lib/charts", "README.md"], course, [join("lib", "charts"), "README.md"]],
  [
    ["index.ts", "../charts/"],
    join(course, "lib", "record"),
    [join("lib", "record", "index.ts"), join("lib", "charts")],
  ],
  [[course], "/", ["."]],
  [["."], course, ["."]],
])("%j from %s are %j", (args, from, paths) => {
  expect(readPaths(args, from)).toEqual(paths);
});

test.each([
  [["nothing.ts"], "There is no `nothing.ts` in the course's folder."],
  [["../.."], "There is no `../..` in the course's folder."],
  [["--fix"], "There is no option `--fix`: `npm run lint -- --help` says what there is."],
])("%j is refused", (args, message) => {
  expect(() => readPaths(args, course)).toThrow(message);
});
