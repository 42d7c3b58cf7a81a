/** A map of at most `max` entries; beyond that, the one that was set longest ago is deleted. */
export class LruMap<K, V> {
  private readonly entries = new Map<K, V>();

  constructor(private readonly max: number) {}

  /** The value of `key`; where there is none, `make` makes it. Counts as setting it. */
  getOrInsert(key: K, make: () => V): V {
    const value = this.entries.get(key) ?? make();
    this.set(key, value);
    return value;
  }

  get(key: K): V | undefined {
    return this.entries.get(key);
  }

  set(key: K, value: V): void {
    // A Map iterates in order of insertion.
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.max) return;
    for (const oldest of this.entries.keys()) return void this.entries.delete(oldest);
  }
}

const maxPages = 50_000;

/** How often each page of each run was asked for. */
export class AttemptCounts {
  private readonly counts = new LruMap<string, number>(maxPages);

  /** Counts one more attempt at a page; returns its number, from 1. */
  next(run: string, page: string): number {
    const key = `${run} ${page}`;
    const attempt = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, attempt);
    return attempt;
  }
}
