import type { Language } from "@async-lab/notebook";
import { formatNumber } from "async-lab/record";

/**
 * A day and its time on this machine's clock, with the zone: a deadline is read by people in several.
 *
 * @param locale "en-GB", "es-AR" …
 */
export function formatMoment(date: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "long",
  }).format(date);
}

/** A span in days, hours and minutes, at least a minute: "2 days 3 hours", "12 minutes". */
export function formatSpan(ms: number, locale: string): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor((minutes % 1440) / 60), "hour"],
    [minutes % 60, "minute"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .slice(0, 2)
    .map(([count, unit]) =>
      new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count),
    )
    .join(" ");
}

/** Points as the language writes them, with decimals where there are some. */
export function formatPoints(points: number, spoken: Language): string {
  return formatNumber(points, spoken, Number.isInteger(points) ? 0 : Number.isInteger(points * 10) ? 1 : 2);
}
