import { expect, test } from "vitest";
import { readCountries } from "./country.js";

const byCode = new Map(readCountries().map((country) => [country.code, country]));

test("200 countries: the 194 independent ones and the six largest others", () => {
  expect(byCode.size).toBe(200);
  for (const code of ["ATA", "GRL", "ESH", "GUF", "TWN", "NCL"]) expect(byCode.has(code), code).toBe(true);
  expect(byCode.has("PRI")).toBe(false);
});

test("a country has its facts", () => {
  expect(byCode.get("ARG")).toMatchObject({
    name: "Argentina",
    officialName: "Argentine Republic",
    capital: "Buenos Aires",
    region: "Americas",
    area: 2_780_400,
    languages: ["Guaraní", "Spanish"],
    currencies: [{ code: "ARS", name: "Argentine peso", symbol: "$" }],
    borders: ["BOL", "BRA", "CHL", "PRY", "URY"],
    coordinates: { latitude: -34, longitude: -64 },
  });
  expect(byCode.get("ATA")?.capital).toBeNull();
});

test("every country has a code, a name, a region and coordinates", () => {
  for (const { code, name, region, area, coordinates } of byCode.values()) {
    expect(code).toMatch(/^[A-Z]{3}$/);
    expect(name.length * region.length).toBeGreaterThan(0);
    expect(area, code).toBeGreaterThan(0);
    expect(Number.isFinite(coordinates.latitude + coordinates.longitude), code).toBe(true);
  }
});
