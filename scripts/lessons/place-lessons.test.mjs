import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findAdded } from "./added-work.mjs";
import { placeLessons, readGiven } from "./place-lessons.mjs";
import { makeNotebook, run, write } from "./testing.mjs";

const LESSON = "02-all.ipynb";
const first = makeNotebook("const a = todo();", "a;");
const second = makeNotebook("const a = todo();", "a + 1;");
const third = makeNotebook("const a = todo();", "a + 2;");
const mine = write(first, "const a = 1;");

let folder;
let image;
let work;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "async-lab-lessons-"));
  image = join(folder, "image");
  work = join(folder, "work");
  mkdirSync(join(image, "en"), { recursive: true });
  publish(first);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const publish = (text, name = LESSON) => writeFileSync(join(image, "en", name), text);
const save = (text, name = LESSON) => writeFileSync(join(work, "en", name), text);
const place = () => placeLessons(image, work);
const nothing = { offered: [], gone: [] };

/** What lies in the learner's folder. */
const look = () =>
  Object.fromEntries(
    readdirSync(join(work, "en"))
      .sort()
      .map((name) => [name, readFileSync(join(work, "en", name), "utf8")]),
  );

test("a missing lesson is copied, and nothing is told", () => {
  expect(place()).toEqual(nothing);
  expect(look()).toEqual({ [LESSON]: first });
});

test("work on a lesson stays as it is, and is no new lesson", () => {
  place();
  save(mine);
  expect(place()).toEqual(nothing);
  expect(look()).toEqual({ [LESSON]: mine });
});

test("a lesson that nobody worked in takes its new version", () => {
  place();
  publish(second);
  expect(place()).toEqual(nothing);
  expect(look()).toEqual({ [LESSON]: second });
});

test("also where only its metadata is new", () => {
  place();
  publish(first.replace('"metadata": {},\n "nbformat"', '"metadata": { "language_info": 1 },\n "nbformat"'));
  expect(place()).toEqual(nothing);
  expect(look()[LESSON]).toContain('"language_info": 1');
});

describe("what is no work", () => {
  test.each([
    [
      "saved with another metadata",
      first.replace('"metadata": {},\n "nbformat"', '"metadata": {"language_info": 1},\n "nbformat"'),
    ],
    ["saved under Windows", first.replaceAll("\n", "\r\n")],
    ["saved without indents, its cells' source as one text", JSON.stringify(joinSources(first))],
  ])("%s", (_, saved) => {
    expect(saved).not.toBe(first);
    place();
    save(saved);
    publish(second);
    expect(place()).toEqual(nothing);
    expect(look()).toEqual({ [LESSON]: second });
  });
});

describe("what is work, and stays beside the new version", () => {
  test.each([
    ["an answer", mine],
    ["a run", run(first)],
    ["a cell more", makeNotebook("const a = todo();", "a;", "a * 2;")],
    ["a cell less", makeNotebook("a;")],
    [
      "a title of its own",
      first.replace('"metadata": {},\n "nbformat"', '"metadata": {"title": "x"},\n "nbformat"'),
    ],
    ["something beside the cells", first.replace('"cells"', '"mine": 1, "cells"')],
    ["half a file", first.slice(0, 40)],
    ["an empty file", ""],
    ["a text", "from elsewhere"],
    ["a notebook without cells", '{ "cells": [] }'],
    ["a cell that is none", '{ "cells": [null] }'],
  ])("%s", (_, saved) => {
    place();
    save(saved);
    publish(second);
    expect(place()).toEqual({ offered: ["en/02-all.new.ipynb"], gone: [] });
    expect(look()).toEqual({ [LESSON]: saved, "02-all.new.ipynb": second });
  });

  test("a link, wherever it leads", () => {
    place();
    for (const target of [join(folder, "nowhere"), join(image, "en", LESSON)]) {
      rmSync(join(work, "en"), { recursive: true });
      mkdirSync(join(work, "en"));
      symlinkSync(target, join(work, "en", LESSON));
      publish(third);
      rmSync(join(work, ".async-lab", "lessons.json"));
      const { offered } = place();
      expect(offered).toEqual(["en/02-all.new.ipynb"]);
      expect(readdirSync(join(work, "en"))).toEqual([LESSON, "02-all.new.ipynb"]);
    }
  });

  test("a folder of that name", () => {
    mkdirSync(join(work, "en", LESSON), { recursive: true });
    expect(place().offered).toEqual(["en/02-all.new.ipynb"]);
    expect(readdirSync(join(work, "en", LESSON))).toEqual([]);
  });
});

test("a lesson that is broken by a merge is not handed out", () => {
  place();
  save(mine);
  publish(`<<<<<<< HEAD\n${second}`);
  publish("{", "03-other.ipynb");
  expect(place()).toEqual(nothing);
  expect(look()).toEqual({ [LESSON]: mine });
});

test("an offer is made once", () => {
  place();
  save(mine);
  publish(second);
  place();
  rmSync(join(work, "en", "02-all.new.ipynb"));
  expect(place()).toEqual(nothing);
  expect(look()).toEqual({ [LESSON]: mine });
});

