/** How charts are laid out at the widths that there are: measured in the drawing itself. */
import { beforeEach, describe, expect, test } from "vitest";
import { setLanguage } from "../notebook/index.js";
import { forgetColors, renderSvg, type Chart } from "./index.js";
import { allCharts } from "./testing/all-charts.js";
import { findOverlaps, findTextBoxes } from "./testing/text-boxes.js";

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
  return renderSvg({ ...spec, params: [], width, description });
}
