/**
 * A cell is a function, and its `let` a local variable of it. Functions of the cell go on using that variable, so
 * a later cell that reads or assigns it must reach the same one, and no copy.
 */

/** How to reach a cell's variable from outside. */
export type Accessors = Readonly<
  Record<string, readonly [get: () => unknown, set: (value: unknown) => void]>
>;

/** The variables of earlier cells that can still change. */
export class LiveVariables {
  readonly #live = Object.create(null) as Record<string, unknown>;
  /** What cells export; a name that it does not have is looked up among the live ones. */
  readonly #kept = Object.create(this.#live) as Record<string, unknown>;
  /** The `exports` of every cell. TypeScript defines an import as a getter there: its value is kept, and can be assigned. */
  readonly exports = new Proxy(this.#kept, {
    defineProperty: (kept, name, { get, value }) => {
      if (name !== "__esModule") Reflect.set(kept, name, get ? get() : value);
      return true;
    },
  });

  /** Takes the value of that name away. */
  take(name: string): unknown {
    const value = this.#kept[name];
    Reflect.deleteProperty(this.#kept, name);
    return value;
  }

  /** Whether an earlier cell left a variable of that name. */
  has(name: string): boolean {
    return name in this.#kept;
  }

  /** Whether the cell that declares a name, and has just run, came to it. */
  isReached(name: string): boolean {
    // One without a value may still be a `let` that waits for one.
    return name in this.#live || this.#kept[name] !== undefined;
  }

  /** The value of now of the variable of that name. */
  get(name: string): unknown {
    return this.#kept[name];
  }

  /** All variables with their values of now. */
  values(): unknown[] {
    return [...Object.values(this.#live), ...Object.values(this.#kept)];
  }

  /** A cell declares these names anew: later cells no longer reach those of the earlier cell. */
  forget(names: readonly string[]): void {
    for (const name of names) Reflect.deleteProperty(this.#live, name);
  }

  /** The cell has run: what it declared is reached through its accessors. */
  keep(accessors: Accessors): void {
    for (const [name, [get, set]] of Object.entries(accessors)) {
      if (!isInitialized(get)) continue;
      Object.defineProperty(this.#live, name, { get, set, enumerable: true, configurable: true });
      Reflect.deleteProperty(this.#kept, name);
    }
  }
}

/** A `let` that the cell did not come to, because it failed before, must not be read. */
function isInitialized(get: () => unknown): boolean {
  try {
    get();
    return true;
  } catch {
    return false;
  }
}
