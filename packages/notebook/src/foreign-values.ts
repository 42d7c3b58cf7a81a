/**
 * Reads values of unknown origin: objects may be proxies, have getters that throw or have side effects, or have no
 * prototype. Nothing here throws; what runs a value's own code says so.
 */
import { inspect, types, type InspectOptions } from "node:util";
import { language, type Language } from "./language.js";

const messages = {
  en: { unreadable: "<cannot be read>", unshowable: "cannot be shown", more: "more characters" },
  es: { unreadable: "<no se puede leer>", unshowable: "no se puede mostrar", more: "caracteres más" },
} as const satisfies Record<Language, Record<string, string>>;

/** In characters. */
const maxNameLength = 200;
const maxMessageLength = 5000;
const maxStackLength = 200_000;
/** Of the errors in an `AggregateError`, this many are read. */
const maxErrors = 100;

/** Whether it has properties of its own. */
export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/**
 * The value of a property, own or inherited, without running any of its code.
 *
 * @returns `undefined` for a getter, and for what only a proxy could tell
 */
export function peek(value: unknown, key: PropertyKey): unknown {
  return descriptorOf(value, key)?.value;
}

/** The descriptor of a property, own or inherited, without running any of its code. */
export function descriptorOf(value: unknown, key: PropertyKey): PropertyDescriptor | undefined {
  try {
    for (let at = value; isObject(at) && !types.isProxy(at); at = Reflect.getPrototypeOf(at)) {
      const descriptor = Reflect.getOwnPropertyDescriptor(at, key);
      if (descriptor) return descriptor;
    }
  } catch {
    // A module that has not run yet has names, but no values.
  }
  return undefined;
}

/** `instanceof` without running any of its code; a proxy is an instance of nothing. */
export function isInstance<T>(value: unknown, type: { readonly prototype: T }): value is T {
  for (let at = value; isObject(at) && !types.isProxy(at); at = Reflect.getPrototypeOf(at)) {
    if (at === type.prototype) return true;
  }
  return false;
}

/** Whether a value is an error, of this realm or another one; a proxy of one is none. */
export function isError(value: unknown): value is Error {
  return Error.isError(value) || isInstance(value, Error);
}

/** The name of the class of an object, without running any of its code; empty where there is none. */
export function classNameOf(value: unknown): string {
  const name = peek(peek(value, "constructor"), "name");
  return typeof name === "string" ? name : "";
}

/**
 * `util.inspect` of whatever it is. Runs the value's own `inspect.custom`; what cannot be shown with it is shown
 * without, and what cannot be shown at all does not take with it what is around it.
 */
export function inspectSafely(value: unknown, options: InspectOptions = {}): string {
  const attempts = [() => inspect(copyShowable(value, options), options)];
  if (!hasProxyBelow(value)) {
    attempts.unshift(
      () => inspect(value, options),
      () => inspect(value, { ...options, customInspect: false }),
    );
  }
  for (const attempt of attempts) {
    try {
      return attempt();
    } catch {
      // The next one, or below.
    }
  }
  return `[${classNameOf(value) || typeof value}: ${messages[language()].unshowable}]`;
}

/** `inspect` asks no proxy, unless it is the prototype of what it shows. */
function hasProxyBelow(value: unknown): boolean {
  let at = value;
  while (isObject(at) && !types.isProxy(at)) at = Reflect.getPrototypeOf(at);
  return at !== value && types.isProxy(at);
}

/** An object's own properties, each of them a text already, on an object that nothing is wrong with. */
function copyShowable(value: unknown, options: InspectOptions): unknown {
  if (!isObject(value)) return value;
  const depth = options.depth ?? 2;
  const copy = (Array.isArray(value) ? [] : Object.create(null)) as object;
  for (const [key, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (!descriptor.enumerable) continue;
    const text = inspectSafely(descriptor.value, { ...options, depth: depth - 1 });
    const shown = isObject(descriptor.value) ? { value: new InspectedText(text) } : {};
    Object.defineProperty(copy, key, { ...descriptor, ...shown });
  }
  return copy;
}

/** A text that `inspect` shows as it is. */
export class InspectedText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  [inspect.custom](): string {
    return this.#text;
  }
}

