/** A map that keeps this many entries at most: the one unused for longest makes room. */
export class RecentMap<K, V> {
  private readonly entries = new Map<K, V>();

  constructor(private readonly most: number) {}

  get size(): number {
    return this.entries.size;
  }

  /** What is kept under `key`, or what `make` makes where nothing is. */
  take(key: K, make: () => V): V {
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
    if (this.entries.size <= this.most) return;
    for (const oldest of this.entries.keys()) return void this.entries.delete(oldest);
  }
}
