/**
 * What the names of a notebook stand for: which run of which cell gave each its value, and whether that cell has failed
 * since. A name keeps its value until a cell comes to it again, and that value may be of a version that nobody sees any more.
 */
import { isInstance, type NamesInUse, type OutdatedName } from "@async-lab/notebook";
import type { CellContext } from "./cell-context.js";
import type { CompiledCell } from "./compiler.js";
import { describeError, placeIn } from "./traceback.js";
import { declaredNames, seemDeclared } from "./transforms.js";
import { CellTypeError } from "./type-errors.js";
import type { Uses } from "./uses.js";

/** Why a name has no value of the newest version of its cell. */
interface Lack extends Pick<OutdatedName, "cell" | "why"> {
  readonly cellId: string | undefined;
  readonly failure: CellFailure | undefined;
  /** It is imported from a package, which has no other version. */
  readonly isPackage?: boolean;
}

/** A run of a cell that gave names their values. */
interface Run {
  readonly cell: CellContext;
  readonly uses: Uses;
  /** Names that it did not come to. */
  readonly missed: ReadonlyMap<string, Lack>;
}

/** How a cell failed. */
export interface CellFailure {
  readonly thrown: unknown;
  /** Whether the learner stopped it. */
  readonly stopped: boolean;
}

/** The names of one notebook. */
export class NotebookNames {
  readonly #owners = new Map<string, Run>();
  /** The latest stands last: it is what holds, until its cell runs again or is deleted. */
  readonly #lacks = new Map<string, readonly Lack[]>();

  /** The cell that would have declared a name, had it compiled. */
  readonly notCompiledIn = (name: string): number | undefined => {
    const lack = this.#lackOf(name);
    return lack?.why === "not-compiled" ? lack.cell : undefined;
  };

  /** A cell did not compile, or did not get what it imports, or was stopped before that: nothing of it has run. */
  noteNotRun(cell: CellContext, source: string, failure: CellFailure): void {
    this.#forgetLacks([cell.cellId]);
    const lack = makeLack(cell, failure);
    for (const name of declaredNames(source)) this.#addLack(name, { ...lack, isPackage: true });
    const own = [...declaredNames(source, { packages: false }), ...seemDeclared(source)];
    for (const name of [...own, ...this.#declaredBefore(cell)]) this.#addLack(name, lack);
  }

  /**
   * A cell has run, to its end or not.
   *
   * @param isReached whether it came to a name, and gave it a value
   */
  noteRun(
    cell: CellContext,
    { declared: { names, uses } }: CompiledCell,
    isReached: (name: string) => boolean,
    failure?: CellFailure,
  ): void {
    this.#forgetLacks([cell.cellId]);
    const lack = makeLack(cell, failure);
    const missed = failure ? names.filter((name) => !isReached(name)) : [];
    const run: Run = { cell, uses, missed: new Map(missed.map((name) => [name, lack])) };
    for (const name of this.#declaredBefore(cell)) this.#addLack(name, lack);
    for (const name of names) {
      this.#lacks.delete(name);
      if (uses.has(name)) this.#owners.set(name, run);
      else this.#owners.delete(name);
    }
    for (const name of missed) this.#addLack(name, lack);
  }

  /** A cell that is a module compiled. */
  noteModule(source: string): void {
    for (const name of declaredNames(source)) this.#lacks.delete(name);
  }

  /** Cells were deleted: what failed in them, and never had a value there, is nothing that the notebook lacks. */
  noteDeleted(cellIds: readonly unknown[]): void {
    this.#forgetLacks(cellIds);
  }

  /** What the running cell uses of other cells. */
  inUse({ declared }: CompiledCell): NamesInUse {
    const named = [...new Set([...declared.uses.values()].flat())].filter(
      (name) => !declared.names.includes(name),
    );
    const outdated = new Map<string, OutdatedName>();
    const seen = new Set<unknown>();
    const visit = (name: string, from?: Run): void => {
      // A cell's functions go on using the cell's own variables, whatever a later cell declares.
      const isOwn = from?.uses.has(name) === true;
      const run = isOwn ? from : this.#owners.get(name);
      const uses = run?.uses.get(name) ?? [];
      if (seen.has(uses)) return;
      seen.add(uses);
      const lack = isOwn ? from.missed.get(name) : this.#lackOf(name);
      if (lack && !lack.isPackage && !outdated.has(name)) outdated.set(name, describeLack(name, lack));
      for (const used of uses) visit(used, run);
    };
    for (const name of named) visit(name);
    return {
      named: named.flatMap((name) => {
        const owner = this.#owners.get(name);
        return owner && !owner.cell.silent ? [{ name, cell: owner.cell.executionCount }] : [];
      }),
      outdated: [...outdated.values()],
    };
  }

  #lackOf(name: string): Lack | undefined {
    return this.#lacks.get(name)?.at(-1);
  }

  /** A cell's later failure takes the place of its earlier one. */
  #addLack(name: string, lack: Lack): void {
    const others = (this.#lacks.get(name) ?? []).filter(({ cellId }) => cellId !== lack.cellId);
    this.#lacks.set(name, [...others, lack]);
  }

  /** What failed in these cells and never had a value there: but for a name's own cell, the notebook lacks nothing. */
  #forgetLacks(cellIds: readonly unknown[]): void {
    for (const [name, lacks] of this.#lacks) {
      const owner = this.#owners.get(name)?.cell.cellId;
      const left = lacks.filter(
        ({ cellId }) => cellId === undefined || cellId === owner || !cellIds.includes(cellId),
      );
      if (left.length > 0) this.#lacks.set(name, left);
      else this.#lacks.delete(name);
    }
  }

  /** What earlier runs of the same cell have declared. */
  #declaredBefore({ cellId }: CellContext): string[] {
    if (cellId === undefined) return [];
    return [...this.#owners].flatMap(([name, { cell }]) => (cell.cellId === cellId ? [name] : []));
  }
}

function makeLack({ executionCount: cell, cellId }: CellContext, failure: CellFailure | undefined): Lack {
  if (!failure) return { cell, cellId, failure, why: "not-declared" };
  const why = isInstance(failure.thrown, CellTypeError) ? "not-compiled" : "failed";
  return { cell, cellId, failure, why: failure.stopped ? "stopped" : why };
}

function describeLack(name: string, { cell, why, failure }: Lack): OutdatedName {
  if (!failure) return { name, cell, why };
  const { ename, evalue, traceback } = describeError(failure.thrown);
  const place = placeIn(traceback);
  const error = { name: ename, message: evalue, ...(place === undefined ? {} : { place }) };
  return { name, cell, why, error };
}
