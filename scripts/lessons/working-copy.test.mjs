import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { UserError } from "../set-up/failure.mjs";
import { built } from "./find-work.mjs";
import { main } from "./main.mjs";
import { openWorkingCopy, tellPlaced } from "./working-copy.mjs";

const LESSON = "02-all-at-once.ipynb";

let folder;
let work;
let said;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "async-lab-copy-"));
  work = join(folder, "work");
  said = [];
  vi.spyOn(console, "log").mockImplementation((line) => said.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const open = (asked = work) => openWorkingCopy(asked, (line) => said.push(line));
const lesson = (...args) => main([...args, "--notebooks", work]);
const file = (name = LESSON, language = "en") => join(work, language, name);
const list = (language = "en") => readdirSync(join(work, language)).filter((name) => name.startsWith("02"));
const asBuilt = () => readFileSync(join(built, "en", LESSON), "utf8");

/** The learner writes into the first cell. */
function answer(text, language = "en") {
  const notebook = JSON.parse(readFileSync(file(LESSON, language), "utf8"));
  notebook.cells[0].source = [text];
  writeFileSync(file(LESSON, language), JSON.stringify(notebook));
}

test("two starts at once fill one folder, each lesson whole", async () => {
  expect(await Promise.all([open(), open()])).toEqual([work, work]);
  expect(readdirSync(join(work, "en"))).toEqual(readdirSync(join(built, "en")));
  for (const name of readdirSync(join(work, "es")))
    expect(readFileSync(file(name, "es"), "utf8")).toBe(readFileSync(join(built, "es", name), "utf8"));
  expect(readdirSync(join(work, ".async-lab")).sort()).toEqual(["given", "lessons.json"]);
  expect(said).toEqual([]);
});

test("a folder that the course did not fill is left as it is", async () => {
  mkdirSync(join(work, "en"), { recursive: true });
  writeFileSync(file(), "mine");
  expect(await open()).toBe(work);
  expect(await open(file())).toBe(file());
  expect([readdirSync(work), list()]).toEqual([["en"], [LESSON]]);
});

test("a folder that cannot be made is one line that says what to do", async () => {
  writeFileSync(join(folder, "taken"), "");
  const opened = openWorkingCopy(join(folder, "taken", "work"), () => {});
  await expect(opened).rejects.toThrow(UserError);
  await expect(opened).rejects.toThrow(
    /^The lessons in \S+work could not be brought up to date: E\w+: [^\n]*--notebooks[^\n]*$/,
  );
});

test("a fresh copy keeps the learner's beside it", async () => {
  await open();
  answer("mine");
  answer("mine too", "es");
  await lesson("fresh", "2", "--lang", "en");
  expect(list()).toEqual(["02-all-at-once.ipynb", "02-all-at-once.mine.ipynb"]);
  expect(readFileSync(file(), "utf8")).toBe(asBuilt());
  expect(readFileSync(file("02-all-at-once.mine.ipynb"), "utf8")).toContain('["mine"]');
  expect(said).toEqual([
    "Yours is en/02-all-at-once.mine.ipynb now.",
    expect.stringMatching(/^en\/02-all-at-once\.ipynb is a fresh copy\./),
  ]);
  expect(list("es")).toEqual([LESSON]);
  said.length = 0;
  await open();
  expect([said, list().length]).toEqual([[], 2]);
});

test("what changed is told between the two versions of the course, whatever the learner wrote", async () => {
  await open();
  const given = join(work, ".async-lab", "given", "en", LESSON);
  const older = JSON.parse(asBuilt());
  const [title, second, third] = older.cells;
  const old = { ...second, id: "older", source: ["First\n", ...second.source] };
  writeFileSync(
    given,
    JSON.stringify({ ...older, cells: [title, old, { ...old, id: "gone", source: ["Gone"] }, third] }),
  );
  writeFileSync(join(work, ".async-lab", "lessons.json"), JSON.stringify({ [`en/${LESSON}`]: "older" }));
  answer("mine");
  await open();
  expect(said).toEqual([
    expect.stringMatching(/^New versions of lessons lie beside yours: en\/02-all-at-once\.new\.ipynb\. /),
  ]);
  said.length = 0;
  await lesson("changes", LESSON);
  const [summary, ...changes] = said;
  expect(summary).toBe(`en/${LESSON}: ${older.cells.length - 3 + 2} cells changed since you got it.`);
  expect(changes[0]).toMatch(/^\nCell 2, changed:\n- First\n {2}/);
  expect(changes[1]).toBe("\nTaken out:\n- Gone");
  expect(changes[2]).toMatch(/^\nCell 4, new:\n\+ /);
  await lesson("fresh", "02");
  expect(list()).toEqual(["02-all-at-once.ipynb", "02-all-at-once.mine.ipynb"]);
});

test.each([
  [["fresh"], "Which lesson? Name one, such as 02. `npm run lesson"],
  [["fresh", "77"], "There is no lesson '77'"],
  [["fresh", "../../../etc/passwd"], "There is no lesson '../../../etc/passwd'"],
  [["show", "02"], "'show' is neither `changes` nor `fresh`"],
  [["fresh", "02", "--force"], "Unknown option '--force'"],
  [["fresh", "02", "--lang", "fr"], "`--lang` is en or es, not `fr`."],
  [["changes", "02"], `holds no lessons yet: \`npm start\` puts them there.`],
])("used wrongly, one line says so: %j", async (args, message) => {
  await expect(lesson(...args)).rejects.toThrow(message);
  await expect(lesson(...args)).rejects.toThrow(UserError);
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ["es/04-try-again.new.ipynb", "04"],
  ["en/index.new-2.ipynb", "index"],
])("what was laid beside a lesson comes with the command that shows its changes: %s", (file, lesson) => {
  const lines = [];
  tellPlaced({ offered: [file], gone: [] }, (line) => lines.push(line));
  expect(lines).toEqual([expect.stringContaining(`\`npm run lesson -- changes ${lesson}\``)]);
});