/** What was thrown, read once: all of it is text or lists, whatever the error's properties were. */
export interface Thrown {
  readonly isError: boolean;
  /** Of what is no error: its type. */
  readonly name: string;
  /** Of what is no error: the value as `console.log` prints it. */
  readonly message: string;
  /** Empty where it has none. */
  readonly stack: string;
  readonly cause: unknown;
  /** What an `AggregateError` has collected, at most 100 of them. */
  readonly errors: readonly unknown[];
  /** How many it has collected. */
  readonly errorCount: number;
}

/**
 * Describes whatever was thrown. Runs an error's getters, but no proxy's traps.
 *
 * @example
 * describeThrown(Object.assign(new Error("x"), { message: { code: 7 } })).message // "{ code: 7 }"
 */
export function describeThrown(thrown: unknown): Thrown {
  if (types.isProxy(thrown)) return describeProxy(thrown);
  const none = { stack: "", cause: undefined, errors: [], errorCount: 0 };
  if (!isError(thrown)) {
    const message = shorten(inspectSafely(thrown, { depth: 1 }), maxMessageLength);
    return { isError: false, name: typeof thrown, message, ...none };
  }
  const stack = read(thrown, "stack");
  const name = read(thrown, "name");
  return {
    isError: true,
    name: (name === unreadable ? "" : textOf(name, maxNameLength)) || classNameOf(thrown) || "Error",
    message: textOf(read(thrown, "message"), maxMessageLength),
    stack: typeof stack === "string" ? stack.slice(0, maxStackLength) : "",
    cause: valueOf(read(thrown, "cause")),
    ...errorsOf(read(thrown, "errors"), name === "AggregateError"),
  };
}

/** `inspect` shows what is behind a proxy without asking it. */
function describeProxy(proxy: unknown): Thrown {
  const text = shorten(inspectSafely(proxy, { depth: 1 }), maxMessageLength);
  const [, name, message = ""] = /^(\w*Error)(?: \[\w+\])?(?:: ([^]*?))?(?=\n {4}at |$)/.exec(text) ?? [];
  const none = { cause: undefined, errors: [], errorCount: 0 };
  if (name === undefined) return { isError: false, name: typeof proxy, message: text, stack: "", ...none };
  return { isError: true, name, message, stack: text, ...none };
}

/** Stands for a property whose getter throws. */
export const unreadable = Symbol("unreadable");

/** Reads a property as any code would; runs its getter. */
export function read(value: unknown, key: PropertyKey): unknown {
  if (!isObject(value)) return undefined;
  try {
    return (value as Record<PropertyKey, unknown>)[key];
  } catch {
    return unreadable;
  }
}

function valueOf(value: unknown): unknown {
  return value === unreadable ? messages[language()].unreadable : value;
}

function textOf(value: unknown, maxLength: number): string {
  if (value === undefined) return "";
  if (value === unreadable) return messages[language()].unreadable;
  return shorten(typeof value === "string" ? value : inspectSafely(value, { depth: 1 }), maxLength);
}

function errorsOf(errors: unknown, isAggregate: boolean): Pick<Thrown, "errors" | "errorCount"> {
  if (types.isProxy(errors) || !Array.isArray(errors)) return { errors: [], errorCount: 0 };
  const shown = Array.from({ length: Math.min(errors.length, maxErrors) }, (_, index) =>
    valueOf(read(errors, index)),
  );
  return isAggregate || shown.some(isError)
    ? { errors: shown, errorCount: errors.length }
    : { errors: [], errorCount: 0 };
}

/** A text, cut off where it is longer, with how much was left out. */
export function shorten(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  return `${text.slice(0, maxLength)}… (${text.length - maxLength} ${messages[language()].more})`;
}
