import { types } from "node:util";
import { classNameOf, peek } from "@async-lab/notebook";
import { showBriefly } from "./learner-error.js";

/** Says in a few words, the same in every language, what a value is: `Array(3)`, `Response`, `undefined`. */
export function describe(value: unknown): string {
  if (types.isProxy(value)) return showBriefly(value);
  if (Array.isArray(value)) return `Array(${value.length})`;
  if (typeof value === "function") return `function ${nameOf(value) || "(anonymous)"}`;
  if (typeof value !== "object" || value === null) return showBriefly(value);
  const name = classNameOf(value);
  if (name !== "Object" && name !== "") return name;
  const keys = Object.keys(value);
  return keys.length === 0 ? "{}" : `{ ${keys.slice(0, 5).join(", ")}${keys.length > 5 ? ", …" : ""} }`;
}

function nameOf(value: object): string {
  const name = peek(value, "name");
  return typeof name === "string" ? name : "";
}
