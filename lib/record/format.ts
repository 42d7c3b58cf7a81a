import type { Language } from "@async-lab/notebook";

const locales = { en: "en-US", es: "es-AR" } as const satisfies Record<Language, string>;

/**
 * A number as the language writes it.
 *
 * @param decimals how many digits after the point, always
 * @example formatNumber(1234.5, "es", 1) // "1.234,5"
 */
export function formatNumber(value: number, language: Language, decimals = 0): string {
  return new Intl.NumberFormat(locales[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value);
}

/**
 * A duration with about three digits: "3 ms", "0.29 s", "10.3 s", "123 s".
 *
 * @param ms milliseconds
 * @example formatDuration(10_312, "en") // "10.3 s"
 */
export function formatDuration(ms: number, language: Language): string {
  if (ms < 0.5) return `${formatNumber(ms, language, 1)} ms`;
  if (ms < 99.5) return `${formatNumber(ms, language)} ms`;
  const seconds = ms / 1000;
  return `${formatNumber(seconds, language, seconds < 9.995 ? 2 : seconds < 99.95 ? 1 : 0)} s`;
}
