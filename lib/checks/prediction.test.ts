import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { displaySymbol, setLanguage, type Displayable } from "@async-lab/notebook";
import { measured, predict, progressFile } from "./index.js";

let state = "";

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), "async-lab-prediction-"));
  vi.stubEnv("ASYNC_LAB_STATE", state);
  setLanguage("en");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(state, { recursive: true, force: true });
});

const html = (shown: Displayable) => (shown[displaySymbol]() as Record<"text/html", string>)["text/html"];

test("a prediction is noted in one calm line", () => {
  expect(String(predict("02-speedup", 30))).toBe("Noted: you expect 30×.");
});

test.each([
  [
    "en",
    "01-second",
    "Noted: you expect 30. No lesson has a prediction '01-second'; there are 01-seconds, 01-longest-pause.",
  ],
  [
    "es",
    "1-seconds",
    "Anotado: esperás 30. Ninguna lección tiene una predicción '1-seconds'; hay 01-seconds, 01-longest-pause.",
  ],
] as const)("a mistyped id is told with those that there are, in one line (%s, %s)", (spoken, id, text) => {
  setLanguage(spoken);
  expect(String(predict(id, 30))).toBe(text);
  expect(String(predict(id))).toContain(text.slice(text.indexOf(".")));
  expect(String(measured(`${id}x`, 3))).toContain("01-seconds, 01-longest-pause.");
  // A prediction of one's own can be measured all the same.
  expect(String(measured(id, 60))).not.toContain("01-seconds");
});

test.each(["speedup", "", "99-x", "toString", "__proto__", "<b>\n</b>"])("of any lesson: %j", (id) => {
  const told = String(predict(id, 1));
  expect(told).toContain("00-two-waits, 00-beats, 01-seconds");
  expect(told).not.toContain("\n");
});

test.each([
  ["en", "03-pages", 1, 20, "You predicted 1 page; measured: 20 pages."],
  ["es", "03-pages", 20, 1, "Predijiste 20 páginas; se midió: 1 página."],
  ["en", "01-seconds", 10, 10.34, "You predicted 10 s; measured: 10.3 s."],
  ["es", "00-two-waits", 400, 1234.5, "Predijiste 400 ms; se midió: 1.235 ms."],
  ["es", "02-speedup", 20, 29.87, "Predijiste 20×; se midió: 29,9×."],
  ["es", "03-jobs", 1000, 390, "Predijiste 1.000 trabajos por segundo; se midió: 390 trabajos por segundo."],
  // Who wrote the unit, or has no number, needs none.
  ["en", "01-seconds", "10 s", 10.3, "You predicted 10 s; measured: 10.3 s."],
  ["en", "01-seconds", NaN, 10.3, "You predicted NaN; measured: 10.3 s."],
] as const)("numbers have their unit (%s, %s, %s)", (spoken, id, expected, found, text) => {
  setLanguage(spoken);
  predict(id, expected);
  const shown = measured(id, found);
  expect(String(shown)).toContain(text);
  const [, unit = ""] = /: [\d.,]+(.*)\.$/.exec(text) ?? [];
  expect(html(shown)).toContain(`${unit}</td>`);
});

test.each([
  [
    "en",
    "No prediction yet. Put yours in place of the comment `/* … */` and run this cell again.",
    "Noted before: you expect 30.",
  ],
  [
    "es",
    "Todavía no hay predicción. Poné la tuya en el lugar del comentario `/* … */`",
    "Ya estaba anotado: esperás 30.",
  ],
] as const)(
  "a prediction that was left open is asked for, and takes nothing away (%s)",
  (spoken, missing, before) => {
    setLanguage(spoken);
    const id = `open-${spoken}`;
    for (const nothing of [undefined, null, "", " "]) {
      const asked = predict(id, nothing);
      expect(asked.value).toBeUndefined();
      expect(String(asked)).toContain(missing);
      expect(html(asked)).toContain("<code>/* … */</code>");
    }
    expect(measured(id, 3).predicted).toBeUndefined();
    predict(id, 30);
    expect(String(predict(id))).toContain(before);
    expect(measured(id, 60).ratio).toBe(2);
  },
);