test("an earlier offer takes the next version, unless it holds work too", () => {
  place();
  save(mine);
  publish(second);
  place();
  publish(third);
  expect(place().offered).toEqual(["en/02-all.new.ipynb"]);
  expect(look()).toEqual({ [LESSON]: mine, "02-all.new.ipynb": third });
  save(write(third, "const a = 3;"), "02-all.new.ipynb");
  publish(second);
  expect(place().offered).toEqual(["en/02-all.new-2.ipynb"]);
  expect(look()).toMatchObject({
    "02-all.new.ipynb": write(third, "const a = 3;"),
    "02-all.new-2.ipynb": second,
  });
});

test("an offer that took the lesson's place is what later versions are compared with", () => {
  place();
  save(mine);
  publish(second);
  place();
  expect(readGiven(work, `en/${LESSON}`)).toBe(first);
  rmSync(join(work, "en", "02-all.new.ipynb"));
  save(write(second, "const a = 5;"));
  place();
  expect(readGiven(work, `en/${LESSON}`)).toBe(second);
});

test("a lesson that was deleted comes back as it is now", () => {
  place();
  rmSync(join(work, "en", LESSON));
  publish(second);
  expect(place()).toEqual(nothing);
  expect(look()).toEqual({ [LESSON]: second });
});

test("a page that is no lesson takes its new version also after it was run", () => {
  publish(first, "index.ipynb");
  place();
  save(run(first), "index.ipynb");
  publish(second, "index.ipynb");
  expect(place()).toEqual(nothing);
  expect(look()).toMatchObject({ "index.ipynb": second });
  save(mine, "index.ipynb");
  publish(third, "index.ipynb");
  expect(place().offered).toEqual(["en/index.new.ipynb"]);
  expect(look()).toMatchObject({ "index.ipynb": mine });
});

describe("a lesson that the course no longer has", () => {
  beforeEach(() => {
    publish(first, "03-other.ipynb");
    place();
    rmSync(join(image, "en", LESSON));
  });

  test("goes if nobody worked in it", () => {
    expect(place()).toEqual(nothing);
    expect(Object.keys(look())).toEqual(["03-other.ipynb"]);
  });
  test("stays if somebody did, which is told once", () => {
    save(mine);
    expect(place()).toEqual({ offered: [], gone: [`en/${LESSON}`] });
    expect(place()).toEqual(nothing);
    expect(look()).toMatchObject({ [LESSON]: mine });
  });
  test("stays where its whole language is missing", () => {
    rmSync(join(image, "en"), { recursive: true });
    expect(place()).toEqual(nothing);
    expect(Object.keys(look())).toEqual([LESSON, "03-other.ipynb"]);
  });
});

describe("a folder of unknown origin", () => {
  const bring = (text) => {
    mkdirSync(join(work, "en"), { recursive: true });
    save(text);
    save("mine", "notes.txt");
  };

  test("keeps work on the version of today, and nothing is told", () => {
    bring(mine);
    expect(place()).toEqual(nothing);
    expect(look()).toEqual({ [LESSON]: mine, "notes.txt": "mine" });
  });
  test("gets beside work on an older version what is new", () => {
    bring(mine);
    publish(second);
    expect(place().offered).toEqual(["en/02-all.new.ipynb"]);
    expect(look()).toEqual({ [LESSON]: mine, "02-all.new.ipynb": second, "notes.txt": "mine" });
  });
  test("has its untouched lessons brought up to date", () => {
    bring(first);
    publish(second);
    expect(place()).toEqual(nothing);
    expect(look()).toMatchObject({ [LESSON]: second });
  });
});

test("a folder that an earlier version of the course filled gets what is new, and no more", () => {
  publish(first, "03-other.ipynb");
  place();
  save(mine);
  // It kept no lessons, and told them by other hashes.
  rmSync(join(work, ".async-lab", "given"), { recursive: true });
  const record = join(work, ".async-lab", "lessons.json");
  writeFileSync(record, readFileSync(record, "utf8").replaceAll(/"\w{64}"/g, '"0"'));
  expect(place()).toEqual(nothing);
  expect(look()).toEqual({ [LESSON]: mine, "03-other.ipynb": first });
  publish(second);
  expect(place().offered).toEqual(["en/02-all.new.ipynb"]);
});

test.each(["{ half", "[]", "null", '"x"', ""])(
  "a record that cannot be read overwrites nothing: %s",
  (text) => {
    place();
    save(mine);
    writeFileSync(join(work, ".async-lab", "lessons.json"), text);
    publish(second);
    expect(place().offered).toEqual(["en/02-all.new.ipynb"]);
    expect(look()).toMatchObject({ [LESSON]: mine });
  },
);

test("what was ended half-way is taken up again", () => {
  place();
  save(mine);
  publish(second);
  place();
  // As if it had ended before the record was written.
  rmSync(join(work, ".async-lab", "lessons.json"));
  expect(place().offered).toEqual(["en/02-all.new.ipynb"]);
  expect(look()).toEqual({ [LESSON]: mine, "02-all.new.ipynb": second });
});

test("only what was built, of whatever version, is told as built", () => {
  const said = [first, second, run(first), mine, "x"].map((text) => findAdded(text));
  expect(said).toEqual(["nothing", "nothing", "outputs", "changes", "changes"]);
  expect(existsSync(work)).toBe(false);
});

function joinSources(notebook) {
  const { cells, ...rest } = JSON.parse(notebook);
  return { ...rest, cells: cells.map(({ source, ...more }) => ({ ...more, source: source.join("") })) };
}
