import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { build, type BuildOptions, type Material } from "./build.js";
import type { Maker } from "./maker.js";
import type { ExecutedLesson } from "./model.js";

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "async-lab-build-"))));
afterEach(() => rm(folder, { recursive: true }));

const lesson: ExecutedLesson = {
  ...{ language: "en", name: "01-one-by-one", cells: [] },
  ran: { machine: "a machine", date: "2026-11-28" },
};

/** A maker that writes what it is told to, and counts how often it is asked. */
function makerOf(write: (folder: string) => Promise<void>): { readonly make: Maker; asked: number } {
  const maker = {
    asked: 0,
    make: async ({ folder }: { readonly folder: string }) => {
      maker.asked += 1;
      await write(folder);
    },
  };
  return maker;
}

const writes = (name: string, text: string) => makerOf((to) => writeFile(join(to, name), text));
const fails = (error = new Error("no room")) => makerOf(() => Promise.reject(error));

function material(
  name: Material["name"],
  result: string,
  { make }: { readonly make: Maker },
  inputs = "1",
): Material {
  return { name, result, make, needsLessons: name !== "notebooks", inputs: () => Promise.resolve(inputs) };
}

function run(materials: readonly Material[], options: Partial<BuildOptions> = {}): ReturnType<typeof build> {
  return build({
    ...{ materials, languages: ["en"], course: folder, python: "python", atOnce: 2 },
    ...{ output: join(folder, "out"), cache: join(folder, "cache") },
    date: new Date("2026-11-28"),
    signal: new AbortController().signal,
    executeLessons: () => Promise.resolve(new Map([["en", [lesson]]])),
    step: (_, make) => make(),
    ...options,
  });
}

const made = (name: string) => readFile(join(folder, "out", name), "utf8");
const leftOver = async () => (await readdir(join(folder, "cache"))).filter((name) => !name.endsWith(".txt"));

test("each result goes into the folder of its language, and nothing else is left", async () => {
  const site = makerOf(async (to) => {
    await mkdir(join(to, "site"));
    await writeFile(join(to, "site", "index.html"), "page");
  });
  const materials = [
    material("guide", "guide.pdf", writes("guide.pdf", "pages")),
    material("site", "site", site),
  ];
  expect(await run(materials, { languages: ["en", "es"] })).toEqual({ made: 4, failures: [] });
  expect(await made("en/guide.pdf")).toBe("pages");
  expect(await made("es/site/index.html")).toBe("page");
  expect(await leftOver()).toEqual([]);
});

test("what is up to date is not made again; what changed is, alone", async () => {
  const [guide, site] = [writes("guide.pdf", "pages"), writes("site", "page")];
  const materials = (ofSite: string) => [
    material("guide", "guide.pdf", guide),
    material("site", "site", site, ofSite),
  ];
  await run(materials("1"));
  expect(await run(materials("1"))).toEqual({ made: 0, failures: [] });
  await run(materials("2"));
  expect([guide.asked, site.asked]).toEqual([1, 2]);
});

test.each<[string, Partial<BuildOptions>]>([
  [
    "other outputs of a lesson",
    { executeLessons: () => Promise.resolve(new Map([["en", [{ ...lesson, name: "02" }]]])) },
  ],
  ["another day", { date: new Date("2026-11-29") }],
])("%s: the guide is made again, and the archive only for its date", async (_, change) => {
  const [guide, notebooks] = [writes("guide.pdf", "pages"), writes("notebooks.zip", "files")];
  const materials = [
    material("guide", "guide.pdf", guide),
    material("notebooks", "notebooks.zip", notebooks),
  ];
  await run(materials);
  await run(materials, change);
  expect([guide.asked, notebooks.asked]).toEqual([2, change.date ? 2 : 1]);
});

test("a result that somebody removed is made again", async () => {
  const guide = writes("guide.pdf", "pages");
  await run([material("guide", "guide.pdf", guide)]);
  await rm(join(folder, "out"), { recursive: true });
  await run([material("guide", "guide.pdf", guide)]);
  expect(await made("en/guide.pdf")).toBe("pages");
});

test("where one fails, its last good result stays, and the others are made", async () => {
  await run([material("guide", "guide.pdf", writes("guide.pdf", "good"))]);
  const error = new Error("no room");
  const broken = [
    material("guide", "guide.pdf", fails(error), "2"),
    material("site", "site", writes("site", "page")),
  ];
  const { failures } = await run(broken, { atOnce: 1 });
  expect(failures).toEqual([{ material: broken[0], language: "en", error }]);
  expect([await made("en/guide.pdf"), await made("en/site")]).toEqual(["good", "page"]);
  expect(await leftOver()).toEqual([]);
  // It was not made, so the next run tries again.
  expect((await run(broken)).failures).toHaveLength(1);
});

test("half a result takes nobody's place", async () => {
  await run([material("site", "site", writes("site", "good"))]);
  const half = makerOf(async (to) => {
    await writeFile(join(to, "site"), "ha");
    throw new Error("the disk is full");
  });
  await run([material("site", "site", half, "2")]);
  expect(await made("en/site")).toBe("good");
});

test("a maker that leaves nothing has failed", async () => {
  const { failures } = await run([
    material(
      "guide",
      "guide.pdf",
      makerOf(() => Promise.resolve()),
    ),
  ]);
  expect(failures[0]?.error).toEqual(new Error("no guide.pdf came out"));
});

test("a lesson that fails stops all before anything is made", async () => {
  const guide = writes("guide.pdf", "pages");
  const executeLessons = () => Promise.reject(new Error("en/03, cell 4"));
  await expect(run([material("guide", "guide.pdf", guide)], { executeLessons })).rejects.toThrow(
    "en/03, cell 4",
  );
  expect([guide.asked, existsSync(join(folder, "out"))]).toEqual([0, false]);
});

test("the archive alone needs no lesson", async () => {
  const executeLessons = () => Promise.reject(new Error("nobody asked for that"));
  const notebooks = [material("notebooks", "notebooks.zip", writes("notebooks.zip", "files"))];
  expect(await run(notebooks, { executeLessons })).toEqual({ made: 1, failures: [] });
});

test("stopped, it begins nothing more and puts nothing in place", async () => {
  const controller = new AbortController();
  const stopped = makerOf(async (to) => {
    await writeFile(join(to, "guide.pdf"), "pages");
    controller.abort("SIGINT");
  });
  const site = writes("site", "page");
  const materials = [material("guide", "guide.pdf", stopped), material("site", "site", site)];
  await expect(run(materials, { atOnce: 1, signal: controller.signal })).rejects.toBe("SIGINT");
  expect([site.asked, existsSync(join(folder, "out"))]).toEqual([0, false]);
  expect(await leftOver()).toEqual([]);
});

test("what a killed run left over goes", async () => {
  await mkdir(join(folder, "cache", "making-x", "guide-en"), { recursive: true });
  await run([]);
  expect(await leftOver()).toEqual([]);
});
