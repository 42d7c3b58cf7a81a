/** Names in a cell: the kernel's own, which no cell can collide with, and those that a cell may not declare. */
import { randomBytes } from "node:crypto";
import type TypeScript from "typescript";
import { messages } from "./messages/index.js";
import { ts } from "./tslab.js";

const suffix = randomBytes(8).toString("hex");

/**
 * What a cell's code calls the things that the kernel gives it. No cell may declare these names again, so they
 * are none that anybody would write, and others in each kernel.
 */
export const givenNames = {
  /** The object that `CellKernel` describes. */
  kernel: `kernel_${suffix}`,
  /** The variables of earlier cells; `exports`, which holds them too, is a name that a function may take. */
  variables: `variables_${suffix}`,
  /** The value of a cell's last expression. */
  lastValue: `lastValue_${suffix}`,
};

/** Names that every CommonJS module has; TypeScript minds only where it compiles to CommonJS itself. */
const takenNames = ["exports", "require"] as const;
/** "Duplicate identifier. Compiler reserves name in top level scope of a module." */
const reservedName = 2441;

/** What a cell declares at its top under a name that its module already has. */
export function findTakenNames(cell: TypeScript.SourceFile): TypeScript.Diagnostic[] {
  const { locals } = cell as { locals?: TypeScript.SymbolTable };
  return takenNames.flatMap((name) => {
    const symbol = locals?.get(ts.escapeLeadingUnderscores(name));
    const declaration = symbol?.declarations?.[0];
    if (!symbol || !declaration || !(symbol.flags & (ts.SymbolFlags.Value | ts.SymbolFlags.Alias))) return [];
    const node = ts.getNameOfDeclaration(declaration) ?? declaration;
    const start = node.getStart(cell);
    return [
      {
        file: cell,
        start,
        length: node.end - start,
        code: reservedName,
        category: ts.DiagnosticCategory.Error,
        messageText: messages().takenName(name),
      },
    ];
  });
}

/** A call of what the cell's kernel has under that name. */
export function callKernel(method: "import" | "mark" | "bind", args: readonly TypeScript.Expression[]) {
  const { factory } = ts;
  const callee = factory.createPropertyAccessExpression(factory.createIdentifier(givenNames.kernel), method);
  return factory.createCallExpression(callee, undefined, args);
}

/**
 * The converter reads an earlier cell's `x` from `exports.x`, and puts a cell's last value in a variable: here both
 * get names that no cell has. In `const { name: n } = country` it takes `name`, too, for something of the earlier
 * cell, since the type of `country` is declared there: it stays as it is.
 */
export function renameVariablesOfConverter(): void {
  const { factory } = ts;
  const createIdentifier = (text: string) =>
    factory.createIdentifier(text === "exports" ? givenNames.variables : text);
  const createVariableDeclaration: typeof factory.createVariableDeclaration = (name, ...rest) =>
    factory.createVariableDeclaration(typeof name === "string" ? givenNames.lastValue : name, ...rest);
  const createPropertyAccessExpression = (of: TypeScript.Expression, name: string | TypeScript.MemberName) =>
    typeof name !== "string" && isPropertyName(name)
      ? name
      : factory.createPropertyAccessExpression(of, name);
  ts.factory = Object.create(factory, {
    createPropertyAccessExpression: { value: createPropertyAccessExpression },
    createIdentifier: { value: createIdentifier },
    createVariableDeclaration: { value: createVariableDeclaration },
  }) as TypeScript.NodeFactory;
}

/** What is left of the colon in `{ name: n }`; nodes that a transformer has made have no parent. */
function isPropertyName(name: TypeScript.MemberName): boolean {
  const parent = name.parent as TypeScript.Node | undefined;
  if (!parent) return false;
  return ts.isBindingElement(parent)
    ? parent.propertyName === name
    : ts.isPropertyAssignment(parent) && parent.name === name;
}

/**
 * The converter lists a cell's names in an `export` behind it as TypeScript keeps them inside: those that begin with
 * two underscores have a third one there. `__global` is none of them: it stands for `declare global`.
 */
export function readNamesAsWritten(system: TypeScript.System): void {
  const readFile = system.readFile.bind(system);
  system.readFile = (path, encoding) =>
    readFile(path, encoding)?.replace(/\nexport \{[^{}]*\}$/, (list) =>
      list.replace(/(?<=[ {])__global(?:, |(?=\}))/, "").replace(/(?<=[ {])___/g, "__"),
    );
}
