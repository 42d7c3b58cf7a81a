/** Finds the promises of a cell that are not awaited, as Python warns of a coroutine that was never awaited. */
import type TypeScript from "typescript";
import { linesBeforeCell, ts } from "./tslab.js";

/** A call whose promise is dropped. */
export interface ForgottenAwait {
  /** In the cell as written, from 1. */
  readonly line: number;
  /** The call as written, shortened. */
  readonly call: string;
}

const maxCallLength = 60;

/**
 * Finds expression statements whose value is a promise that is neither awaited, returned, assigned, `void`ed nor
 * given a rejection handler. The cell's last expression is no such statement: it is displayed.
 *
 * @param checker knows the types
 * @param file the compiled cell
 */
export function findForgottenAwaits(
  checker: TypeScript.TypeChecker,
  file: TypeScript.SourceFile,
): ForgottenAwait[] {
  const found: ForgottenAwait[] = [];
  const displayed = lastExpression(file);
  const visit = (node: TypeScript.Node): void => {
    if (ts.isExpressionStatement(node) && node !== displayed && dropsPromise(checker, node.expression)) {
      const text = node.expression.getText(file).replace(/\s+/g, " ");
      const call = text.length > maxCallLength ? `${text.slice(0, maxCallLength - 1)}…` : text;
      const { line } = ts.getLineAndCharacterOfPosition(file, node.getStart(file));
      found.push({ line: line + 1 - linesBeforeCell, call });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function lastExpression(file: TypeScript.SourceFile): TypeScript.Statement | undefined {
  return file.statements.findLast((statement) => !ts.isExportDeclaration(statement));
}

function dropsPromise(checker: TypeScript.TypeChecker, expression: TypeScript.Expression): boolean {
  if (ts.isParenthesizedExpression(expression)) return dropsPromise(checker, expression.expression);
  if (ts.isBinaryExpression(expression) && isAssignment(expression)) return false;
  if (isHandled(expression)) return false;
  return isPromise(checker, checker.getTypeAtLocation(expression));
}

function isAssignment({ operatorToken }: TypeScript.BinaryExpression): boolean {
  const { FirstAssignment, LastAssignment } = ts.SyntaxKind;
  return operatorToken.kind >= FirstAssignment && operatorToken.kind <= LastAssignment;
}

/** `promise.catch(f)`, `promise.then(f, g)`, and `.finally(f)` after one of them. */
function isHandled(expression: TypeScript.Expression): boolean {
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression)) return false;
  const { name, expression: receiver } = expression.expression;
  if (name.text === "finally") return isHandled(receiver);
  return expression.arguments.length >= (name.text === "catch" ? 1 : name.text === "then" ? 2 : Infinity);
}

/** A promise and not merely something with `then`: a Fastify instance has that too, and needs no `await`. */
function isPromise(checker: TypeScript.TypeChecker, type: TypeScript.Type): boolean {
  if (type.flags & ts.TypeFlags.Any) return false;
  if (type.isUnion()) return type.types.some((one) => isPromise(checker, one));
  return ["then", "catch", "finally"].every(
    (method) => checker.getPropertyOfType(type, method) !== undefined,
  );
}
