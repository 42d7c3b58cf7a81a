import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { placeLessons } from "./place-lessons.mjs";

let folder;
let image;
let work;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "async-lab-lessons-"));
  image = join(folder, "image");
  work = join(folder, "work");
  mkdirSync(join(image, "en"), { recursive: true });
  publish("first");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const publish = (text) => writeFileSync(join(image, "en", "02-all.ipynb"), text);
const write = (name, text) => writeFileSync(join(work, "en", name), text);
const read = (name) => readFileSync(join(work, "en", name), "utf8");
const list = () => readdirSync(join(work, "en")).sort();
const place = () => placeLessons(image, work);

test("a missing lesson is copied, and nothing is told", () => {
  expect(place()).toEqual([]);
  expect(read("02-all.ipynb")).toBe("first");
});

test("work on a lesson stays as it is, and is no new lesson", () => {
  place();
  write("02-all.ipynb", "mine");
  expect(place()).toEqual([]);
  expect([list(), read("02-all.ipynb")]).toEqual([["02-all.ipynb"], "mine"]);
});

test("a changed lesson is laid beside the learner's, once", () => {
  place();
  write("02-all.ipynb", "mine");
  publish("second");
  expect(place()).toEqual([join("en", "02-all.new.ipynb")]);
  expect([read("02-all.ipynb"), read("02-all.new.ipynb")]).toEqual(["mine", "second"]);
  rmSync(join(work, "en", "02-all.new.ipynb"));
  expect(place()).toEqual([]);
  expect(list()).toEqual(["02-all.ipynb"]);
});

test("an earlier offer, which may hold work too, is not overwritten", () => {
  place();
  publish("second");
  place();
  write("02-all.new.ipynb", "mine");
  publish("third");
  expect(place()).toEqual([join("en", "02-all.new-2.ipynb")]);
  expect([read("02-all.ipynb"), read("02-all.new.ipynb")]).toEqual(["first", "mine"]);
});

test("a folder of unknown origin is given what differs, and keeps all it has", () => {
  mkdirSync(join(work, "en"), { recursive: true });
  write("02-all.ipynb", "from elsewhere");
  write("notes.txt", "mine");
  expect(place()).toEqual([join("en", "02-all.new.ipynb")]);
  expect(list()).toEqual(["02-all.ipynb", "02-all.new.ipynb", "notes.txt"]);
});
