/**
 * Makes a generator of numbers from 0 up to 1: mulberry32, the same numbers for the same seed.
 *
 * @see https://github.com/cprosche/mulberry32
 * @example
 * const next = seededRandom(42);
 * next(); // 0.6011037519201636
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * One number from 0 up to 1, always the same for the same seed and text: FNV-1a tells the texts apart.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
 * @example draw(7, "ARG") // 0.7104
 */
export function draw(seed: number, text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return seededRandom(hash ^ Math.imul(seed, 0x9e3779b1))();
}

/**
 * Shuffles by a generator of random numbers.
 *
 * @see https://en.wikipedia.org/wiki/Fisher%E2%80%93Yates_shuffle
 * @example shuffleBy(["ARG", "BOL", "CHL"], seededRandom(42));
 */
export function shuffleBy<T>(items: readonly T[], next: () => number): T[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(next() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}
