/** `console.log` of a cell shows values as a result is shown: bounded, and HTTP's in a line first. Text is never cut. */
import { inspect, type InspectOptions } from "node:util";
import { inspectSafely, isObject } from "@async-lab/notebook";
import { showBounded, showValue } from "./show-value.js";
import { foldHttp, summarizeHttp } from "./http-summary.js";

const methods = ["log", "info", "debug", "warn", "error", "trace"] as const;

/** What `console.log` itself assumes. */
const depth = 2;

/** Changes the console of this process. */
export function boundConsole(): void {
  for (const method of methods) {
    const print = console[method].bind(console);
    console[method] = (...values: unknown[]) => {
      const asTheyAre = formattedBy(values[0]);
      print(...values.map((value, at) => (isObject(value) && !asTheyAre.has(at) ? new Shown(value) : value)));
    };
  }
  const print = console.log.bind(console);
  console.dir = (value: unknown, options: InspectOptions = {}) => {
    const asked = { customInspect: false, ...options };
    const text = showBounded(value, inspectSafely(value, asked), asked);
    const headline = summarizeHttp(value)?.headline;
    print("%s", headline === undefined ? text : `${headline}\n${text}`);
  };
}

/** The places of the values that a format makes a number or a text of: in `"%s: %o"` it is the first. */
function formattedBy(format: unknown): Set<number> {
  const specifiers = typeof format === "string" ? (format.match(/%[sdifjoOc%]/g) ?? []) : [];
  const taking = specifiers.filter((specifier) => specifier !== "%%");
  return new Set(taking.flatMap((specifier, at) => (/[oO]/.test(specifier) ? [] : [at + 1])));
}

/** Stands for a value until it is printed. */
class Shown {
  readonly #value: object;

  constructor(value: object) {
    this.#value = value;
  }

  [inspect.custom](): string {
    // Where the value's own `inspect.custom` throws, `console.log` throws, as it does anywhere.
    if (summarizeHttp(this.#value)) return showValue(this.#value, { depth });
    const folded = foldHttp(this.#value);
    return showBounded(folded, inspect(folded, { depth }), { depth });
  }
}
