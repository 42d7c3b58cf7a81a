import { beforeEach, expect, test, vi } from "vitest";
import { displaySymbol, setLanguage } from "@async-lab/notebook";
import { vegaLite } from "./index.js";

const rows = [
  { name: "Chile", area: 756_102 },
  { name: "Peru", area: 1_285_216 },
];
const bars = {
  data: { values: rows },
  mark: "bar",
  encoding: { x: { field: "area", type: "quantitative" }, y: { field: "name", type: "nominal" } },
};

beforeEach(() => setLanguage("en"));

test("a specification is shown in the course's look, with its description as the SVG's label and as text", async () => {
  const chart = vegaLite(bars, "two countries by area");
  expect(chart.spec).toMatchObject({
    ...bars,
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: "two countries by area",
    background: "transparent",
  });
  expect(chart.spec).not.toHaveProperty("title");
  const bundle = await chart[displaySymbol]();
  expect(bundle["image/svg+xml"]).toMatch(
    /^<svg role="img" aria-label="two countries by area" .+Chile.+<\/svg>$/s,
  );
  expect(bundle["text/plain"]).toBe("two countries by area");
  expect(bundle["application/vnd.vegalite.v5+json"]).toBe(chart.spec);
});

test("what the specification says itself comes first, except the version that JupyterLab draws", () => {
  const own = {
    ...bars,
    $schema: "v6",
    background: "black",
    title: "Area",
    config: { bar: { color: "red" } },
  };
  const { spec } = vegaLite(own, "two countries");
  expect(spec).toMatchObject({ background: "black", title: "Area", config: { bar: { color: "red" } } });
  expect(spec["config"]).toHaveProperty("axis");
  expect(spec["$schema"]).toMatch(/v5\.json$/);
});

test("one view takes the width there is; a specification that wants another, or holds several views, gets its own", () => {
  const several = { hconcat: [bars, bars] };
  expect(vegaLite(bars, "two").spec).toMatchObject({ autosize: { type: "fit-x" } });
  expect(vegaLite({ ...bars, width: 300 }, "two").spec).not.toHaveProperty("autosize");
  expect(vegaLite(several, "two").spec).not.toHaveProperty("params");
  const own = vegaLite({ ...bars, params: [{ name: "least", value: 1 }] }, "two").spec["params"] as {
    name: string;
  }[];
  expect(own.map(({ name }) => name)).toEqual(["room", "width", "least"]);
});

test("rows that are not there yet give an empty chart, without a warning", async () => {
  const warn = vi.spyOn(console, "warn");
  // As a path may have it: in the replacement of a text, these would stand for what was found, and what is around it.
  const description = "no countries in C:\\$'\\$`$&$1$$";
  const bundle = await vegaLite({ ...bars, data: { values: [] } }, description)[displaySymbol]();
  expect(bundle["image/svg+xml"]).toContain(
    `<svg role="img" aria-label="${description.replaceAll("&", "&#38;")}" `,
  );
  expect(warn).not.toHaveBeenCalled();
});

test.each([
  ["no specification", [undefined, "nothing"], /^vegaLite: `spec` must be .+, not undefined$/],
  ["rows in place of one", [rows, "two countries"], /not a list$/],
  ["no description", [bars], /^vegaLite: give it a `description` too/],
  ["an empty description", [bars, " "], /`description`/],
])("%s is told in one line", (_name, given, message) => {
  const [spec, description] = given as Parameters<typeof vegaLite>;
  expect(() => vegaLite(spec, description)).toThrow(message);
});
