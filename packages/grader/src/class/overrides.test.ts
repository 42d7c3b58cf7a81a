import { expect, test } from "vitest";
import { madeUpGrade } from "../testing/made-up.js";
import { countPoints, type StudentResult } from "./student-result.js";
import { parseOverrides, type Override } from "./overrides.js";

const known = ["7", "8", "k3wx9p"];
const parse = (text: string) =>
  parseOverrides(
    new TextEncoder().encode(text),
    "overrides.csv",
    { pageOf: (id) => known.find((page) => page === id.toLowerCase()) },
    "en",
  );

const result = (override: Override | undefined): StudentResult => ({
  student: { key: "id:7", id: "7" },
  label: "7",
  page: "7",
  submission: undefined,
  superseded: [],
  graded: { kind: "graded", grade: madeUpGrade(["time"]), cached: false },
  punctuality: undefined,
  override,
  notes: [],
});

test("points for the whole homework, or for single criteria, each with a reason", () => {
  const overrides = parse(
    "id,criterion,points,reason\n7,time,20,slow machine\n7,REPORT,2.5,unclear\n8,,60,oral exam\n",
  );
  expect(overrides.get("7")).toEqual({
    points: { time: 20, report: 2.5 },
    reasons: ["slow machine", "unclear"],
  });
  expect(countPoints(result(overrides.get("7")))).toBe(92.5);
  expect(countPoints(result(overrides.get("8")))).toBe(60);
  expect(countPoints(result(undefined))).toBe(85);
});

test("as a Spanish spreadsheet saves it, and by code", () => {
  expect(parse("id;criterio;puntos;motivo\n K3WX9P ;;87,5;revisión\n").get("k3wx9p")).toEqual({
    points: 87.5,
    reasons: ["revisión"],
  });
});

test.each([
  ["9,,50,x", "overrides.csv, line 2: nobody in this class has the id `9`."],
  [
    "7,tiem,5,x",
    "overrides.csv, line 2: `tiem` is no criterion; they are success, inFlight, time, retries, report, closed, or empty for the whole homework.",
  ],
  ["7,time,21,x", "overrides.csv, line 2: points are a number from 0 to 20, not `21`."],
  ["7,,-1,x", "overrides.csv, line 2: points are a number from 0 to 100, not `-1`."],
  ["7,,,x", "overrides.csv, line 2: points are a number from 0 to 100, not ``."],
  ["7,time,5,", "overrides.csv, line 2: an override needs a reason: the learner reads it."],
  ["7,time,5,slow, very slow", "overrides.csv, line 2: it has more cells than the header: put a reason"],
  ['7,time,5,"slow', "overrides.csv, line 2: a quote in it is not closed."],
  ["7,,50,x\n7,time,5,y", "overrides.csv, line 3: `7` has an override for this already"],
  ["7,time,5,x\n7,,50,y", "overrides.csv, line 3: `7` has an override for this already"],
  ["9,,50,x\n7,tiem,5,y", "line 2: nobody in this class has the id `9`.\noverrides.csv, line 3: `tiem`"],
])("a typo is reported in one line: %j", (rows, message) => {
  expect(() => parse(`id,criterion,points,reason\n${rows}\n`)).toThrow(message);
});

test("a header that lacks a column is reported, an empty file is none", () => {
  expect(() => parse("id,criterion,points\n7,,5")).toThrow("overrides.csv has no column `reason`");
  expect(parse("").size).toBe(0);
});
