import { createRequire } from "node:module";

/** A country, as `/countries/:code` gives it. */
export interface Country {
  /** ISO 3166-1 alpha-3, for example `ARG`. */
  readonly code: string;
  readonly name: string;
  readonly officialName: string;
  /** The first of its capitals; `null` where there is none (Antarctica). */
  readonly capital: string | null;
  readonly region: string;
  readonly subregion: string;
  /** In km². */
  readonly area: number;
  readonly languages: readonly string[];
  readonly currencies: readonly Currency[];
  /** Codes of the countries it has a land border with. */
  readonly borders: readonly string[];
  /** In degrees; north and east are positive. */
  readonly coordinates: { readonly latitude: number; readonly longitude: number };
  readonly flag: string;
}

/** A country, as a page of the homework gives it. */
export type CountryPage = Country & {
  /** The API's receipt: only a page that was fetched in this run has it. */
  readonly token: string;
};

/** Money, with its ISO 4217 code. */
export interface Currency {
  readonly code: string;
  readonly name: string;
  readonly symbol: string;
}

/** Who made the table of countries, and on what terms; the ODbL asks that it be said wherever the table is shown. */
export const countriesLicence = {
  source: "https://github.com/mledoze/countries",
  licence: "Open Database License (ODbL) 1.0",
  licenceUrl: "https://opendatacommons.org/licenses/odbl/1-0/",
} as const;

/** The header `Link` of every page with a country on it. */
export const licenceLink = `<${countriesLicence.licenceUrl}>; rel="license"`;

const otherTerritories = 6;

interface WorldCountry {
  readonly cca3: string;
  readonly name: { readonly common: string; readonly official: string };
  readonly capital?: readonly string[];
  readonly region: string;
  readonly subregion: string;
  readonly independent: boolean | null;
  readonly area: number;
  readonly languages: Readonly<Record<string, string>>;
  readonly currencies: Readonly<Record<string, { readonly name: string; readonly symbol: string }>>;
  readonly borders: readonly string[];
  readonly latlng: readonly number[];
  readonly flag: string;
}

let loaded: readonly Country[] | undefined;

/**
 * The 200 countries that the course works with, by name: the 194 independent ones and the six largest others.
 *
 * Read from the npm package `world-countries` on the first call: its declarations lag behind its data, so only the
 * fields used here are described.
 *
 * @example
 * const codes = readCountries().map((country) => country.code);
 */
export function readCountries(): readonly Country[] {
  if (loaded) return loaded;
  const all = createRequire(import.meta.url)("world-countries/countries.json") as readonly WorldCountry[];
  const largestOthers = new Set(
    all
      .filter((country) => !country.independent)
      .sort((a, b) => b.area - a.area)
      .slice(0, otherTerritories),
  );
  loaded = all.filter((country) => country.independent === true || largestOthers.has(country)).map(toCountry);
  return loaded;
}

function toCountry(from: WorldCountry): Country {
  return {
    code: from.cca3,
    name: from.name.common,
    officialName: from.name.official,
    capital: from.capital?.[0] ?? null,
    region: from.region,
    subregion: from.subregion,
    area: from.area,
    languages: Object.values(from.languages),
    currencies: Object.entries(from.currencies).map(([code, { name, symbol }]) => ({ code, name, symbol })),
    borders: from.borders,
    coordinates: { latitude: from.latlng[0] ?? 0, longitude: from.latlng[1] ?? 0 },
    flag: from.flag,
  };
}
