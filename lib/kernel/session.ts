/** Runs cells: compiles them, keeps their variables between them, and catches what they throw. */
import vm from "node:vm";
import { inspect, types } from "node:util";
import { displaySymbol, type MimeBundle } from "../notebook/index.js";
import { runInCell, stopCell, type CellContext } from "./cell-context.js";
import { createCompiler, type CellCompiler, type CompiledCell } from "./compiler.js";
import { words } from "./excerpt.js";
import { bindListener } from "./listeners.js";
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
  bind: typeof bindListener,
) => Promise<void>;

/** What executor.execute() told through the console it was given. */
interface Outcome {
  value?: unknown;
  error?: { readonly thrown: unknown };
}

/** The cell that runs. */
interface Running {
  readonly cell: CellContext;
  readonly source: string;
  compiled?: CompiledCell;
  /** The statement it has come to. */
  statement: number;
  /** Set when the learner stopped it. */
  interrupted?: { readonly blocked: boolean };
}

/** The state of one notebook: its variables, and the compiler that knows their types. */
export class Session {
  readonly #compiler: CellCompiler;
  readonly #executor: Executor;
  readonly #modules: ModuleLoader;
  #outcome: Outcome = {};
  #running: Running | undefined;

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
   * @returns the value of its last expression, in an object, since a promise would be awaited on its way
   * @throws what the cell throws, a `CellTypeError` before any of it ran, an `InterruptError`
   */
  execute(cell: CellContext, source: string): Promise<{ readonly value: unknown }> {
    return runInCell(cell, async () => {
      this.#outcome = {};
      const running: Running = { cell, source, statement: 0 };
      this.#running = running;
      // An interrupt that terminates execution drops the promise callbacks that wait: none of the kernel's may.
      await new Promise(setImmediate);
      try {
        await this.#executor.execute(source);
      } finally {
        this.#running = undefined;
      }
      if (running.interrupted) throw interruptError(running);
      if (this.#outcome.error) throw this.#outcome.error.thrown;
      return { value: this.#outcome.value };
    });
  }

  /**
   * Stops waiting for the cell that runs; it fails with an `InterruptError`, and what it goes on to write is
   * not shown.
   *
   * @param blocked whether it was computing, not waiting
   */
  interrupt({ blocked }: { readonly blocked: boolean }): void {
    if (!this.#running) return;
    this.#running.interrupted = { blocked };
    stopCell(this.#running.cell);
    this.#executor.interrupt();
  }

  /** The variables that the cells have left. */
  get variables(): Readonly<Record<string, unknown>> {
    return this.#executor.locals;
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
      throw createTypeError(
        source,
        this.#running?.cell.executionCount ?? 0,
        this.#compiler.findings().diagnostics,
      );
    }
    for (const { line, call } of this.#compiler.findings().forgotten) {
      process.stderr.write(`${words().forgottenAwait(line, call)}\n`);
    }
    return { ...converted, output: "await globalThis.__tslab__.runCell(exports);", hasToplevelAwait: true };
  }

  async #run(exports: Record<string, unknown>): Promise<void> {
    const compiled = this.#compiler.compiled();
    const running = this.#running;
    if (!compiled || !running) return;
    running.compiled = compiled;
    const file = registerCell(running.cell.executionCount, running.source, compiled);
    const run = compileCell(file, compiled);
    const mark = (statement: number) => (running.statement = statement);
    try {
      await this.#modules.prepare(compiled.imports);
      await run(exports, this.#modules.require, this.#modules.importModule, mark, bindListener);
    } catch (thrown) {
      const position = compiled.statementPosition(running.statement);
      if (position) noteFailedStatement(thrown, file, position);
      throw thrown;
    }
  }
}

function interruptError({ cell, source, compiled, statement, interrupted }: Running): InterruptError {
  const error = new InterruptError(words().interrupted(interrupted?.blocked === true));
  const position = compiled?.statementPosition(statement);
  error.stack = "";
  if (compiled && position)
    noteFailedStatement(error, registerCell(cell.executionCount, source, compiled), position);
  return error;
}

function compileCell(filename: string, { code }: CompiledCell): CellFunction {
  const script = new vm.Script(
    `(async function (exports, require, importModule, mark, bindListener) {\n${code}\n})`,
    {
      filename,
      lineOffset: -1,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    },
  );
  return script.runInThisContext() as CellFunction;
}

/**
 * How a value looks in a notebook: as it says itself, or as `console.log` would print it.
 *
 * @throws what the value's own display method throws
 */
export async function toMimeBundle(value: unknown): Promise<MimeBundle> {
  const display = hasDisplay(value) ? value[displaySymbol] : undefined;
  if (display) return await display.call(value);
  const text = typeof value === "string" ? value : inspect(value, { depth: 4 });
  const isPending = types.isPromise(value) && text.includes("<pending>");
  return { "text/plain": isPending ? `${text}\n${words().pendingPromise}` : text };
}

function hasDisplay(value: unknown): value is { [displaySymbol](): MimeBundle | Promise<MimeBundle> } {
  if (typeof value !== "object" && typeof value !== "function") return false;
  return value !== null && typeof (value as Record<symbol, unknown>)[displaySymbol] === "function";
}
