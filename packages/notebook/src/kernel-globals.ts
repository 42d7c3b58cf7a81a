/** What a kernel and the library leave for each other on `globalThis`. */

/** A name whose value is not what the notebook shows. */
export interface OutdatedName {
  readonly name: string;
  /** The cell that is to declare it, by the number beside it. */
  readonly cell: number;
  /**
   * `not-compiled`: nothing of the cell ran; `failed` and `stopped`: it ended before it came to the name;
   * `not-declared`: it ran, and declares the name no more.
   */
  readonly why: "not-compiled" | "failed" | "stopped" | "not-declared";
  /** What the cell ended with; `place` is the learner's own line, for example `cell 7, line 3`. */
  readonly error?: { readonly name: string; readonly message: string; readonly place?: string };
}

/** Which names of other cells the running cell uses. */
export interface NamesInUse {
  /** Those that its code names, imports left out, with the cell that declared each. */
  readonly named: readonly { readonly name: string; readonly cell: number }[];
  /** Those that it names, or that what it names uses in turn, and whose value is from an earlier version of their cell. */
  readonly outdated: readonly OutdatedName[];
}

/** Under this symbol the course's kernel puts on `globalThis` the way to ask for the {@link NamesInUse}. */
export const namesInUseSymbol: unique symbol = Symbol.for("async-lab.namesInUse") as never;

/**
 * Asks the kernel which names of other cells the running cell uses.
 *
 * @returns `undefined` outside a notebook
 * @example
 * findNamesInUse()?.outdated[0]?.name; // "fetchAll", where the cell that declares it has a mistake
 */
export function findNamesInUse(): NamesInUse | undefined {
  return (globalThis as { [namesInUseSymbol]?: () => NamesInUse | undefined })[namesInUseSymbol]?.();
}

/**
 * Under this symbol `checkHomework` leaves on `globalThis` the function that it was given, while a homework is graded: the
 * grading kernel calls it where the notebook defines no function of the expected name.
 */
export const checkedSymbol: unique symbol = Symbol.for("async-lab.checked") as never;
