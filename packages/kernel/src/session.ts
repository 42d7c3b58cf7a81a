/** Runs cells: compiles them, keeps their variables between them, and catches what they throw. */
import { join, relative } from "node:path";
import type TypeScript from "typescript";
import { endVirtualTime } from "virtual-time";
import type { NamesInUse } from "@async-lab/notebook";
import { runAround } from "./around-cells.js";
import { runInCell, stopCell, type CellContext } from "./cell-context.js";
import { compileCell, type CellKernel } from "./cell-function.js";
import { createCompiler, type CellCompiler, type CompiledCell } from "./compiler.js";
import type { Position } from "./excerpt.js";
import { messages } from "./messages/index.js";
import type { CellHelp, Completions } from "./language-service.js";
import { bindListener } from "./listeners.js";
import { addModuleCell, takeEdited } from "./local-files.js";
import { LiveVariables, type Accessors } from "./live-variables.js";
import { createModuleLoader, type ModuleLoader } from "./modules.js";
import { givenNames } from "./names.js";
import { NotebookNames, type CellFailure } from "./notebook-names.js";
import { protect } from "./termination.js";
import { nameOfCell, noteFailedStatement, registerCell } from "./traceback.js";
import { readTags } from "./tslab.js";
import { findSyntaxErrors } from "./syntax-errors.js";
import { createTypeError } from "./type-errors.js";

/** A cell that the learner stopped. */
class InterruptError extends Error {
  override readonly name = "Interrupted";
}

/** The cell that runs. */
interface Running {
  readonly cell: CellContext;
  readonly source: string;
  /** The value of its last expression. */
  value?: unknown;
  error?: { readonly thrown: unknown };
  /** How to reach the variables that it has come to. */
  accessors: Accessors;
  compiled?: CompiledCell;
  /** The same, once its imports are there and its first statement runs. */
  begun?: CompiledCell;
  /** The file name that V8 knows it under. */
  file?: string;
  /** Where the import stands that it waits for. */
  importing?: Position | undefined;
  /** The statement it has come to. */
  statement: number;
  /** Set when the learner stopped it. */
  interrupted?: { readonly blocked: boolean };
  /** Settled when it has ended, or was given up: terminated where nothing of it is left to tell. */
  readonly ended: PromiseWithResolvers<unknown>;
  /** Resolved when the learner stopped it. */
  readonly stopped: PromiseWithResolvers<unknown>;
}

/** The state of one notebook: its variables, and the compiler that knows their types. */
export class Session {
  readonly #folder: string;
  readonly #compiler: CellCompiler;
  readonly #modules: ModuleLoader;
  readonly #variables = new LiveVariables();
  /** The types of what the cells have declared. */
  #declarations = "";
  /** What the names of the cells stand for. */
  readonly names = new NotebookNames();
  #running: Running | undefined;

  /** @param folder the notebook's folder */
  constructor(folder: string) {
    this.#folder = folder;
    this.#compiler = createCompiler(folder, (name) => this.#variables.has(name));
    this.#modules = createModuleLoader(folder, this.#compiler.emitFile);
  }

