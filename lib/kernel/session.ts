/** Runs cells: compiles them, keeps their variables between them, and catches what they throw. */
import vm from "node:vm";
import { inspect } from "node:util";
import { displaySymbol, type MimeBundle } from "../notebook/index.js";
import { runInCell, type CellContext } from "./cell-context.js";
import { createCompiler, type CellCompiler, type CompiledCell } from "./compiler.js";
import { words } from "./excerpt.js";
import { createModuleLoader, type ModuleLoader } from "./modules.js";
import { noteFailedStatement, registerCell } from "./traceback.js";
import { cellScope, createExecutor, type Converter, type Executor } from "./tslab.js";
import { createTypeError } from "./type-errors.js";

/** A cell that the learner stopped. */
export class InterruptError extends Error {
  override readonly name = "Interrupted";
}

type CellFunction = (
  exports: Record<string, unknown>,
  require: ModuleLoader["require"],
  importModule: ModuleLoader["importModule"],
  mark: (statement: number) => void,
) => Promise<void>;

/** What executor.execute() told through the console it was given. */
interface Outcome {
  value?: unknown;
  error?: { readonly thrown: unknown };
}

/** The state of one notebook: its variables, and the compiler that knows their types. */
export class Session {
  readonly #compiler: CellCompiler;
  readonly #executor: Executor;
  readonly #modules: ModuleLoader;
  #outcome: Outcome = {};
  #running: { readonly cell: CellContext; readonly source: string } | undefined;

  /** @param folder the notebook's folder */
  constructor(folder: string) {
    this.#compiler = createCompiler(folder, (name) => Object.hasOwn(this.#executor.locals, name));
    const converter: Converter = { ...this.#compiler, convert: (...args) => this.#convert(...args) };
    this.#executor = createExecutor(
      folder,
      { node: converter, browser: converter, close: () => this.#compiler.close() },
      {
        log: (value: unknown) => (this.#outcome.value = value),
        error: (thrown: unknown) => (this.#outcome.error = { thrown }),
      },
    );
    const scope = cellScope();
    this.#modules = createModuleLoader(folder, scope.require);
    scope.runCell = (exports) => this.#run(exports);
  }

  /**
   * Runs a cell.
   *
   * @returns the value of its last expression
   * @throws what the cell throws, a `CellTypeError` before any of it ran, an `InterruptError`
   */
  execute(cell: CellContext, source: string): Promise<unknown> {
    return runInCell(cell, async () => {
      this.#outcome = {};
      this.#running = { cell, source };
      try {
        await this.#executor.execute(source);
      } finally {
        this.#running = undefined;
      }
      if (this.#outcome.error) throw this.#outcome.error.thrown;
      return this.#outcome.value;
    });
  }

  /** Stops waiting for the cell that runs; it fails with an `InterruptError`. */
  interrupt(): void {
    this.#executor.interrupt();
  }

  /** Creates the TypeScript program, which takes most of a second, before the first cell needs it. */
  warm(): void {
    this.#compiler.convert("", "");
  }

  complete(source: string, position: number): ReturnType<Executor["complete"]> {
    return this.#executor.complete(source, position);
  }

  inspect(source: string, position: number): ReturnType<Executor["inspect"]> | undefined {
    return this.#executor.inspect(source, position);
  }

  close(): void {
    this.#executor.close();
  }

  /** Hands the executor a cell that only calls back here, where the compiled one is run. */
  #convert(declarations: string, source: string): ReturnType<Converter["convert"]> {
    const converted = this.#compiler.convert(declarations, source);
    if (converted.diagnostics.length > 0) {
      throw createTypeError(source, this.#running?.cell.executionCount ?? 0, this.#compiler.diagnostics());
    }
    return { ...converted, output: "await globalThis.__tslab__.runCell(exports);", hasToplevelAwait: true };
  }

  async #run(exports: Record<string, unknown>): Promise<void> {
    const compiled = this.#compiler.compiled();
    if (!compiled || !this.#running) return;
    const { cell, source } = this.#running;
    const file = registerCell(cell.executionCount, source, compiled);
    const run = compileCell(file, compiled);
    let statement = 0;
    try {
      await this.#modules.prepare(compiled.imports);
      await run(exports, this.#modules.require, this.#modules.importModule, (number) => (statement = number));
    } catch (thrown) {
      const position = compiled.statementPosition(statement);
      if (position) noteFailedStatement(thrown, file, position);
      throw thrown;
    }
  }
}

function compileCell(filename: string, { code }: CompiledCell): CellFunction {
  const script = new vm.Script(`(async function (exports, require, importModule, mark) {\n${code}\n})`, {
    filename,
    lineOffset: -1,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as CellFunction;
}

/** The error of a cell that was interrupted, in place of tslab's own. */
export function asInterrupt(thrown: unknown): unknown {
  const isInterrupt = thrown instanceof Error && thrown.message === "Interrupted asynchronously";
  return isInterrupt ? new InterruptError(words().interrupted) : thrown;
}

/**
 * How a value looks in a notebook: as it says itself, or as `console.log` would print it.
 *
 * @throws what the value's own display method throws
 */
export async function toMimeBundle(value: unknown): Promise<MimeBundle> {
  const display = hasDisplay(value) ? value[displaySymbol] : undefined;
  if (display) return await display.call(value);
  return { "text/plain": typeof value === "string" ? value : inspect(value, { depth: 4 }) };
}

function hasDisplay(value: unknown): value is { [displaySymbol](): MimeBundle | Promise<MimeBundle> } {
  if (typeof value !== "object" && typeof value !== "function") return false;
  return value !== null && typeof (value as Record<symbol, unknown>)[displaySymbol] === "function";
}
