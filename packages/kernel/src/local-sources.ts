/** What the learner's own files say where an error came from: their lines as they were when they were loaded. */
import { relative } from "node:path";
import { excerpt, type Position } from "./excerpt.js";
import { messages } from "./messages/index.js";
import { moduleCell } from "./local-files.js";
import type { FindPosition } from "./source-maps.js";

/** A file as it was loaded. */
interface LoadedSource {
  readonly text: string;
  readonly findPosition: FindPosition;
  /** How stacks name it. */
  readonly shown: string;
  /** What a learner knows it as. */
  readonly title: string;
}

/** Where the kernel was started; a cell may go elsewhere. */
const notebookFolder = process.cwd();

/** By the name that V8 has for it. */
const sources = new Map<string, LoadedSource>();
const byShownName = new Map<string, LoadedSource>();

/** What a learner knows a file as: by its path from the notebook, and a cell that is a module by its number. */
export function titleOf(path: string): string {
  const cell = moduleCell(path);
  return cell ? `${messages().cell} ${cell.executionCount}` : relative(notebookFolder, path);
}

/**
 * Remembers a file for the stacks of errors to come.
 *
 * @param name what V8 calls it: its address, or its path where it is no ES module
 * @param version how often it has been loaded again
 * @param findPosition from the code that runs to `text`
 */
export function registerSource(
  name: string,
  path: string,
  version: number,
  text: string,
  findPosition: FindPosition,
): void {
  const shown = version === 0 ? path : `${path}?v=${version}`;
  const source = { text, findPosition, shown, title: titleOf(path) };
  sources.set(name, source);
  byShownName.set(shown, source);
}

/** A frame of a stack, which names a learner's file by its path and the place by what was written. */
export function showFrame(site: NodeJS.CallSite): string {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a CallSite prints itself as a frame
  const frame = site.toString();
  const name = site.getScriptNameOrSourceURL();
  const source = name ? sources.get(name) : undefined;
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  if (!source || line === null || column === null) return frame;
  const position = source.findPosition({ line, column }) ?? { line, column };
  return frame.replace(
    `${name}:${line}:${column}`,
    () => `${source.shown}:${position.line}:${position.column}`,
  );
}

const placeInFrame = /^(?:\s+at )?(?:async )?(?:.*? \()?([^(]+):(\d+):(\d+)\)?$/;

/** The place of a frame in one of the learner's files. */
export function localPlace(
  frame: string,
): { readonly shown: string; readonly position: Position } | undefined {
  const [, shown = "", line, column] = placeInFrame.exec(frame) ?? [];
  if (!byShownName.has(shown)) return undefined;
  return { shown, position: { line: Number(line), column: Number(column) } };
}

/**
 * A place in a learner's file, with the line and a caret.
 *
 * @param called what stands behind the line's number
 */
export function describeLocal(shown: string, position: Position, called = ""): string | undefined {
  const source = byShownName.get(shown);
  if (!source) return undefined;
  return `${source.title}, ${messages().line} ${position.line}${called}\n${excerpt(source.text, position)}`;
}
