import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

test("a cell that imports the library loads no types of the server behind the practice API", () => {
  const program = ts.createProgram([join(import.meta.dirname, "cell.d.ts")], {
    module: ts.ModuleKind.NodeNext,
    noLib: true,
    types: [],
  });
  const packages = program
    .getSourceFiles()
    .flatMap(({ fileName }) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(fileName)?.[1] ?? []);
  // Each costs every notebook's first cell, which waits for TypeScript to read them.
  expect(packages.filter((name) => /fastify|ajv|pino|vega/.test(name))).toEqual([]);
  expect(program.getSourceFiles().length).toBeGreaterThan(20);
});