test("a comma makes two values, and is told so", () => {
  setLanguage("es");
  expect(String(predict("00-beats", 0, 5))).toBe(
    "No se anotó nada: es más de un valor. Los decimales van después de un punto: `0.5`.",
  );
  expect(String(predict("00-beats", 1, 500))).toContain("Los miles van sin separar: `1500`.");
  expect(measured("00-beats", 1).predicted).toBeUndefined();
});

test("a measurement stands beside the prediction, with their ratio", () => {
  predict("speedup", 20);
  const shown = measured("speedup", 29.8713);
  expect(String(shown)).toBe("You predicted 20; measured: 29.9. That is 1.49 times what you predicted.");
  expect(shown.ratio).toBeCloseTo(1.4936, 3);
  expect(html(shown)).toMatch(/<caption.*<th scope="row".*You predicted.*20.*Measured.*29\.9.*1\.49/);
});

test("without a prediction the measurement stands alone", () => {
  expect(String(measured("07-in-a-thread", 12.3456))).toBe(
    "Measured: 12.3×. (There was no prediction to put beside it.)",
  );
});

test.each([
  ["texts", "got", "undici", "You predicted got; measured: undici."],
  ["yes or no", true, false, "You predicted true; measured: false."],
  ["zero", 0, 3, "You predicted 0; measured: 3."],
  ["below zero", -3, 3, "You predicted -3; measured: 3."],
  [
    "a number between quotes",
    " 1.5 ",
    3,
    "You predicted 1.5; measured: 3. That is 2 times what you predicted.",
  ],
  ["a text with a number", "10 s", 3, "You predicted 10 s; measured: 3."],
  ["not a number", NaN, 3, "You predicted NaN; measured: 3."],
  [
    "large",
    1234567,
    2469134,
    "You predicted 1,234,567; measured: 2,469,134. That is 2 times what you predicted.",
  ],
] as const)("%s", (id, expected, found, text) => {
  predict(id, expected);
  expect(String(measured(id, found))).toBe(text);
});

test("the later prediction counts", () => {
  predict("again", 1);
  predict("again", 2);
  expect(measured("again", 2).ratio).toBe(1);
});

test("Spanish writes a decimal comma, and HTML in a text stays text", () => {
  setLanguage("es");
  predict("texto", "<b>");
  expect(html(measured("texto", 1.5))).toMatch(/Predijiste.*&lt;b&gt;.*Se midió.*1,5/);
});

test("a notebook started later knows the prediction, too", async () => {
  predict("kept", 7);
  vi.resetModules();
  const later = await import("./index.js");
  expect(later.measured("kept", 14).ratio).toBe(2);
});

test("where nothing can be written, the prediction holds in this notebook, and one line says so", async () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
  const file = join(state, "a-file");
  await writeFile(file, "");
  vi.stubEnv("ASYNC_LAB_STATE", join(file, "below"));
  predict("held", 3);
  expect(measured("held", 3).ratio).toBe(1);
  expect(warn).toHaveBeenCalledOnce();
  expect(String(warn.mock.calls[0]?.[0])).toMatch(/^Your progress could not be saved in .*: .+$/);
});

test("what is kept is bounded", async () => {
  for (let index = 0; index < 230; index += 1) predict(`many-${index}`, "x".repeat(1000));
  const kept = JSON.parse(await readFile(progressFile(), "utf8")) as { predictions: Record<string, string> };
  expect(Object.keys(kept.predictions)).toHaveLength(200);
  expect(kept.predictions["many-229"]).toHaveLength(200);
  expect(kept.predictions["many-0"]).toBeUndefined();
});
