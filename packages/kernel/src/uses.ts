/** Which names of the notebook each declaration of a cell uses. */
import type TypeScript from "typescript";
import { givenNames } from "./names.js";
import { ts } from "./tslab.js";

/** For each name that a cell declares, but for imports, the names that its declaration uses; under "" those of the rest. */
export type Uses = Map<string, readonly string[]>;

/** Notes what each declaration at the top of a cell uses: of earlier cells, and of this one. */
export function collectUses(into: Uses): TypeScript.TransformerFactory<TypeScript.SourceFile> {
  return () => (file) => {
    for (const statement of file.statements) {
      const used = [...usedIn(statement)];
      for (const name of declaredIn(statement)) into.set(name, [...(into.get(name) ?? []), ...used]);
    }
    return file;
  };
}

function declaredIn(statement: TypeScript.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      boundNames(name).map(({ text }) => text),
    );
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name ? [statement.name.text] : [];
  return ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) ? [] : [""];
}

/** The names that a declaration binds: one, or those of a pattern. */
export function boundNames(name: TypeScript.BindingName): TypeScript.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function usedIn(statement: TypeScript.Statement): Set<string> {
  const used = new Set<string>();
  const visit = (node: TypeScript.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      if (ts.isIdentifier(node.expression) && node.expression.text === givenNames.variables)
        used.add(node.name.text);
      else visit(node.expression);
    } else if (ts.isIdentifier(node)) {
      const scope = findScope(node);
      if (!scope || ts.isSourceFile(scope)) used.add(node.text);
    } else {
      const member = memberOf(node);
      ts.forEachChild(node, (child) => {
        if (child !== member) visit(child);
      });
    }
  };
  visit(statement);
  return used;
}

/** What is left of the colon in `{ name: n }`, and a method's name, are no variables. */
function memberOf(node: TypeScript.Node): TypeScript.Node | undefined {
  const member = ts.isBindingElement(node)
    ? node.propertyName
    : ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node) || ts.isClassElement(node)
      ? node.name
      : undefined;
  return member && ts.isIdentifier(member) ? member : undefined;
}

/** The block, function or file around a name that declares it; the file is that of the cell. */
export function findScope(name: TypeScript.Identifier): TypeScript.Node | undefined {
  for (
    let scope: TypeScript.Node | undefined = name;
    scope;
    scope = scope.parent as TypeScript.Node | undefined
  ) {
    // The binder, which has run before a transformer does, leaves each scope's names here.
    if ((scope as { locals?: TypeScript.SymbolTable }).locals?.has(name.escapedText)) return scope;
  }
  return undefined;
}
