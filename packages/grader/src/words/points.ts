import type { Language } from "@async-lab/notebook";
import { formatNumber } from "async-lab/record";

/** Points as the language writes them, with decimals where there are some. */
export function formatPoints(points: number, spoken: Language): string {
  return formatNumber(points, spoken, Number.isInteger(points) ? 0 : Number.isInteger(points * 10) ? 1 : 2);
}
