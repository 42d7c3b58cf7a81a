import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { classNameOf, describeThrown, inspectSafely, isError, isInstance, peek } from "./foreign-values.js";

const trap = (): never => {
  throw new Error("trap");
};

/** What nobody may touch: each of its traps throws. */
function untouchable(target: object): object {
  return new Proxy(target, { get: trap, has: trap, getPrototypeOf: trap, ownKeys: trap });
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const getters = () =>
  Object.defineProperties(
    new Error("x"),
    Object.fromEntries(
      ["name", "message", "stack", "cause", "errors"].map((key) => [key, { get: trap }] as const),
    ),
  );

/** Errors as nobody should throw them, with the name and the message to be told. */
const thrown: readonly (readonly [what: string, thrown: () => unknown, name: string, message: string])[] = [
  [
    "an object for a message",
    () => Object.assign(new Error("x"), { message: { code: 7 } }),
    "Error",
    "{ code: 7 }",
  ],
  ["a number for a name", () => Object.assign(new Error("x"), { name: 500 }), "500", "x"],
  ["a BigInt for a message", () => Object.assign(new Error("x"), { message: 7n }), "Error", "7n"],
  [
    "a symbol for a message",
    () => Object.assign(new Error("x"), { message: Symbol("s") }),
    "Error",
    "Symbol(s)",
  ],
  ["getters that throw", getters, "Error", "<cannot be read>"],
  [
    "5 for a list of errors",
    () => Object.assign(new AggregateError([], "x"), { errors: 5 }),
    "AggregateError",
    "x",
  ],
  ["a revoked list of errors", () => Object.assign(new Error("x"), { errors: revoked() }), "Error", "x"],
  ["a number for a stack", () => Object.assign(new Error("x"), { stack: 5 }), "Error", "x"],
  [
    "an inspect of its own that throws",
    () => Object.assign(new Error("x"), { [inspect.custom]: trap }),
    "Error",
    "x",
  ],
  ["no prototype", () => Object.setPrototypeOf(new Error("x"), null) as unknown, "Error", "x"],
  ["nothing but the prototype", () => Object.create(TypeError.prototype) as unknown, "TypeError", ""],
  ["another realm", () => runInNewContext("new RangeError('x')") as unknown, "RangeError", "x"],
  ["a DOMException", () => new DOMException("x", "AbortError"), "AbortError", "x"],
  ["a proxy of an error", () => untouchable(new RangeError("x")), "RangeError", "x"],
  ["a revoked proxy", revoked, "object", "<Revoked Proxy>"],
  [
    "an object without a prototype",
    () => Object.create(null) as unknown,
    "object",
    "[Object: null prototype] {}",
  ],
  ["an object that cannot be shown", () => ({ [inspect.custom]: trap }), "object", "{}"],
  [
    "a prototype that is a proxy",
    () => Object.create(untouchable({})) as unknown,
    "object",
    "[Object: null prototype] {}",
  ],
  ["null", () => null, "object", "null"],
  ["undefined", () => undefined, "undefined", "undefined"],
  ["a symbol", () => Symbol("s"), "symbol", "Symbol(s)"],
  ["a function", () => trap, "function", "[Function: trap]"],
];

test.each(thrown)("whoever throws %s is told", (_what, make, name, message) => {
  const described = describeThrown(make());
  expect(described).toMatchObject({ name, stack: expect.any(String) as string });
  expect(described.message.replace(/\s*Symbol\(nodejs[^}]*/, "")).toBe(message);
});

test("a message of a million characters is cut off, and says so", () => {
  expect(describeThrown(new Error("x".repeat(1e6))).message).toMatch(/^x{5000}… \(995000 more characters\)$/);
});

test("what an error has collected is a list, however long it was", () => {
  const many = Array.from({ length: 5000 }, (_, index) => new Error(String(index)));
  expect(describeThrown(new AggregateError(many)).errors).toHaveLength(100);
  expect(describeThrown(new AggregateError(many)).errorCount).toBe(5000);
});

describe("nobody's code runs in a look", () => {
  test.each([
    ["a proxy", untouchable({})],
    ["a revoked one", revoked()],
    ["below a proxy", Object.create(untouchable({}))],
    [
      "getters",
      {
        get server() {
          return trap();
        },
        get constructor() {
          return trap();
        },
      },
    ],
  ])("%s", (_what, value) => {
    expect(peek(value, "server")).toBeUndefined();
    expect(classNameOf(value)).toBe("");
    expect(isInstance(value, Map)).toBe(false);
    expect(isError(value)).toBe(false);
  });

  test("an inherited value is found", () => {
    expect(peek(Object.create({ server: 7 }), "server")).toBe(7);
    expect(isInstance(new (class extends Map {})(), Map)).toBe(true);
  });
});

test("what cannot be shown does not take with it what is around it", () => {
  const tag = {
    get [Symbol.toStringTag]() {
      return trap();
    },
  };
  const Nameless = class {
    static get name() {
      return trap();
    }
    a = 1;
  };
  const shown = inspectSafely([1, { tag, list: [new Nameless()] }, { [inspect.custom]: trap }], { depth: 4 });
  expect(shown).toContain("a: 1");
  expect(shown).toMatch(/^\[\s*1,/);
});
