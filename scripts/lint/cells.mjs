// The rules for promises over the code of the lessons. Runs on the pinned Node, from lint/main.mjs.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { course, setUpFolder } from "../set-up/paths.mjs";
import { takeCells } from "./take-cells.mjs";

const folder = join(setUpFolder, "cells");

const rules = {
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: false }],
  "@typescript-eslint/await-thenable": "error",
  "@typescript-eslint/no-for-in-array": "error",
  "@typescript-eslint/no-explicit-any": "error",
  "no-var": "error",
  "prefer-const": "error",
  eqeqeq: "error",
};

const lessons = readdirSync(join(course, "course"), { recursive: true })
  .filter((name) => /^(en|es)[\\/]\d\d-[^\\/]*\.md$/.test(name))
  .map((name) => join(course, "course", name));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const sources = new Map();
for (const lesson of lessons) {
  const file = join(folder, relative(join(course, "course"), lesson).replace(/\.md$/, ".ts"));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, takeCells(readFileSync(lesson, "utf8")));
  sources.set(file, lesson);
}
const compiler = { extends: "../../tsconfig.json", include: ["**/*.ts"] };
writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(compiler));

const eslint = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  overrideConfig: {
    files: ["**/*.ts"],
    plugins: { "@typescript-eslint": tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: folder },
    },
    linterOptions: { reportUnusedDisableDirectives: "off" },
    rules,
  },
});
const results = await eslint.lintFiles([...sources.keys()]);
for (const { filePath, messages } of results) {
  // The copy has its cells on the lesson's own lines, so the numbers are the lesson's.
  for (const { line, column, message, ruleId } of messages) {
    console.error(`${relative(course, sources.get(filePath))}:${line}:${column} ${message} (${ruleId})`);
  }
}
process.exitCode = results.some(({ messages }) => messages.length > 0) ? 1 : 0;
