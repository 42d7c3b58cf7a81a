/**
 * Shuffles by a fixed seed, so that a verdict today is the verdict of tomorrow.
 *
 * @see https://en.wikipedia.org/wiki/Fisher%E2%80%93Yates_shuffle
 */
export function shuffle<T>(items: readonly T[], seed: number): T[] {
  const random = mulberry32(seed);
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
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

/** A small generator of random numbers that takes a seed. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
