/**
 * What TypeScript finds wrong with a cell, as a learner needs it: the place, and the one reason that helps.
 */
import type TypeScript from "typescript";
import { excerpt, words } from "./excerpt.js";
import { ts } from "./tslab.js";

/** A cell that does not compile; nothing of it has run. */
export class CellTypeError extends Error {
  override readonly name = "TypeScriptError";
  readonly traceback: readonly string[];
  /** The earlier cell that has to be mended first, where this one only lacks what that one declares. */
  readonly needs: number | undefined;

  constructor(message: string, traceback: readonly string[], needs: number | undefined) {
    super(message);
    this.traceback = traceback;
    this.needs = needs;
  }
}

const noOverloadMatches = 2769;
/** "Did you forget to use 'await'?", which comes beside a mistake and not in its text. */
const awaitMissing = 2773;
/** "is not assignable", and three ways to say that properties are missing: TypeScript asks nothing there. */
const doesNotFit = new Set([2322, 2739, 2740, 2741]);
/** In a message, after a property's name perhaps: a promise, and what was wanted and is none. */
const promiseForValue = /^[^'"]*(?:['"]\w+['"][^'"]*)?['"]\w*Promise<[^'"]*>['"][^'"]*['"](?!\w*Promise)/;
const cannotFindModule = 2307;
const cannotFindName = new Set([2304, 2552]);
/** "Did you mean to write 'x'?", then "does not exist in type": what tells which option is wrong. */
const unknownProperty = [2561, 2551, 2353, 2339];
/** As many mistakes as help at once. */
const mostShown = 5;

/**
 * Tells what is wrong with a cell.
 *
 * @param source the cell as written
 * @param cell the cell's execution count
 * @param diagnostics what TypeScript reported
 * @param notCompiled names that an earlier cell would have declared, had it compiled, with that cell's count
 */
export function createTypeError(
  source: string,
  cell: number,
  diagnostics: readonly TypeScript.Diagnostic[],
  notCompiled: ReadonlyMap<string, number>,
): CellTypeError {
  // What is not there yet brings other mistakes along, some of them before it in the cell: it is told first.
  const mistakes = diagnostics
    .map((diagnostic) => explain(source, diagnostic, notCompiled))
    .sort((a, b) => Number(b.earlier !== undefined) - Number(a.earlier !== undefined));
  const [first] = mistakes;
  const message = first ? `${first.reason} (TS${first.code})` : "?";
  const traceback = mistakes
    .slice(0, mostShown)
    .map(({ code, reason, line, column, length }) =>
      [
        `\u001b[31mTS${code}\u001b[39m: ${reason}`,
        `${words().cell} ${cell}, ${words().line} ${line}`,
        excerpt(source, { line, column }, length),
      ].join("\n"),
    );
  if (mistakes.length > mostShown) traceback.push(words().more(mistakes.length - mostShown));
  return new CellTypeError(message, traceback, first?.earlier);
}

function explain(
  source: string,
  diagnostic: TypeScript.Diagnostic,
  notCompiled: ReadonlyMap<string, number>,
) {
  const { line, character } = diagnostic.file
    ? ts.getLineAndCharacterOfPosition(diagnostic.file, diagnostic.start ?? 0)
    : { line: 1, character: 0 };
  const { code, text } = innermostReason(diagnostic);
  // TypeScript's Spanish has double quotes in some of its messages.
  const named = /['"]([^'"]+)['"]/.exec(text)?.[1] ?? "";
  const earlier = cannotFindName.has(code) ? notCompiled.get(named) : undefined;
  const missing = code === cannotFindModule && !/^[./]/.test(named);
  const isAsked = (diagnostic.relatedInformation ?? []).some((related) => related.code === awaitMissing);
  const forgotten = isAsked || (doesNotFit.has(code) && promiseForValue.test(text));
  const hints = [...(missing ? [words().install(named)] : []), ...(forgotten ? [words().awaitMissing] : [])];
  const reason = earlier === undefined ? [text, ...hints].join(" ") : words().notCompiled(named, earlier);
  const place = { line, column: character + 1 };
  // The converter lists a cell's names in an `export` behind it: a mistake there belongs to the cell's end.
  place.line = Math.min(place.line, source.split("\n").length);
  return { code, reason, earlier, ...place, length: diagnostic.length ?? 1 };
}

/**
 * A chain of reasons tells first what did not fit, and at its end why. Of a call that fits no overload every
 * overload has a chain of its own: one that names an unknown property says which option is wrong.
 */
function innermostReason(diagnostic: TypeScript.Diagnostic): { code: number; text: string } {
  const { messageText, code } = diagnostic;
  if (typeof messageText === "string") return { code, text: messageText };
  const leaves = leavesOf(messageText);
  const leaf =
    unknownProperty
      .map((wanted) => leaves.find((one) => one.code === wanted))
      .find((one) => one !== undefined) ?? leaves.at(-1);
  if (!leaf || leaf === messageText) return { code, text: messageText.messageText };
  return messageText.code === noOverloadMatches || unknownProperty.includes(leaf.code)
    ? { code: leaf.code, text: leaf.messageText }
    : { code, text: `${messageText.messageText} ${leaf.messageText}` };
}

function leavesOf(chain: TypeScript.DiagnosticMessageChain): TypeScript.DiagnosticMessageChain[] {
  return chain.next?.length ? chain.next.flatMap(leavesOf) : [chain];
}
