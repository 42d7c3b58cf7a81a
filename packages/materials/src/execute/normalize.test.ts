import { afterEach, expect, test, vi } from "vitest";
import { measured } from "async-lab/checks";
import type { NotebookOutput } from "./normalize.js";
import { neutralize, normalizeOutputs } from "./normalize.js";

const places = [
  ["/home/ada/course", "async-lab"],
  ["/home/ada", "~"],
] as const;

const normalize = (outputs: readonly NotebookOutput[], source = "run();") =>
  normalizeOutputs({ id: "abc", source }, outputs, places);

const stream = (name: "stdout" | "stderr", text: string): NotebookOutput => ({
  output_type: "stream",
  name,
  text,
});
const display = (data: Record<string, unknown>): NotebookOutput => ({ output_type: "display_data", data });

afterEach(() => vi.unstubAllEnvs());

test("streams are joined as far as nothing stands between them, without colors", () => {
  expect(
    normalize([
      stream("stdout", "\u001b[33m1\u001b[39m\n"),
      stream("stdout", "2\n"),
      stream("stderr", "3\n"),
    ]),
  ).toEqual([
    { kind: "text", from: "stdout", text: "1\n2\n" },
    { kind: "text", from: "stderr", text: "3\n" },
  ]);
});

test.each([
  ["http://127.0.0.1:41503/r/DwMa-_rG/countries/AFG", "http://127.0.0.1:8080/r/k7Qm2xWd/countries/AFG"],
  ["/home/ada/course/lib/dist/record.js and /home/ada/x", "async-lab/lib/dist/record.js and ~/x"],
  ["token: 'IUQ3AJHIdj_-8fhS9Kl2mQ'", "token: 'Vb3nT0yKs8uEw5aHc1fLxQ'"],
  [String.raw`\"token\":\"IUQ3AJHIdj_-8fhS9Kl2mQ\"`, String.raw`\"token\":\"Vb3nT0yKs8uEw5aHc1fLxQ\"`],
  ["Sat, 28 Nov 2026 04:21:07 GMT", "Sat, 28 Nov 2026 12:00:00 GMT"],
  [
    'File "/home/ada/.pyenv/versions/3.11.7/lib/python3.11/asyncio/runners.py"',
    'File "/usr/lib/python3.11/asyncio/runners.py"',
  ],
  ["10:20:30, 0.2 s, /r/short/", "10:20:30, 0.2 s, /r/short/"],
])("%s", (text, expected) => {
  expect(neutralize(text, places)).toBe(expected);
});

test("a chart has its sentence, and ids that no other chart on the page has", () => {
  const svg = '<svg><clipPath id="clip7"/><g clip-path="url(#clip7)"/><use href="#clip7"/></svg>';
  const values = [{ url: "http://127.0.0.1:4567/x" }];
  const outputs = normalize([
    stream("stdout", "drawn\n"),
    display({
      "application/vnd.vegalite.v5+json": { data: { values } },
      "image/svg+xml": svg,
      "text/plain": "A sentence.",
    }),
  ]);
  expect(outputs[1]).toEqual({
    kind: "chart",
    description: "A sentence.",
    svg: '<svg><clipPath id="abc-1-0"/><g clip-path="url(#abc-1-0)"/><use href="#abc-1-0"/></svg>',
    specification: { data: { values: [{ url: "http://127.0.0.1:8080/x" }] } },
  });
});

test.each([
  ["en", "Measured: 219 ms."],
  ["es", "Se midió: 219 ms."],
])("of a measurement in %s the figure is left, and not that nobody had predicted", (language, expected) => {
  vi.stubEnv("ASYNC_LAB_STATE", "/nowhere");
  vi.stubEnv("ASYNC_LAB_LANGUAGE", language);
  const shown = measured("00-two-waits", 219);
  const html = `<div lang="${language}">${String(shown)}</div>`;
  expect(normalize([display({ "text/html": html, "text/plain": String(shown) })])).toEqual([
    { kind: "html", html: `<div lang="${language}">${expected}</div>`, text: expected },
  ]);
});

test("a prediction that nobody has made shows nothing", () => {
  const outputs = [
    display({ "text/html": "<div>No prediction yet.</div>", "text/plain": "No prediction yet." }),
  ];
  expect(normalize(outputs, 'predict("00-beats", /* beats */);')).toEqual([]);
});

test("an error keeps its name, and its traceback loses its colors", () => {
  const traceback = ["\u001b[31mTypeError\u001b[39m: no", "at /home/ada/course/x.ts"];
  expect(normalize([{ output_type: "error", ename: "TypeError", evalue: "no", traceback }])).toEqual([
    { kind: "error", name: "TypeError", message: "no", traceback: "TypeError: no\nat async-lab/x.ts" },
  ]);
});
