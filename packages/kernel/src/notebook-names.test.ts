/** Which cell a name's value comes from, and what its notebook shows instead. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { namesInUseSymbol, setLanguage, type NamesInUse } from "@async-lab/notebook";
import type { CellContext } from "./cell-context.js";
import { Session } from "./session.js";

setLanguage("en");
const folder = mkdtempSync(join(tmpdir(), "async-lab-names-"));
const throws = join(folder, "throws.ts").replaceAll("\\", "/");
writeFileSync(throws, "throw new RangeError('no'); export {};");
const session = new Session(folder);
let found: NamesInUse | undefined;
vi.stubGlobal("look", () => (found = session.namesInUse()));
let count = 0;

afterAll(() => {
  session.close();
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  // What an earlier test has left undone.
  await run("function answer() { return 0; } function helper() {} const other = 0;", "start");
});

const message = () => ({
  identities: [],
  headerText: "{}",
  content: {},
  header: { msg_id: `${count}`, msg_type: "", session: "", username: "", date: "", version: "" },
});

/** @returns the name of what the cell threw */
async function run(source: string, cellId?: string): Promise<string | undefined> {
  count += 1;
  const cell: CellContext = { request: message(), executionCount: count, silent: false, cellId };
  const thrown = await session.execute(cell, source).then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof Error ? thrown.name : undefined;
}

/** What a cell that uses these names is told. */
async function lookAt(...names: string[]): Promise<readonly NamesInUse["outdated"][number][]> {
  expect(await run(`[${names.join(", ")}]; globalThis["look"]();`)).toBeUndefined();
  return found?.outdated ?? [];
}

test("a function that is as the notebook shows it is named, with its cell", async () => {
  await run("async function answer() { return 1; }");
  const cell = count;
  expect(await lookAt("answer")).toEqual([]);
  expect(found?.named).toEqual([{ name: "answer", cell }]);
});

test.each([
  ["a bracket", "function answer() { return 2;"],
  ["a type", 'function answer(): number { return "2"; }'],
  ["an unknown name", "const answer = () => unknownName;"],
  ["Python", "async def answer(urls):\n    return urls"],
  ["a keyword", "funtion answer(urls) {\n}"],
  ["const", "cosnt answer = () => 2"],
  ["a generator", "async function* answer( {\n}"],
  ["a pattern", "const { answer } = nowhere;"],
  ["an assignment", "answer = () => 2;"],
  ["a class", "class answer { x: }"],
])("a cell that does not compile: %s", async (_name, source) => {
  expect(await run(source)).toBe("TypeScriptError");
  const cell = count;
  const [outdated, ...rest] = await lookAt("answer");
  expect(rest).toEqual([]);
  expect(outdated).toMatchObject({ name: "answer", cell, why: "not-compiled" });
  expect(outdated?.error?.place).toMatch(`cell ${cell}, line `);
  expect(outdated?.error?.message).toMatch(/TS\d+/);
  await run("const answer = () => 3;");
  expect(await lookAt("answer")).toEqual([]);
});

test("a client that tells which cell it is needs no name in a cell that does not compile", async () => {
  await run("const answer = () => 1;", "exercise");
  await run("cons tanswer=() > 1)", "exercise");
  expect(await lookAt("answer")).toMatchObject([{ cell: count - 1, why: "not-compiled" }]);
  await run("const answer2 = () => 1;", "exercise");
  expect(await lookAt("answer")).toMatchObject([{ cell: count - 1, why: "not-declared" }]);
  await run("const answer = () => 1;", "exercise");
  expect(await lookAt("answer")).toEqual([]);
});

