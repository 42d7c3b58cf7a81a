/** What is changed in a cell's JavaScript before it becomes CommonJS. */
import type TypeScript from "typescript";
import type { Position } from "./excerpt.js";
import { callKernel, givenNames } from "./names.js";
import { parseErrorsOf } from "./typescript.js";
import { ts } from "./tslab.js";
import { boundNames, findScope, type Uses } from "./uses.js";

type Transform = TypeScript.TransformerFactory<TypeScript.SourceFile>;

/** `import(x)` becomes a call of the kernel's `import`. */
export const replaceDynamicImports: Transform = (context) => (file) => {
  const visit = (node: TypeScript.Node): TypeScript.Node => {
    const visited = ts.visitEachChild(node, visit, context);
    if (!ts.isCallExpression(visited) || visited.expression.kind !== ts.SyntaxKind.ImportKeyword)
      return visited;
    // Else a statement that begins with it has no place in the cell.
    return ts.setTextRange(callKernel("import", visited.arguments), visited);
  };
  return ts.visitEachChild(file, visit, context);
};

/** What a cell declares at its top. */
export interface Declared {
  /** Every name. */
  readonly names: string[];
  /** Those that can be assigned. */
  readonly variables: string[];
  readonly uses: Uses;
}

/** Notes what a cell declares; the converter has listed all names in an `export` behind the cell. */
export function collectDeclared(into: Declared): Transform {
  return () => (file) => {
    for (const statement of file.statements) {
      if (
        ts.isExportDeclaration(statement) &&
        statement.exportClause &&
        ts.isNamedExports(statement.exportClause)
      ) {
        into.names.push(...statement.exportClause.elements.map(({ name }) => name.text));
      }
      if (!ts.isVariableStatement(statement) || statement.declarationList.flags & ts.NodeFlags.Const)
        continue;
      for (const { name } of statement.declarationList.declarations)
        into.variables.push(...boundNames(name).map(({ text }) => text));
    }
    return file;
  };
}

/**
 * The names that a cell declares at its top, also of a cell with mistakes in it.
 *
 * @param options.packages whether what it imports from packages counts, too
 */
export function declaredNames(source: string, { packages = true } = {}): string[] {
  const names: string[] = [];
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  const mistaken = new Set(parseErrorsOf(file).map(({ start }) => start));
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name } of statement.declarationList.declarations)
        for (const one of boundNames(name))
          // In `const f = lambda x: x` TypeScript takes `x` for a second variable, where it misses a comma.
          if (!mistaken.has(one.getStart(file))) names.push(one.text);
    } else if (ts.isImportDeclaration(statement)) {
      const { text } = statement.moduleSpecifier as Partial<TypeScript.StringLiteral>;
      if (!packages && !/^[./]/.test(text ?? "")) continue;
      const { name, namedBindings } = statement.importClause ?? {};
      if (name) names.push(name.text);
      if (namedBindings && ts.isNamespaceImport(namedBindings)) names.push(namedBindings.name.text);
      else for (const imported of namedBindings?.elements ?? []) names.push(imported.name.text);
    } else if (ts.isDeclarationStatement(statement)) {
      if (statement.name && ts.isIdentifier(statement.name)) names.push(statement.name.text);
    }
  }
  return names;
}

/** A name at the beginning of a line, after words that tell nothing: `async def f(`, `funtion f(`, `cosnt f =`, `f =`. */
const seemsDeclared =
  /^(?:[a-z]+\*?[ \t]+)*\*?([\p{ID_Start}$_][\p{ID_Continue}$]*)[ \t]*(?:[(:<]|=(?![=>]))/gmu;
/** After these a name is used. */
const usesName =
  /\b(?:await|return|throw|new|typeof|void|delete|yield|case|of|in|if|while|for|else|print|assert|not)\s/;

/** Names that a cell that does not compile may have been meant to declare, or to give another value. */
export function seemDeclared(source: string): string[] {
  return [...source.matchAll(seemsDeclared)].flatMap(([text, name = ""]) =>
    /^\S+[ \t]*[(:<]$/.test(text) || usesName.test(text) ? [] : [name],
  );
}

/**
 * In one file TypeScript lets a `let found = null` take other values later; so do the cells.
 *
 * @param declarations of the earlier cells, as the next one gets them
 * @example
 * loosenEmpty("declare let found: null;") // "declare let found: any;"
 */
export function loosenEmpty(declarations: string): string {
  if (!/: (?:null|undefined)[,;]/.test(declarations)) return declarations;
  const file = ts.createSourceFile("cells.d.ts", declarations, ts.ScriptTarget.Latest);
  let loosened = declarations;
  const isEmpty = (type: TypeScript.TypeNode) =>
    type.kind === ts.SyntaxKind.UndefinedKeyword ||
    (ts.isLiteralTypeNode(type) && type.literal.kind === ts.SyntaxKind.NullKeyword);
  for (const statement of file.statements.toReversed()) {
    if (!ts.isVariableStatement(statement) || statement.declarationList.flags & ts.NodeFlags.Const) continue;
    for (const { type } of statement.declarationList.declarations.toReversed())
      if (type && isEmpty(type))
        loosened = `${loosened.slice(0, type.getStart(file))}any${loosened.slice(type.end)}`;
  }
  return loosened;
}

/**
 * Takes `export` off a cell's declarations, which are there for every later cell anyway. Blanks take its place, so
 * that every position stays.
 */
export function blankExports(source: string): string {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  // TypeScript would read a `global` at the end and the converter's `export {` below it as one statement.
  let blanked = source.replace(/\bglobal(?=\s*(?:\/\/.*)?\s*$)/, "global;");
  const blank = (from: number, to: number) => {
    blanked = blanked.slice(0, from) + blanked.slice(from, to).replace(/[^\r\n]/g, " ") + blanked.slice(to);
  };
  for (const statement of file.statements) {
    if (isListOfOwnNames(statement, file)) blank(statement.getStart(file), statement.end);
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) continue;
    const modifier = modifiers.find(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!modifier) continue;
    blank(modifier.getStart(file), modifier.end);
  }
  return blanked;
}

/** `export { a, b }` of what the cell declares itself: the converter lists the same names once more. */
function isListOfOwnNames(statement: TypeScript.Statement, file: TypeScript.SourceFile): boolean {
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier) return false;
  const { exportClause } = statement;
  if (!exportClause || !ts.isNamedExports(exportClause) || exportClause.elements.length === 0) return false;
  const declared = new Set(declaredNames(file.text));
  return exportClause.elements.every(({ propertyName, name }) => !propertyName && declared.has(name.text));
}

