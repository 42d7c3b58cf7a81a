import { expect, test } from "vitest";
import { madeUpNotebook } from "../testing/made-up.js";
import { makeSubmission } from "../submit/make-submission.js";
import { hashCells, readSubmissionMetadata } from "./submission-metadata.js";
import { identify, labelOf } from "./student.js";

const roster = [
  { id: "12345", name: "Ana García" },
  { id: "12", name: "Luis Paz" },
  { id: "eva@example.org", name: "Eva" },
];

test("the id inside says whose it is, whatever the file is called", () => {
  const student = identify({ id: "EVA@example.org", name: "somebody" }, "12345/homework.ipynb", roster);
  expect(student).toEqual({ key: "id:eva@example.org", id: "eva@example.org", name: "Eva", enrolled: true });
  expect(identify({ id: "99" }, "x.ipynb", roster)).toMatchObject({ id: "99", enrolled: false });
  expect(identify({ id: "99" }, "x.ipynb", undefined)).toEqual({ key: "id:99", id: "99" });
});

test.each([
  ["30.123.456", "30123456"],
  ["30123456", "30.123.456"],
  ["30 123 456", "30.123.456"],
  ["1,234,567", "1234567"],
  ["\u200B30123456", "30.123.456"],
  ["30123456.0", "30123456"],
  ["030123456", "30123456"],
  ["30123456", "030123456"],
  ["0030.123.456", "30 123 456"],
  ["7", "007"],
  ["0", "000"],
])(
  "an id is the same however its digits are grouped, and whatever zeros it begins with: %s, %s",
  (inside, listed) => {
    const names = [{ id: listed, name: "Ana" }];
    expect(identify({ id: inside }, "x.ipynb", names)).toMatchObject({ id: listed, enrolled: true });
    expect(identify({}, `Ana_${inside}_file/x.ipynb`, names)).toMatchObject({ id: listed, enrolled: true });
  },
);

test.each([
  ["1234-5", "12345"],
  ["12.34", "1234"],
  ["1.2345", "12345"],
  ["30.123,456", "30123456"],
  ["301234560", "30123456"],
  ["A007", "A7"],
  ["0x7", "x7"],
])("and another one where they are no groups: %s, %s", (inside, listed) => {
  expect(identify({ id: inside }, "x.ipynb", [{ id: listed, name: "Ana" }]).enrolled).toBe(false);
});

test("ids of one roster that differ in zeros alone stay apart, and another spelling is nobody's", () => {
  const alike = [
    { id: "030123456", name: "Ana" },
    { id: "30123456", name: "Eva" },
    { id: "77", name: "Noa" },
  ];
  const who = (id: string) => identify({ id }, "x.ipynb", alike).key;
  const whose = (path: string) => identify({}, path, alike).key;
  for (const { id } of alike) {
    expect(who(id)).toBe(`id:${id}`);
    expect(whose(`tp_${id}_file/x.ipynb`)).toBe(`id:${id}`);
  }
  expect(who("30.123.456")).toBe("id:30123456");
  expect(who("077")).toBe("id:77");
  expect(identify({ id: "0030123456" }, "x.ipynb", alike)).toEqual({
    key: "id:0030123456",
    id: "0030123456",
    enrolled: false,
  });
  expect(whose("0030123456.ipynb")).toBe("file:0030123456.ipynb");
});

test.each([
  ["12345.ipynb", "12345"],
  ["García, Ana_12345_assignsubmission_file/homework.ipynb", "12345"],
  ["tp-12.ipynb", "12"],
  ["eva@example.org-tp.ipynb", "eva@example.org"],
])("else the one id of the roster in its path: %s", (path, id) => {
  expect(identify({}, path, roster)).toMatchObject({ key: `id:${id}`, enrolled: true });
});

test.each(["123456.ipynb", "homework.ipynb", "12 and 12345.ipynb"])(
  "else nobody's but its own: %s",
  (path) => {
    expect(identify({}, path, roster)).toEqual({ key: `file:${path}`, enrolled: false });
  },
);

test("two files without an id are never taken for one student's", () => {
  const [one, other] = ["ana/homework.ipynb", "luis/homework.ipynb"].map((path) =>
    identify({}, path, undefined),
  );
  expect(one?.key).not.toBe(other?.key);
  expect(one && labelOf(one)).toBe("ana/homework");
});

test.each([
  "",
  "null",
  "[]",
  "{",
  '{"metadata":null}',
  '{"metadata":{"async_lab":7}}',
  '{"metadata":{"async_lab":{"id":{},"submittedAt":3,"hash":7}}}',
])("%j says nothing of whose it is", (text) => expect(readSubmissionMetadata(text)).toEqual({}));

test("what was handed in says who, when, and whether it was changed since", () => {
  const at = new Date("2026-11-20T12:00:00Z");
  const notebook = JSON.parse(madeUpNotebook("scrape()")) as Record<string, unknown>;
  const text = makeSubmission(notebook, { name: "Ana\u001b[31m\nGarcía", id: "7", at, points: 90 });
  expect(readSubmissionMetadata(text)).toEqual({ name: "Ana García", id: "7", submittedAt: at, whole: true });
  expect(readSubmissionMetadata(text.replace("scrape()", "cheat()"))).toMatchObject({ whole: false });
  // A notebook saved by another program: one string for each cell instead of a list.
  expect(hashCells({ cells: [{ cell_type: "code", source: "a\nb" }] })).toBe(
    hashCells({ cells: [{ cell_type: "code", source: ["a\n", "b"], outputs: [1] }] }),
  );
});

test.each([
  '{"toString":1,"valueOf":1}',
  '[{"toString":1},7,null]',
  `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
])("whatever stands in a cell, reading it does not fail", (source) => {
  const text = `{"metadata":{"async_lab":{"id":"7","hash":"x"}},"cells":[{"cell_type":"code","source":${source}}]}`;
  expect(readSubmissionMetadata(text)).toEqual({ id: "7", whole: false });
});

test("what is handed in holds no outputs, and the notebook itself stays as it was", () => {
  const notebook = JSON.parse(madeUpNotebook("1", { widgets: { state: {} } })) as Record<string, unknown>;
  const before = structuredClone(notebook);
  const submission = JSON.parse(
    makeSubmission(notebook, { name: "Ana", id: "7", at: new Date(), points: 1 }),
  ) as typeof notebook;
  expect(notebook).toEqual(before);
  expect(JSON.stringify(submission)).not.toMatch(/widgets|"stream"/);
  expect(submission["metadata"]).toMatchObject({
    kernelspec: { name: "tslab" },
    async_lab: { version: 1, id: "7" },
  });
});
