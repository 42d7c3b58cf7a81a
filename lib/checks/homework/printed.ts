import { stripVTControlCharacters } from "node:util";

/** Addresses, and words such as a page's token: their digits count nothing. */
const noNumber = /\bhttps?:\/\/\S+|(?<![\w-])(?=[\d-]*[A-Za-z_])[\w-]{16,}(?![\w-])/g;

/**
 * The numbers in a text, each in every way it can be read: `1.950` is nearly two in English, and in Spanish 1950.
 *
 * @example readNumbers("197 pages in 1,95 s") // [[197], [1.95]]
 * @example readNumbers("1.950 ms") // [[1.95, 1950]]
 */
export function readNumbers(text: string): number[][] {
  // Colors and other commands to a terminal are no numbers.
  const plain = stripVTControlCharacters(text).replace(noNumber, " ");
  // Spaces between thousands are a thin or a hard one, where they are meant to be one.
  return [...plain.matchAll(/\d+(?:[.,'_\u00a0\u2009\u202f]\d+)*/g)].map(([number]) => readNumber(number));
}

function readNumber(number: string): number[] {
  const readings = new Set<number>();
  for (const [thousands, point] of [
    [/[,'_\u00a0\u2009\u202f]/g, "."],
    [/[.'_\u00a0\u2009\u202f]/g, ","],
  ] as const) {
    const [whole = "", ...decimals] = number.split(point);
    if (decimals.length > 1) continue;
    // Groups of three only: "1,95" has no thousands.
    const groups = whole.split(thousands);
    if (
      groups.length > 1 &&
      (groups.slice(1).some(({ length }) => length !== 3) || (groups[0] ?? "").length > 3)
    ) {
      continue;
    }
    readings.add(Number(`${groups.join("")}.${decimals[0] ?? "0"}`));
  }
  return [...readings];
}

/** A time as a report tells it, and how far rounding may have moved it. */
export interface PrintedTime {
  readonly ms: number;
  readonly roundedToMs: number;
}

const unitMs = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
type Unit = keyof typeof unitMs;

const unitWords: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:ms|mseg|msecs?|mils?|millis?|milisegundos?|milliseconds?)$/, "ms"],
  [/^(?:s|segs?|segundos?|secs?|seconds?)$/, "s"],
  [/^(?:m|min|mins|minutos?|minutes?)$/, "m"],
  [/^(?:h|hs|hrs?|horas?|hours?)$/, "h"],
];

const part = /(\d+(?:[.,]\d+)?)\s*([a-z]+)\b\.?/gi;
const between = /^[\s,;]*(?:y|and|con|with)?\s*$/i;
const clock = /(?<![\d:.,])(?:(\d{1,2}):)?(\d{1,2}):([0-5]\d)(?:[.,](\d{1,3}))?(?![\d:])/g;

/**
 * The times in a text that are told in several units, `1 min 3 s`, `1 s 643 ms`, or as by a clock, `1:03.5`; and those in
 * minutes alone with two decimals or more. A number of seconds or ms alone is left to {@link readNumbers}.
 *
 * @example readTimes("en 1 s 643 ms") // [{ ms: 1643, roundedToMs: 1 }]
 */
export function readTimes(text: string): PrintedTime[] {
  return [...readParts(text), ...readClocks(text)];
}

function readParts(text: string): PrintedTime[] {
  const found: PrintedTime[] = [];
  let chain: { readonly unit: Unit; readonly end: number; readonly ms: number } | undefined;
  for (const match of text.matchAll(part)) {
    const [whole, number = "", word = ""] = match;
    const unit = unitWords.find(([spelled]) => spelled.test(word.toLowerCase()))?.[1];
    if (unit === undefined) {
      chain = undefined;
      continue;
    }
    const isNext: boolean =
      chain !== undefined &&
      unitMs[unit] < unitMs[chain.unit] &&
      between.test(text.slice(chain.end, match.index));
    const before: number = isNext && chain ? chain.ms : 0;
    const ms = before + Number(number.replace(",", ".")) * unitMs[unit];
    chain = { unit, end: match.index + whole.length, ms };
    const decimals = /[.,](\d+)/.exec(number)?.[1]?.length ?? 0;
    if (isNext) found.push({ ms, roundedToMs: unit === "ms" ? 1 : roundedTo(unit, decimals) });
    else if (unit === "m" && decimals >= 2) found.push({ ms, roundedToMs: roundedTo(unit, decimals) });
  }
  return found;
}

/** To whole seconds, or to a decimal at least; minutes to hundredths. */
function roundedTo(unit: Unit, decimals: number): number {
  if (unit === "m") return decimals === 0 ? 0 : 599;
  return decimals === 0 ? 999 : 99;
}

function readClocks(text: string): PrintedTime[] {
  return [...text.matchAll(clock)].map(([, hours = "0", minutes = "0", seconds = "0", decimals]) => ({
    ms:
      Number(hours) * unitMs.h +
      Number(minutes) * unitMs.m +
      Number(`${seconds}.${decimals ?? "0"}`) * unitMs.s,
    roundedToMs: decimals === undefined ? 999 : 99,
  }));
}
