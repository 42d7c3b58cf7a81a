/**
 * Calls a function while `Math.random` gives numbers near one end of its range, so that a verdict on what is left to
 * chance is itself not left to it.
 *
 * The numbers differ, for code that draws until it gets another one.
 *
 * @param end the lowest or the highest numbers
 * @example await steerRandom("low", () => fetchWithRetry(url, 1000)); // jitter is as short as it can be
 */
export async function steerRandom<T>(end: "low" | "high", work: () => Promise<T>): Promise<T> {
  const own = Math.random;
  let draws = 0;
  Math.random = () => {
    draws += 1;
    const little = (draws % 100) / 1e7;
    return end === "low" ? little : 1 - 1e-7 - little;
  };
  try {
    return await work();
  } finally {
    Math.random = own;
  }
}