test.each([
  ["before it", "throw new RangeError('no'); const answer = () => 2;", ["answer"]],
  ["in it", "const answer = null![0];", ["answer"]],
  ["after a variable without a value", "let own; const answer = () => own; null![0];", []],
  ["before a variable that would have none", "const answer = () => own; null![0]; let own;", ["own"]],
  ["after it", "const answer = () => 2; throw new RangeError('no');", []],
  ["before a function, which is there all the same", "null![0]; function answer() {}", []],
  ["before what the function uses", "function answer() { return own; }\nconst own = null![0];", ["own"]],
  [
    "before a name that the function has, too",
    "function answer(own = 1) { return own; }\nconst own = null![0];",
    [],
  ],
  ["while it imports", `import "${throws}"; const answer = () => 2;`, ["answer"]],
])("a cell that fails %s", async (_name, source, names) => {
  await run(source);
  const outdated = await lookAt("answer");
  expect(outdated.map(({ name }) => name)).toEqual(names);
  for (const { why, error } of outdated) {
    expect(why).toBe("failed");
    expect(error?.name).toMatch(/^(RangeError|TypeError|Error)$/);
  }
});

test("a cell that was stopped before it", async () => {
  const running = run("globalThis['stop'](); await new Promise(() => {}); const answer = () => 2;");
  await new Promise<void>((resolve) => vi.stubGlobal("stop", resolve));
  session.interrupt({ blocked: false });
  expect(await running).toBe("Interrupted");
  expect(await lookAt("answer")).toMatchObject([{ name: "answer", why: "stopped" }]);
});

test.each([
  ["calls", "const answer = () => helper();"],
  ["wraps", "const answer = [() => [{ helper }]][0];"],
  ["is", "const answer = helper;"],
  ["has in a method", "class answer { go() { return helper; } }"],
  ["reaches through another", "const between = () => helper(); const answer = () => between();"],
])("what the answer %s, in another cell", async (_name, source) => {
  await run(source);
  await run("function helper( {");
  expect(await lookAt("answer")).toMatchObject([{ name: "helper", cell: count - 1 }]);
});

test.each([
  ["a parameter", "const answer = (helper: number) => helper;"],
  ["a local", "function answer() { const helper = 1; { return { helper }; } }"],
  ["a property", "const answer = () => ({ helper: 1 }).helper;"],
  [
    "a destructured property",
    "const answer = () => { const { helper: mine } = { helper: 1 }; return mine; };",
  ],
  ["a method", "class answer { helper() {} }"],
  ["text", 'const answer = () => "helper"; // helper'],
  ["a type", "type helper = number; const answer = (n: helper) => n;"],
  ["a function of its own cell", "function helper() {} const answer = () => helper();"],
])("a name that only looks like another cell's: %s", async (_name, source) => {
  await run(source);
  await run("function helper( {");
  expect(await lookAt("answer")).toEqual([]);
});

test("what a package brings has one version, whatever its cell does", async () => {
  await run('import { join } from "node:path"; const answer = () => join;', "imports");
  await run('import { join } from "node:path"; const x: string = 1;', "imports");
  expect(await lookAt("join")).toEqual([]);
  expect(await lookAt("answer")).toMatchObject([{ name: "answer", why: "not-compiled" }]);
});

test("of a deleted cell only what the notebook lost is missed", async () => {
  await run("const answer = () => 1;", "exercise");
  await run("const answer = () => {", "scratch");
  expect(await lookAt("answer")).toHaveLength(1);
  session.names.noteDeleted(["scratch"]);
  expect(await lookAt("answer")).toEqual([]);
});

test.each([
  ["runs without it", "1;"],
  ["throws without it", "throw new Error('no');"],
  ["does not compile without it", "const x: string = 1;"],
])("a cell that failed over a name of another cell and then %s takes nothing away", async (_name, source) => {
  await run("const answer = () => 1;", "exercise");
  await run("const answer = () => {", "scratch");
  expect(await lookAt("answer")).toMatchObject([{ cell: count - 1 }]);
  await run(source, "scratch");
  expect(await lookAt("answer")).toEqual([]);
});

test("of two cells that failed over a name, the one that has not been mended is told", async () => {
  await run("const answer = () => 1;", "exercise");
  await run("const answer = () => {", "exercise");
  const cell = count;
  await run("const answer = () => [", "scratch");
  await run("1;", "scratch");
  expect(await lookAt("answer")).toMatchObject([{ name: "answer", cell }]);
});

test("outside of a cell nothing is in use", () => {
  expect(session.namesInUse()).toBeUndefined();
  expect(Reflect.has(globalThis, namesInUseSymbol)).toBe(false);
});
