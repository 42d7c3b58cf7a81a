/**
 * Errors as Jupyter shows them: the learner's own lines as written, libraries folded, the kernel left out.
 */
import { join, sep } from "node:path";
import {
  courseFolder,
  describeThrown,
  inspectSafely,
  isError,
  isInstance,
  isObject,
  type Thrown,
} from "@async-lab/notebook";
import type { CellContext } from "./cell-context.js";
import type { CompiledCell } from "./compiler.js";
import { excerpt, words, type Position } from "./excerpt.js";
import { findRequest, summarizeHttp } from "./http-summary.js";
import { describeLocal, localPlace, showFrame } from "./local-sources.js";
import { givenNames } from "./names.js";
import { CellTypeError } from "./type-errors.js";

/** The content of an `error` message and of an execute reply. */
export interface ErrorContent {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** Code that ran, and what it is called where it is shown. */
interface RegisteredCell {
  readonly name: string;
  readonly source: string;
  readonly compiled: CompiledCell;
}

/** All code that ran, by the file name that V8 knows it under. */
const cells = new Map<string, RegisteredCell>();

/** Names that Node or the wrapping of a cell gave to a function. */
const notLearnersName = /<anonymous>|^exports$|^Timeout\.|^Immediate\.|^process\.|^Promise\./;

/** As a frame of this package names it. */
const ownFolder = new URL(".", import.meta.url).href;

/** A learner's own file may be called `cell-1.ts` too: it has a path before its name. */
const cellFrame = /(?<![\w.\\/-])((?:\d+\/)?(?:cell-\d+|silent|expression)\.ts):(\d+):(\d+)/;

/** What a learner knows some code as: a cell by the number beside it, other code by what it is. */
export function nameOfCell({ executionCount, silent, isExpression }: CellContext): string {
  if (isExpression) return words().expression;
  return silent ? words().silentCode : `${words().cell} ${executionCount}`;
}

/**
 * Names a cell for V8, and remembers how to find its lines again. Requests that do not count have the count of
 * the cell before them, so that the count alone does not tell them apart.
 *
 * @returns the file name to compile the cell under, which no other cell has
 * @example
 * registerCell(cell, source, compiled) // "cell-7.ts"; for a second one with that count "19/cell-7.ts"
 */
export function registerCell(cell: CellContext, source: string, compiled: CompiledCell): string {
  const kind = cell.isExpression ? "expression" : cell.silent ? "silent" : `cell-${cell.executionCount}`;
  const plain = `${kind}.ts`;
  const file = cells.has(plain) ? `${cells.size + 1}/${plain}` : plain;
  cells.set(file, { name: nameOfCell(cell), source, compiled });
  return file;
}

const failedStatements = new WeakMap<object, { readonly file: string; readonly position: Position }>();

/** Remembers which statement of a cell an error came out of, for errors whose stack does not tell. */
export function noteFailedStatement(thrown: unknown, file: string, position: Position): void {
  if (isObject(thrown)) failedStatements.set(thrown, { file, position });
}

/**
 * From here on a stack names a cell's lines as they were written, for whoever reads it.
 * @see https://v8.dev/docs/stack-trace-api#customizing-stack-traces
 */
export function mapStacksToCells(): void {
  Error.stackTraceLimit = 30;
  const map: NonNullable<typeof Error.prepareStackTrace> = (error, callSites) => {
    const frames = callSites.map(showFrame);
    const last = frames.findLastIndex(isLearnersFrame);
    // What called the cell is the kernel, and what it calls may be: what reads standard input, say.
    const shown = last < 0 ? frames : frames.slice(0, last + 1).filter((frame) => !frame.includes(ownFolder));
    return [headline(error), ...shown.map((frame) => `    at ${mapFrame(frame)}`)].join("\n");
  };
  let prepare = map;
  // Who wants Node's own stacks back sets it to `undefined`; the cells after that still have their lines.
  Object.defineProperty(Error, "prepareStackTrace", {
    get: () => prepare,
    set: (value: unknown) => (prepare = typeof value === "function" ? (value as typeof map) : map),
    configurable: true,
  });
}

function headline(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

/** A frame in a cell, or in a file that a cell imports. */
function isLearnersFrame(frame: string): boolean {
  return cellFrame.test(frame) || localPlace(frame) !== undefined;
}

function mapFrame(frame: string): string {
  return frame.replace(cellFrame, (whole, file: string, line: string, column: string) => {
    const position = cells.get(file)?.compiled.originalPosition(Number(line), Number(column));
    return position ? `${file}:${position.line}:${position.column}` : whole;
  });
}

/** As many errors of one chain of causes are shown, and of what one error has collected. */
const mostShown = 10;

/**
 * Describes whatever was thrown; never throws itself.
 *
 * @example
 * describeError(new RangeError("no")).ename // "RangeError"
 */
export function describeError(thrown: unknown): ErrorContent {
  if (isInstance(thrown, CellTypeError)) {
    return { ename: thrown.name, evalue: thrown.message, traceback: thrown.traceback };
  }
  try {
    const described = describe(thrown);
    const traceback = tracebackOf(thrown, described, new Set());
    return { ename: nameOf(described), evalue: described.message, traceback };
  } catch {
    // A cell has changed what all code builds on, `String.prototype.split` say.
    return { ename: "Error", evalue: "?", traceback: ["Error: ?"] };
  }
}

/**
 * The first place in a cell that a traceback names.
 *
 * @example
 * placeIn(describeError(thrown).traceback) // "cell 7, line 3"
 */
export function placeIn(traceback: readonly string[]): string | undefined {
  const place = new RegExp(`^\\s*(${words().cell} \\d+, ${words().line} \\d+)`, "m");
  return place.exec(traceback.join("\n"))?.[1];
}

/** Who throws a response, as in `if (!response.ok) throw response`, is told which. */
function describe(thrown: unknown): Thrown {
  const described = describeThrown(thrown);
  const response = described.isError ? undefined : summarizeHttp(thrown);
  return response ? { ...described, message: response.headline } : described;
}

function tracebackOf(thrown: unknown, described: Thrown, seen: Set<unknown>): string[] {
  const { message, stack, cause, errors, errorCount } = described;
  const lines = [`\u001b[31m${nameOf(described)}\u001b[39m: ${message}`];
  if (seen.has(thrown)) return lines;
  seen.add(thrown);
  const request = findRequest(thrown);
  if (request !== "") lines.push(`  ${request}`);
  lines.push(...framesOf(thrown, stack));
  for (const one of errors.slice(0, mostShown)) lines.push(...inside(one, seen));
  if (errorCount > mostShown) lines.push(`  ${words().more(errorCount - mostShown)}`);
  if (cause !== undefined && cause !== null && !isBlank(cause)) {
    lines.push(`${words().causedBy}:`, ...inside(cause, seen));
  }
  return lines;
}

/** An error within another one. */
function inside(thrown: unknown, seen: Set<unknown>): string[] {
  return seen.size < mostShown ? indent(tracebackOf(thrown, describe(thrown), seen)) : ["  …"];
}

/** got gives its errors an empty object as their cause. */
function isBlank(cause: unknown): boolean {
  return !isError(cause) && inspectSafely(cause, { depth: 0 }) === "{}";
}

function nameOf(described: Thrown): string {
  return described.isError ? described.name : "throw";
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/^/gm, "  "));
}

