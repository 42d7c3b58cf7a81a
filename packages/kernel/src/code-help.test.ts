import { expect, test } from "vitest";
import { checkComplete } from "./code-help.js";

const codes = {
  complete: [
    ...[
      "",
      "const a = 1",
      "let a",
      "foo()\n",
      "// open {",
      "/* closed */",
      "`a${1}b`",
      "`a\n${b}\n`",
      "'a\\\nb'",
    ],
    ...[
      "await f()",
      "for await (const x of y) z()",
      "using x = f()",
      "if (a) b();",
      "try {} finally {}",
      "/[{]/",
    ],
    ...[
      "@dec class A {}",
      "class A { @dec m() {} }",
      "function f() {}",
      "declare const a: 1",
      "declare function f(): void",
    ],
    ...[
      "import x from 'y'",
      "type A = {}",
      "abstract class A { abstract m(): void }",
      "f satisfies F",
      "async () => {}",
    ],
  ],
  incomplete: [
    ...[
      "if (x) {",
      "if (x)",
      "else_: ",
      "foo(",
      "foo(1,",
      "foo(1 // why",
      "[1",
      "({ a:",
      "x = {\n  a: 1,\n",
      "f(() => {",
    ],
    ...[
      "`open",
      "`a ${",
      "`a ${1}",
      "`${`",
      "/* open",
      "1 /* open",
      "/** open",
      "'abc\\",
      "'abc\\\n",
      "'abc\\\n  def",
    ],
    ...[
      "@dec",
      "@dec()\n",
      "@dec({",
      "@a @b",
      "class A { @dec",
      "class A {",
      "class A extends",
      "interface A",
    ],
    ...[
      "const",
      "const a",
      "const a =",
      "const a: ",
      "const { a }",
      "let a,",
      "type A =",
      "x as",
      "enum E {",
    ],
    ...[
      "function f()",
      "function f(a: number): ",
      "async function",
      "(a, b) =>",
      "async (x) => {",
      "await",
      "new",
      "!",
    ],
    ...[
      "a +",
      "a.",
      "a?.",
      "a &&",
      "x ? 1",
      "x ? 1 :",
      "f(...",
      "do { }",
      "do { } while",
      "try { }",
      "try { } catch (e)",
    ],
    ...[
      "for (",
      "for (const a of b)",
      "for await (const x of",
      "switch (x) {",
      "switch (x) { case 1:",
      "while (true)",
    ],
    ...[
      "import {",
      "import { a }",
      "import { a } from",
      "import x from",
      "export const",
      "export default",
      "export {",
    ],
  ],
  invalid: [
    ...[
      "const = ;",
      "const a = ;",
      "foo(]",
      "foo(1 2",
      "1 2",
      "}",
      "[1, 2)",
      "const x = [1, 2;",
      "if (x) }",
      "x = = 3",
    ],
    ...["'abc", '"abc\n', "foo('a", "/re", "import x form 'y'", "let 1a", "else {", "def f():", "print 3"],
  ],
};

test.each(Object.entries(codes).flatMap(([status, all]) => all.map((code) => [code, status])))(
  "%j is %s",
  (code, status) => {
    expect(checkComplete(code)["status"]).toBe(status);
  },
);

test("the next line is indented after what opens, and as the line before otherwise", () => {
  expect(checkComplete("if (x) {\n  foo(")).toEqual({ status: "incomplete", indent: "    " });
  expect(checkComplete("if (x) {\n  foo(1,")).toEqual({ status: "incomplete", indent: "  " });
});
