import { describe, expect, test } from "vitest";
import { languageOf, mostUsedLanguage, readNotebook } from "./read-notebook.js";

const code = (source: unknown) => ({
  cell_type: "code",
  source,
  metadata: {},
  outputs: [],
  execution_count: null,
});
const prose = (source: unknown) => ({ cell_type: "markdown", source, metadata: {} });
const notebook = (cells: unknown, more: object = {}) =>
  JSON.stringify({ nbformat: 4, metadata: {}, cells, ...more });
const kernelspec = (name: string, language: string) => ({ metadata: { kernelspec: { name, language } } });

describe("a notebook that can be run", () => {
  test("gives its code cells, numbered as Jupyter shows them, blank ones left out", () => {
    const read = readNotebook(notebook([prose("# One"), code("a()"), code("  "), code(["b();\n", "c();"])]));
    expect(read).toEqual({
      language: "en",
      cells: [
        { number: 1, code: "a()" },
        { number: 3, code: "b();\nc();" },
      ],
    });
  });

  test.each([
    ["es", "Completá la función que trae las páginas de los países para la tabla."],
    ["en", "Complete the function that fetches the pages of the countries."],
  ])("is told from its text to be in %s", (language, text) => {
    expect(readNotebook(notebook([prose(text), code("1")]))).toMatchObject({ language });
  });

  test("is in the language that is given where code alone does not tell", () => {
    const text = notebook([code("for (const url of urls) await get(url, { with: url })")]);
    expect(languageOf(text)).toBeUndefined();
    expect(readNotebook(text, "es")).toMatchObject({ language: "es" });
    expect(languageOf(notebook([code("for (const url of urls) {} // una por una"), code("1")]))).toBe("es");
  });

  test.each([
    ["", "es"],
    ["{", "es"],
    ["<html><body>Log in to the site that you want to see</body></html>", "es"],
    [notebook([]), "es"],
    [notebook([prose("Complete the function that fetches each of the pages"), code(" ")]), "en"],
    [notebook([prose("The data that we want"), code("x")], kernelspec("python3", "python")), "en"],
  ])("one that cannot be run speaks the class's language, unless it tells its own: %j", (text, language) => {
    const spanish = notebook([prose("Completá la función que trae las páginas."), code("1")]);
    const english = notebook([prose("Complete the function that fetches the pages."), code("1")]);
    const most = mostUsedLanguage([text, spanish, spanish, english, text], "en");
    expect(languageOf(text) ?? most).toBe(language);
  });

  test.each([
    ["the course's kernel", kernelspec("tslab", "typescript")],
    ["no kernel named", {}],
    ["the course's kernel under a name of somebody's own", kernelspec("my-ts", "typescript")],
    ["a name alone", { metadata: { kernelspec: { name: "my-ts", display_name: "My TS" } } }],
    ["an empty language", { metadata: { kernelspec: { name: "mine", language: "" } } }],
    [
      "two names that contradict each other",
      {
        metadata: { kernelspec: { name: "tslab" }, language_info: { name: "python" } },
      },
    ],
    ["metadata of another shape", { metadata: { kernelspec: 7, language_info: [] } }],
  ])("is one with %s", (_what, more) => {
    expect(readNotebook(notebook([code("1")], more))).toHaveProperty("cells");
  });

  test.each([
    "async function scrape(urls: string[]) {}",
    "function scrape(urls: string[]): Promise<Scraped> { return run(urls); }",
    "const scrape = async (urls: string[]) => {};",
  ])("is one for another kernel that has a scrape in TypeScript: %s", (scrape) => {
    expect(readNotebook(notebook([code(scrape)], kernelspec("python3", "python")))).toHaveProperty("cells");
  });

  test.each([
    ["a text without a source", [{ cell_type: "markdown" }, code("1")]],
    ["a text of another shape", [prose(7), prose(["a", 7]), code("1")]],
    ["a code cell without a source", [{ cell_type: "code" }, code("1")]],
    ["something that is no cell", [null, 7, [], code("1")]],
  ])("may have %s", (_what, cells) => {
    expect(readNotebook(notebook(cells))).toMatchObject({ cells: [{ code: "1" }] });
  });

  test("may have outputs, pictures and widgets of any size", () => {
    const large = "x".repeat(9 * 1024 * 1024);
    const cells = [
      { ...code("1"), outputs: [{ output_type: "stream", text: large }] },
      { ...prose("# One"), attachments: { "a.png": { "image/png": large } } },
    ];
    const read = readNotebook(notebook(cells, { metadata: { widgets: large } }));
    expect(read).toEqual({ language: "en", cells: [{ number: 1, code: "1" }] });
  });

  test("may have ten thousand cells", () => {
    const cells = Array.from({ length: 10_000 }, () => code("1"));
    expect(readNotebook(notebook(cells))).toHaveProperty("cells.9999.number", 10_000);
  });
});

test.each([
  ["empty", ""],
  ["empty", " \n"],
  ["no JSON", "{"],
  ["no JSON", "print('hola')"],
  ["no notebook", "[]"],
  ["no notebook", "null"],
  ["no notebook", "{}"],
  ["no notebook", notebook({})],
  ["old format", notebook([code("1")], { nbformat: 3 })],
  ["other kernel", notebook([code("1")], kernelspec("python3", "python"))],
  ["other kernel", notebook([code("1")], { metadata: { language_info: { name: "R" } } })],
  ["other kernel", notebook([code("1")], { metadata: { kernelspec: { name: "python3" } } })],
  ["other kernel", notebook([code("def scrape(urls):\n  pass")], kernelspec("python3", "python"))],
  ["other kernel", notebook([code("function scrape(urls)\nend")], kernelspec("julia-1.11", "julia"))],
  ["no code", notebook([])],
  ["no code", notebook([prose("# One"), code("")])],
  ["no code", notebook([null])],
  ["damaged cell", notebook([code(7)])],
  ["damaged cell", notebook([code(["a", 7])])],
  ["too large", notebook([code("x".repeat(17 * 1024 * 1024))])],
])("cannot be run: %s", (why, text) => {
  expect(readNotebook(text)).toMatchObject({ why });
});
