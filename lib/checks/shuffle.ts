import { seededRandom, shuffleBy } from "@async-lab/practice-api";

/** Shuffles by a fixed seed, so that a verdict today is the verdict of tomorrow. */
export function shuffle<T>(items: readonly T[], seed: number): T[] {
  return shuffleBy(items, seededRandom(seed));
}

/**
 * Delays, in seconds, in an order meant to mislead: the slowest page first, the others shuffled.
 *
 * @param count how many
 * @param options `step`: the shortest delay, and how far each is from the next one; `seed`: of the shuffle
 * @example adversarialDelays(4, { step: 0.05, seed: 1 }) // for example [0.2, 0.1, 0.05, 0.15]
 */
export function adversarialDelays(count: number, options: { step: number; seed: number }): number[] {
  const delays = Array.from(
    { length: count },
    (_, index) => Math.round((index + 1) * options.step * 1000) / 1000,
  );
  const slowest = delays.pop();
  return slowest === undefined ? [] : [slowest, ...shuffle(delays, options.seed)];
}

/**
 * Pages with {@link adversarialDelays}, of which their addresses tell nothing.
 *
 * @example harness.trial(adversarialPlan(4, { step: 0.05, seed: 1 }))
 */
export function adversarialPlan(
  count: number,
  options: { step: number; seed: number },
): { delay: number; told: number }[] {
  return adversarialDelays(count, options).map((delay) => ({ delay, told: 0 }));
}
