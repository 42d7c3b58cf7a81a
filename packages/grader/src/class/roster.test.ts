import { expect, test } from "vitest";
import { parseRows } from "./roster.js";

const parse = (text: string) =>
  parseRows(new TextEncoder().encode(text), "class.csv", "en").map(({ enrolled }) => enrolled);

test.each([
  "id,name\n007,Ana García",
  "Nombre y Apellido;Legajo\nAna García;007",
  "Apellido(s),Nombre,Número de ID,Dirección de correo\nGarcía,Ana,007,ana@example.org".replace(
    "Apellido(s)",
    "Apellidos",
  ),
  "Student\tSTUDENT ID\tgroup\nAna García\t007\tA",
])("%j: a row of a class", (text) => {
  expect(parse(text)).toEqual([{ id: "007", name: "Ana García" }]);
});

test("the id goes before the e-mail address, wherever it stands", () => {
  expect(parse("email,name,id\na@b.org,Ana,7")).toEqual([{ id: "7", name: "Ana" }]);
  expect(parse("email,name\na@b.org,Ana")).toEqual([{ id: "a@b.org", name: "Ana" }]);
});

test("a list from Canvas: its rows of its own are nobody, and its own numbers nobody's id", () => {
  const header = "Student,ID,SIS User ID,SIS Login ID,Section,Homework (47)\n,,,,,Manual Posting\n";
  const possible = '"    Points Possible",,,,,100\n';
  expect(parse(`${header}${possible}"García, Ana",5001,A7,ana,S1,\n"Paz, Luis",5002,,luis,S1,`)).toEqual([
    { id: "A7", name: "García, Ana" },
    { id: "luis", name: "Paz, Luis" },
  ]);
});

test("an id with its digits in groups is the same without them", () => {
  expect(() => parse("dni,name\n30.123.456,Ana\n30123456,Eva")).toThrow("stands in line 2 already");
  expect(parse("dni,name\n30.123.456,Ana")).toEqual([{ id: "30.123.456", name: "Ana" }]);
});

test.each([
  ["", "The roster class.csv is empty: it needs a header with `id` and `name`."],
  ["name,group\nAna,A", "The roster class.csv has no column `id` in its header (name, group)."],
  ["id,group\n7,A", "The roster class.csv has no column `name` in its header (id, group)."],
  ['id,name\n7,"Ana\n8,Luis\n', "class.csv, line 2: a quote in it is not closed."],
  ["id,name\n7,Ana\n,Luis", "class.csv, line 3: no id."],
  ["id,name\nA7,Ana\n8,Luis\na7,Eva", "class.csv, line 4: the id a7 stands in line 2 already."],
])("%j is answered in one line", (text, line) => {
  expect(() => parse(text)).toThrow(line);
});
