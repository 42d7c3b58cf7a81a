/**
 * Node calls an event's listener in the context of whoever emits the event. In a notebook it belongs to the cell
 * that added it: so calls of `on`, `once`, `addEventListener` … in a cell hand over a bound listener. Only cells
 * are changed, so that the thousands of listeners of a library cost nothing.
 */
import { AsyncResource } from "node:async_hooks";
import type TypeScript from "typescript";
import { peek } from "@async-lab/notebook";
import { callKernel } from "./names.js";
import { ts } from "./tslab.js";

type Listener = (this: unknown, ...args: unknown[]) => unknown;

const methods = new Set([
  "on",
  "once",
  "addListener",
  "prependListener",
  "prependOnceListener",
  "off",
  "removeListener",
  "addEventListener",
  "removeEventListener",
]);

const bound = new WeakMap<Listener, Listener>();

/**
 * Binds a listener to the running cell; anything else stays what it is. The same listener is bound once, so that
 * it can be removed again.
 */
export function bindListener(listener: unknown): unknown {
  if (typeof listener !== "function") return listener;
  const known = bound.get(listener as Listener);
  if (known) return known;
  const resource = new AsyncResource("CellListener");
  const inCell: Listener = function (...args) {
    return resource.runInAsyncScope(listener as Listener, this, ...args);
  };
  // EventEmitter itself compares this property when a listener is removed.
  Object.defineProperties(inCell, {
    listener: { value: listener },
    name: { value: peek(listener, "name") ?? "" },
  });
  bound.set(listener as Listener, inCell);
  return inCell;
}

/** Wraps the listeners that a cell adds or removes: `x.on("data", f)` becomes `x.on("data", kernel.bind(f))`. */
export const bindListeners: TypeScript.TransformerFactory<TypeScript.SourceFile> = (context) => (file) => {
  const bind = (listener: TypeScript.Expression) => callKernel("bind", [listener]);
  const visit = (node: TypeScript.Node): TypeScript.Node => {
    const visited = ts.visitEachChild(node, visit, context);
    if (isListenerCall(visited)) {
      const [event, listener, ...others] = visited.arguments;
      if (!event || !listener) return visited;
      return ts.factory.updateCallExpression(visited, visited.expression, undefined, [
        event,
        bind(listener),
        ...others,
      ]);
    }
    if (isListenerAssignment(visited)) {
      return ts.factory.updateBinaryExpression(
        visited,
        visited.left,
        visited.operatorToken,
        bind(visited.right),
      );
    }
    return visited;
  };
  return ts.visitEachChild(file, visit, context);
};

function isListenerCall(node: TypeScript.Node): node is TypeScript.CallExpression {
  return (
    ts.isCallExpression(node) &&
    ts.isPropertyAccessExpression(node.expression) &&
    methods.has(node.expression.name.text) &&
    node.arguments.length >= 2
  );
}

/** `port.onmessage = f`, `signal.onabort = f`. */
function isListenerAssignment(node: TypeScript.Node): node is TypeScript.BinaryExpression {
  return (
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
    ts.isPropertyAccessExpression(node.left) &&
    /^on[a-z]+$/.test(node.left.name.text)
  );
}
