/** How charts are laid out at the widths that there are: measured in the drawing itself. */
import { beforeEach, describe, expect, test } from "vitest";
import { setLanguage } from "@async-lab/notebook";
import type { RecordedRequest } from "../record/index.js";
import { attempts, forgetColors, loopDelay, renderSvg, speedUp, type Chart } from "./index.js";
import { allCharts } from "./testing/all-charts.js";
import { backoff, oneByOne } from "./testing/recordings.js";
import { findGridLines, findOverlaps, findTextBoxes } from "./testing/text-boxes.js";

const laptopHeight = 768;
/** What a projector's zoom of 150 % leaves of it; the notebook is then some 560 px wide beside the side bar. */
const [zoomedWidth, zoomedHeight] = [560, laptopHeight / 1.5];

beforeEach(forgetColors);

// JupyterLab in a window of 800 px beside its side bar, the SVG that stands alone, a wide screen.
describe.each([
  { language: "en", widths: [335, 720, 1000] },
  // Its words are longer: where they fit in the narrowest, they fit everywhere.
  { language: "es", widths: [335] },
] as const)("in $language", ({ language, widths }) => {
  // Two thousand bars are laid out as two hundred are.
  const small = Object.entries(allCharts).filter(([name]) => name !== "timeline of 2000");
  test.each(small)("%s fits, and no label covers another", async (name, draw) => {
    setLanguage(language);
    const chart = draw();
    for (const width of widths) {
      const svg = await drawAt(chart, width);
      expect(sizeOf(svg).width).toBe(width);
      expect(sizeOf(svg).height).toBeLessThan(laptopHeight * 0.7);
      const boxes = findTextBoxes(svg);
      expect(boxes.length).toBeGreaterThan(0);
      expect(findOverlaps(boxes), `${width} px wide`).toEqual([]);
      expect(
        boxes.filter(({ left, right }) => left < -1 || right > width + 1),
        `${width} px wide`,
      ).toEqual([]);
    }
    // The names of twelve alone are as high as that.
    if (name.startsWith("compare twelve")) return;
    expect(sizeOf(await drawAt(chart, zoomedWidth)).height).toBeLessThan(zoomedHeight * 0.7);
  });
});

// Whatever is measured: at some height there would be a line.
test.each([0.15, 0.31, 0.48, 0.76, 0.97, 1.22, 1.48, 1.52, 1.9, 2.6])(
  "no line of a grid runs through a label (%s s)",
  async (seconds) => {
    setLanguage("es");
    const blocked = { ...oneByOne, loopDelay: [{ atMs: 500, delayMs: seconds * 1000 }] };
    const charts = [loopDelay(blocked), speedUp({ 1: 1000, 2: 1000 / (0.7 + seconds) }, { cores: 2 })];
    for (const chart of charts) {
      const svg = await drawAt(chart, 720);
      const lines = findGridLines(svg);
      expect(findTextBoxes(svg).flatMap((box) => findOverlaps([box, ...lines]))).toEqual([]);
    }
  },
);

test("a title is one line where it fits, and else breaks after its name", async () => {
  setLanguage("es");
  const [row] = backoff.requests;
  const five = Array.from({ length: 5 }, (_, n) => ({ ...row, startMs: n * 100, endMs: n * 100 + 20 }));
  const chart = attempts({ ...backoff, name: "esperas que crecen", requests: five as RecordedRequest[] });
  const titleAt = async (width: number) =>
    findTextBoxes(await drawAt(chart, width))
      .map(({ text }) => text)
      .filter((text) => /^esperas|URL/.test(text));
  expect(await titleAt(335)).toEqual(["esperas que crecen:", "1 URL, 5 intentos"]);
  expect(await titleAt(560)).toEqual(["esperas que crecen: 1 URL, 5 intentos"]);
});

test("numbers on the axes of time and delay have their unit", async () => {
  setLanguage("en");
  for (const name of [
    "timeline of two",
    "compare",
    "inFlight",
    "loopDelay of a frozen loop",
    "attempts of 2",
    "distribution",
  ]) {
    const texts = findTextBoxes(await drawAt(allCharts[name]?.(), 720)).map(({ text }) => text);
    const bare = texts.filter((text) => /^[\d.,]+$/.test(text));
    // Only counts stand alone: of requests in flight, and the first and last row.
    expect(
      bare.filter((text) => !["0", "1", "50"].includes(text)),
      name,
    ).toEqual([]);
  }
});

function sizeOf(svg: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
  return { width: Number(width), height: Number(height) };
}

function drawAt(chart: Chart | undefined, width: number): Promise<string> {
  const { spec, description } = chart ?? expect.fail("no such chart");
  return renderSvg({ ...spec, params: [{ name: "room", value: width }], width, description });
}