/** A module that is imported statically, and where in the code. */
export interface ImportInCode {
  readonly specifier: string;
  /** The exports that are imported by name. */
  readonly names: readonly string[];
  readonly position: Position;
}

/** Notes the modules that a cell imports statically. */
export function collectImports(into: ImportInCode[]): Transform {
  return () => (file) => {
    for (const statement of file.statements) {
      const from =
        ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement)
          ? statement.moduleSpecifier
          : undefined;
      if (!from || !ts.isStringLiteral(from)) continue;
      into.push({
        specifier: from.text,
        names: importedNames(statement),
        position: positionOf(statement, file),
      });
    }
    return file;
  };
}

function positionOf(node: TypeScript.Node, file: TypeScript.SourceFile): Position {
  const { line, character } = ts.getLineAndCharacterOfPosition(file, node.getStart(file));
  return { line: line + 1, column: character + 1 };
}

function importedNames(statement: TypeScript.Statement): string[] {
  const list = ts.isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : (statement as TypeScript.ExportDeclaration).exportClause;
  if (!list || !(ts.isNamedImports(list) || ts.isNamedExports(list))) return [];
  return list.elements.map(({ propertyName, name }) => (propertyName ?? name).text);
}

/**
 * The converter rewrites an earlier cell's `x` to a property of all variables, but overlooks it in `{ x }`.
 *
 * @param isKept whether an earlier cell left a variable of that name
 */
export function keepShorthands(isKept: (name: string) => boolean): Transform {
  return (context) => (file) => {
    const visit = (node: TypeScript.Node): TypeScript.Node => {
      if (ts.isShorthandPropertyAssignment(node) && isKept(node.name.text) && !findScope(node.name)) {
        const value = ts.factory.createPropertyAccessExpression(
          ts.factory.createIdentifier(givenNames.variables),
          node.name.text,
        );
        return ts.factory.createPropertyAssignment(node.name, value);
      }
      return ts.visitEachChild(node, visit, context);
    };
    return ts.visitEachChild(file, visit, context);
  };
}

/**
 * Tells the kernel a number before each statement at the top of a cell: a library's error, created in an event's
 * handler, has no line of the cell in its stack, and then this is the line to show.
 */
export function markStatements(into: Position[]): Transform {
  return () => (file) => {
    const statements = file.statements.flatMap((statement) => {
      if (!isRunInOrder(statement)) return [statement];
      into.push(positionOf(startOf(statement), file));
      const number = ts.factory.createNumericLiteral(into.length - 1);
      return [ts.factory.createExpressionStatement(callKernel("mark", [number])), statement];
    });
    return ts.factory.updateSourceFile(file, statements);
  };
}

/** The converter puts `export const` before a cell's last expression, which has no place in the cell. */
function startOf(statement: TypeScript.Statement): TypeScript.Node {
  if (!ts.isVariableStatement(statement)) return statement;
  return statement.declarationList.declarations[0]?.initializer ?? statement;
}

function isRunInOrder(statement: TypeScript.Statement): boolean {
  return (
    ts.isVariableStatement(statement) ||
    ts.isExpressionStatement(statement) ||
    ts.isIfStatement(statement) ||
    ts.isIterationStatement(statement, false) ||
    ts.isTryStatement(statement) ||
    ts.isBlock(statement) ||
    ts.isThrowStatement(statement) ||
    ts.isSwitchStatement(statement)
  );
}