  /**
   * Runs a cell.
   *
   * @returns the value of its last expression, in an object, since a promise would be awaited on its way
   * @throws what the cell throws, a `CellTypeError` before any of it ran, an `InterruptError`
   */
  async execute(cell: CellContext, source: string): Promise<{ readonly value: unknown }> {
    const ended = Promise.withResolvers<unknown>();
    const stopped = Promise.withResolvers<unknown>();
    const running: Running = { cell, source, accessors: {}, statement: 0, ended, stopped };
    this.#running = running;
    runInCell(cell, () =>
      setImmediate(() => {
        this.#perform(running).then(ended.resolve, ended.reject);
      }),
    );
    try {
      await ended.promise;
      if (running.interrupted) throw interruptError(running);
      if (running.error) throw running.error.thrown;
      this.#noteNames(running);
      return { value: running.value };
    } catch (thrown) {
      this.#noteNames(running, { thrown, stopped: running.interrupted !== undefined });
      throw thrown;
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  #noteNames({ cell, source, begun }: Running, failure?: CellFailure): void {
    if (begun) this.names.noteRun(cell, begun, (name) => this.#variables.isReached(name), failure);
    // Silent code is in no cell that could be run again.
    else if (failure && !cell.silent) this.names.noteNotRun(cell, source, failure);
  }

  /** What the running cell uses of other cells; nothing where none runs. */
  namesInUse(): NamesInUse | undefined {
    return this.#running?.begun && this.names.inUse(this.#running.begun);
  }

  /**
   * Stops waiting for the cell that runs; it fails with an `InterruptError`, what it has declared is kept, and
   * what it goes on to write is not shown.
   *
   * @param blocked whether it was computing, not waiting
   * @returns the error that the cell fails with
   */
  interrupt({ blocked }: { readonly blocked: boolean }): Error {
    const running = this.#running;
    if (!running) return new InterruptError(messages().interrupted(blocked));
    running.interrupted ??= { blocked };
    stopCell(running.cell);
    this.#modules.abandon();
    // A check whose answer was stopped gives up, and the next cell runs in real time.
    endVirtualTime();
    running.stopped.resolve(undefined);
    return interruptError(running);
  }

  /** Gives up on a cell that was interrupted and does not end: it was terminated before it could. */
  abandon(): void {
    const running = this.#running;
    if (!running) return;
    this.#running = undefined;
    running.ended.resolve(undefined);
  }

  /** Whether a cell runs. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** The variables that the cells have left. */
  get variables(): readonly unknown[] {
    return this.#variables.values();
  }

  /** A variable that the cells have left, by its name. */
  variable(name: string): unknown {
    return this.#variables.get(name);
  }

  /** Creates the TypeScript program, which takes most of a second, before the first cell needs it. */
  warm(): void {
    protect(() => this.#compiler.convert("", ""));
  }

  complete(source: string, position: number): Completions {
    return this.#compiler.complete(this.#declarations, source, position);
  }

  inspect(source: string, position: number): CellHelp {
    return this.#compiler.inspect(this.#declarations, source, position);
  }

  close(): void {
    this.#compiler.close();
  }

  /** Compiles a cell and runs it; one that is for a browser is not run. */
  async #perform(running: Running): Promise<void> {
    const { module, jsx, mode } = readTags(running.source);
    if (module !== undefined) this.#addModule(running, module, jsx);
    if (module !== undefined || mode === "browser") return;
    const { declOutput = "", lastExpressionVar } = this.#compile(running);
    if (this.#running === running) await this.#runUntilStopped(running);
    // Given up meanwhile.
    if (this.#running !== running) return;
    this.#declarations = declOutput;
    // `null` is shown as little as `undefined` is.
    if (lastExpressionVar !== undefined)
      running.value = this.#variables.take(givenNames.lastValue) ?? undefined;
  }

  /** @throws {CellTypeError} where something is wrong with it */
  #compile({ cell, source }: Running): ReturnType<CellCompiler["convert"]> {
    const typeError = (mistakes: readonly TypeScript.Diagnostic[]) =>
      createTypeError(source, nameOfCell(cell), mistakes, this.names.notCompiledIn, (one) =>
        this.#variables.has(one),
      );
    const syntaxErrors = findSyntaxErrors(source);
    if (syntaxErrors.length > 0) throw typeError(syntaxErrors);
    const converted = protect(() => this.#compiler.convert(this.#declarations, source));
    // Not those of the converter, which overlooks mistakes in files outside the notebook's folder.
    const { diagnostics } = this.#compiler.findings();
    if (diagnostics.length > 0) throw typeError(diagnostics);
    for (const { line, call } of this.#compiler.findings().forgotten) {
      process.stderr.write(`${messages().forgottenAwait(line, call)}\n`);
    }
    for (const path of takeEdited(this.#folder, source)) {
      process.stderr.write(`${messages().edited(relative(this.#folder, path))}\n`);
    }
    return converted;
  }

  /** A cell that begins with a comment with `@module name` is a module for later cells. */
  #addModule({ cell: { executionCount }, source }: Running, name: string, jsx?: true): void {
    addModuleCell(join(this.#folder, `${name}.ts${jsx ? "x" : ""}`), { text: source, executionCount });
    protect(() => this.#compiler.addModule(name, source, jsx && { jsx }));
    const syntaxErrors = findSyntaxErrors(source, true);
    const diagnostics = syntaxErrors.length > 0 ? syntaxErrors : this.#compiler.findings().diagnostics;
    const cell = `${messages().cell} ${executionCount}`;
    if (diagnostics.length > 0) throw createTypeError(source, cell, diagnostics, this.names.notCompiledIn);
    this.names.noteModule(source);
  }

  /**
   * Runs a cell, and ends when it ends or is stopped. Terminated execution ends without an exception, so nothing that
   * must go on may be below the cell on the stack, nor wait for it alone.
   */
  async #runUntilStopped(running: Running): Promise<void> {
    const compiled = this.#compiler.compiled();
    if (!compiled) return;
    running.compiled = compiled;
    const run = () => runAround(running.source, () => this.#run(running, compiled));
    await Promise.race([Promise.resolve().then(run), running.stopped.promise]);
    this.#variables.keep(running.accessors);
  }

  async #run(running: Running, compiled: CompiledCell): Promise<void> {
    const file = registerCell(running.cell, running.source, compiled);
    running.file = file;
    const run = compileCell(file, compiled);
    const { require, importModule, prepare } = this.#modules;
    try {
      for (const { specifier, names, position } of compiled.imports) {
        running.importing = position;
        await Promise.race([prepare(specifier, names), running.stopped.promise]);
        if (running.interrupted) return;
      }
      running.importing = undefined;
      running.begun = compiled;
      this.#variables.forget(compiled.declared.names);
      const mark = (statement: number) => (running.statement = statement);
      const keep = (declared: Accessors) => (running.accessors = declared);
      const kernel: CellKernel = { import: importModule, mark, bind: bindListener, keep };
      const { exports } = this.#variables;
      await run(exports, require, kernel, exports);
    } catch (thrown) {
      const position = placeOf(running);
      if (position) noteFailedStatement(thrown, file, position);
      // Not thrown on: what the cell declared before it failed is kept.
      running.error = { thrown };
    }
  }
}

/** The import or the statement that the cell has come to. */
function placeOf({ compiled, importing, statement }: Running): Position | undefined {
  return importing ?? compiled?.statementPosition(statement);
}

function interruptError(running: Running): InterruptError {
  const { file, interrupted } = running;
  const error = new InterruptError(messages().interrupted(interrupted?.blocked === true));
  const position = placeOf(running);
  error.stack = "";
  if (file !== undefined && position) noteFailedStatement(error, file, position);
  return error;
}
