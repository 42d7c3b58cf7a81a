/** A status and how often it is drawn, against the others' weights. */
export interface WeightedStatus {
  readonly status: number;
  readonly weight: number;
}

/**
 * Reads `503`, `200,503` or `200:0.7,503:0.3`; a weight is 1 where none is given, and they need not add up to 1.
 *
 * @returns `undefined` if that is not what `codes` says
 * @see https://github.com/mccutchen/go-httpbin
 */
export function parseWeightedStatuses(codes: string): readonly WeightedStatus[] | undefined {
  const statuses = codes.split(",").map((code) => {
    const [, status, weight = "1"] = /^([2-5]\d\d)(?::(\d+(?:\.\d+)?))?$/.exec(code) ?? [];
    return { status: Number(status), weight: Number(weight) };
  });
  const total = statuses.reduce((sum, { weight }) => sum + weight, 0);
  return total > 0 && total < Infinity && statuses.every(({ status }) => status >= 200)
    ? statuses
    : undefined;
}

/** The status that `draw`, a number from 0 up to 1, falls on. */
export function pickStatus(statuses: readonly WeightedStatus[], draw: number): number {
  let left = draw * statuses.reduce((sum, { weight }) => sum + weight, 0);
  for (const { status, weight } of statuses) {
    left -= weight;
    if (left < 0) return status;
  }
  return statuses.at(-1)?.status ?? 200;
}
