/**
 * Nothing can be typed into the standard input of a notebook's kernel: reading it would wait for ever, or find its
 * end at once. Here it fails at once, and the error names `await input()`.
 */
import { syncBuiltinESMExports } from "node:module";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { messages } from "./messages/index.js";

/** Functions whose first argument is a file, by its path or its descriptor. */
const readers: Readonly<Record<string, readonly string[]>> = {
  "node:fs": ["open", "read", "readv", "readFile", "copyFile"].flatMap((name) => [name, `${name}Sync`]),
  "node:fs/promises": ["open", "readFile", "copyFile"],
};

/** What standard input is called in the file system; the terminal that Jupyter was started from is no answer either. */
const itsPaths =
  /^\/dev\/(?:stdin|fd\/0|tty)$|^\/proc\/(?:self|thread-self|\d+)\/fd\/0$|^(?:\\\\[.?]\\)?CONIN\$$/i;

/** What browsers ask and tell with. */
const browserDialogs = ["prompt", "confirm", "alert"] as const;

/** Standard input as cells see it: it can be looked at, and paused, but not read. */
class ClosedStandardInput extends Readable {
  readonly fd = 0;

  constructor() {
    super();
    // Comes before the listener is added: so it is the line that begins to read that fails.
    this.on("newListener", (event) => {
      if (event === "data" || event === "readable") refuse();
    });
  }

  override read(): never {
    refuse();
  }

  override resume(): never {
    refuse();
  }

  setRawMode(): never {
    refuse();
  }

  /** As a socket or a terminal has it: this one keeps no process alive in any case. */
  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  /** Where a library has removed every listener. */
  override _read(): void {
    this.destroy(new Error(messages().noStandardInput));
  }
}

/**
 * From here on whatever would read standard input fails: `process.stdin`, descriptor 0 and its names in the file
 * system, and the dialogs of browsers, which Node does not have.
 *
 * @example
 * rejectStandardInput();
 * readFileSync(0); // throws "… ask with `await input("name? ")` instead."
 */
export function rejectStandardInput(): void {
  const stdin = new ClosedStandardInput();
  Object.defineProperty(process, "stdin", { get: () => stdin, configurable: true, enumerable: true });
  for (const [module, names] of Object.entries(readers)) {
    const exported = process.getBuiltinModule(module) as Record<string, (...args: unknown[]) => unknown>;
    for (const name of names) {
      const original = exported[name];
      if (original)
        exported[name] = guard(original, ([file]) => isStandardInput(file), module.endsWith("promises"));
    }
  }
  const fs = process.getBuiltinModule("node:fs") as { createReadStream: (...args: unknown[]) => unknown };
  fs.createReadStream = guard(fs.createReadStream, ([path, options]) => {
    const { fd } = (options ?? {}) as { fd?: unknown };
    return isStandardInput(fd ?? path);
  });
  syncBuiltinESMExports();
  for (const name of browserDialogs) {
    const value = (): never => {
      throw new Error(messages().browserDialog(name));
    };
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

/** The function as it is, in every other respect: `util.promisify` finds what it looks for. */
function guard(
  original: (...args: unknown[]) => unknown,
  isRefused: (args: unknown[]) => boolean,
  asPromise = false,
): (...args: unknown[]) => unknown {
  return new Proxy(original, {
    apply: (target, receiver, args: unknown[]) => {
      if (!isRefused(args)) return Reflect.apply(target, receiver, args);
      if (asPromise) return Promise.reject(new Error(messages().noStandardInput));
      refuse();
    },
  });
}

function isStandardInput(file: unknown): boolean {
  if (typeof file === "number") return file === 0;
  if (typeof file === "string") return itsPaths.test(file);
  if (Buffer.isBuffer(file)) return itsPaths.test(file.toString());
  return file instanceof URL && file.protocol === "file:" && itsPaths.test(fileURLToPath(file));
}

function refuse(): never {
  throw new Error(messages().noStandardInput);
}
