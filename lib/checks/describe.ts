import { showBriefly } from "./learner-error.js";

/** Says in a few words, the same in every language, what a value is: `Array(3)`, `Response`, `undefined`. */
export function describe(value: unknown): string {
  if (Array.isArray(value)) return `Array(${value.length})`;
  if (typeof value === "function") return `function ${value.name || "(anonymous)"}`;
  if (typeof value !== "object" || value === null) return showBriefly(value);
  const name = (Object.getPrototypeOf(value) as object | null)?.constructor.name ?? "Object";
  if (name !== "Object") return name;
  const keys = Object.keys(value);
  return keys.length === 0 ? "{}" : `{ ${keys.slice(0, 5).join(", ")}${keys.length > 5 ? ", …" : ""} }`;
}
