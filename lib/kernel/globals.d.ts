/**
 * What Node 24 has and the declarations of TypeScript 5.0 do not know yet.
 * @see https://tc39.es/ecma262/
 */
interface PromiseConstructor {
  /** Makes a promise together with the functions that settle it. */
  withResolvers<T>(): {
    promise: Promise<T>;
    resolve: (value: T | PromiseLike<T>) => void;
    reject: (reason?: unknown) => void;
  };
  /** Calls `run` at once; what it returns or throws becomes the promise. */
  try<T, A extends unknown[]>(run: (...args: A) => T | PromiseLike<T>, ...args: A): Promise<Awaited<T>>;
}

interface ArrayConstructor {
  /** Collects an asynchronous iterable into an array. */
  fromAsync<T>(source: AsyncIterable<T> | Iterable<T | PromiseLike<T>>): Promise<T[]>;
  fromAsync<T, U>(
    source: AsyncIterable<T> | Iterable<T | PromiseLike<T>>,
    map: (value: T, index: number) => U | PromiseLike<U>,
  ): Promise<U[]>;
}

interface ObjectConstructor {
  /** Groups by a key. */
  groupBy<K extends PropertyKey, T>(
    items: Iterable<T>,
    key: (item: T, index: number) => K,
  ): Partial<Record<K, T[]>>;
}

interface MapConstructor {
  /** Groups by a key. */
  groupBy<K, T>(items: Iterable<T>, key: (item: T, index: number) => K): Map<K, T[]>;
}

interface Set<T> {
  union<U>(other: ReadonlySet<U>): Set<T | U>;
  intersection<U>(other: ReadonlySet<U>): Set<T & U>;
  difference<U>(other: ReadonlySet<U>): Set<T>;
  isSubsetOf(other: ReadonlySet<unknown>): boolean;
}

/** Asks the person in front of the notebook, and waits for the answer. */
declare function input(prompt?: string): Promise<string>;

/** A dialog of browsers: use `await input("name? ")`. */
declare function prompt(message?: string, preset?: string): string | null;

/** A dialog of browsers: use `await input("sure? ")`. */
declare function confirm(message?: string): boolean;

/** A dialog of browsers: use `console.log()`. */
declare function alert(message?: unknown): void;
