/**
 * Parsing the comments that document the 190 declaration files of Node takes a fifth of the time to the first result
 * and a tenth of the memory, and they are read only where an editor asks. So they are parsed then.
 */
import type TypeScript from "typescript";

/** What stock TypeScript has and does not declare. */
interface Internals {
  readonly objectAllocator: { readonly getNodeConstructor: () => { readonly prototype: TypeScript.Node } };
  readonly getJSDocCommentRanges: (
    node: TypeScript.Node,
    text: string,
  ) => readonly TypeScript.CommentRange[] | undefined;
  readonly parseIsolatedJSDocComment: (
    text: string,
    start: number,
    length: number,
  ) => { readonly jsDoc: TypeScript.JSDoc } | undefined;
  readonly getSourceFileOfNode: (
    node: TypeScript.Node,
  ) => (TypeScript.SourceFile & { readonly jsDocParsingMode?: TypeScript.JSDocParsingMode }) | undefined;
  readonly setParent: (child: TypeScript.Node, parent: TypeScript.Node) => void;
  readonly setParentRecursive: (root: TypeScript.Node, incremental: boolean) => void;
}

let isWanted = true;

/** Runs what asks for no documentation: it is not parsed meanwhile. */
export function withoutDocumentation<T>(work: () => T): T {
  const before = isWanted;
  isWanted = false;
  try {
    return work();
  } finally {
    isWanted = before;
  }
}

/**
 * Gives nodes of files that were parsed without documentation what they are documented with, when it is read.
 *
 * @param stock TypeScript as published
 */
export function parseDocumentationLate(stock: typeof TypeScript): void {
  const internals = stock as typeof stock & Internals;
  const found = new WeakMap<TypeScript.Node, readonly TypeScript.JSDoc[]>();
  Object.defineProperty(internals.objectAllocator.getNodeConstructor().prototype, "jsDoc", {
    configurable: true,
    get(this: TypeScript.Node) {
      if (!isWanted) return undefined;
      const known = found.get(this);
      if (known) return known;
      const parsed = documentationOf(internals, this);
      if (parsed) found.set(this, parsed);
      return parsed;
    },
    set(this: TypeScript.Node, value: unknown) {
      // TypeScript says of each node at first that there is none.
      if (value === undefined) return;
      Object.defineProperty(this, "jsDoc", { value, writable: true, enumerable: true, configurable: true });
    },
  });
}

function documentationOf(
  internals: typeof TypeScript & Internals,
  node: TypeScript.Node,
): readonly TypeScript.JSDoc[] | undefined {
  const file = internals.getSourceFileOfNode(node);
  // A node that was made, and not parsed, has no place.
  if (!file || node.pos < 0 || file.jsDocParsingMode !== internals.JSDocParsingMode.ParseNone)
    return undefined;
  const { text } = file;
  const ranges = internals.getJSDocCommentRanges(node, text) ?? [];
  return ranges.flatMap(({ pos, end }) => {
    const parsed = internals.parseIsolatedJSDocComment(text, pos, end - pos)?.jsDoc;
    if (!parsed) return [];
    internals.setParent(parsed, node);
    internals.setParentRecursive(parsed, false);
    return [parsed];
  });
}