/** The learner's frames with their lines; one line for each stretch of library frames between them. */
function framesOf(error: unknown, stack: string): string[] {
  const lines: string[] = [];
  let folded: { library: string; count: number } | undefined;
  const unfold = () => {
    if (folded) lines.push(`    ${words().frames(folded.count, folded.library)}`);
    folded = undefined;
  };
  const frames = stackFrames(stack);
  for (const frame of frames) {
    const cell = cellFrame.exec(frame);
    if (cell) {
      unfold();
      lines.push(describeCellFrame(frame, cell));
      continue;
    }
    const local = localPlace(frame);
    const described = local && describeLocal(local.shown, local.position, calledIn(frame));
    if (described !== undefined) {
      unfold();
      lines.push(described);
      continue;
    }
    const library = libraryOf(frame);
    if (library === undefined) continue;
    if (folded?.library !== library) unfold();
    folded = { library, count: (folded?.count ?? 0) + 1 };
  }
  unfold();
  const failed = failedStatements.get(error as object);
  if (failed && !frames.some((frame) => cellFrame.test(frame))) {
    const { file, position } = failed;
    const place = `${placeInCell(file, position)}\n${excerpt(cells.get(file)?.source ?? "", position)}`;
    // What a file that a cell imports does at its top is called by nobody.
    if (frames.some(isLearnersFrame)) lines.push(place);
    else lines.unshift(place);
  }
  return lines;
}

/** A stack may be longer than it is of use: what overflowed it has the same lines again and again. */
const mostFrames = 30;

function stackFrames(stack: string): string[] {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, mostFrames);
}

function describeCellFrame(frame: string, [, file = "", line, column]: RegExpExecArray): string {
  const place: Position = { line: Number(line), column: Number(column) };
  return `${placeInCell(file, place)}${calledIn(frame)}\n${excerpt(cells.get(file)?.source ?? "", place)}`;
}

function calledIn(frame: string): string {
  const name = (/^\s+at (?:async )?(?:new )?(.+?) \(/.exec(frame)?.[1] ?? "").replace(
    /^(?:Proxy|Module)\./,
    "",
  );
  // V8 calls a function without a name after what it is handed to, and that after the wrapping of the cell.
  const isOfWrapping = Object.values(givenNames).some((given) => name.includes(given));
  return name && !isOfWrapping && !notLearnersName.test(name) ? `, ${words().in} ${name}` : "";
}

function placeInCell(file: string, { line }: Position): string {
  return `${cells.get(file)?.name ?? file}, ${words().line} ${line}`;
}

/** The package a frame lies in; nothing for Node's own frames, and for the kernel's. */
function libraryOf(frame: string): string | undefined {
  const inPackage = frame.split(/[\\/]node_modules[\\/]/).at(-1);
  if (inPackage === undefined) return undefined;
  if (inPackage !== frame) {
    const name = /^(@[^\\/]+[\\/][^\\/]+|[^\\/]+)/.exec(inPackage)?.[1]?.replace("\\", "/");
    return name === "tslab" ? undefined : name;
  }
  const ofCourse = `${courseFolder()}${sep}`;
  if (!frame.includes(ofCourse) || frame.includes(`${sep}kernel${sep}`)) return undefined;
  const parts = [["lib"], ["exercises", "dist"], ["packages", "notebook"], ["packages", "practice-api"]];
  return parts.some((part) => frame.includes(ofCourse + join(...part, sep))) ? "async-lab" : undefined;
}
