/** From a place in code that runs back to the place in what was written. */
import { SourceMap } from "node:module";
import type { Position } from "./excerpt.js";

/** Finds the place in the code before; nothing where the map has none. */
export type FindPosition = (position: Position | undefined) => Position | undefined;

/**
 * Reads a source map.
 *
 * @param json the map; without one no place is found
 */
export function positionsOf(json: string | undefined): FindPosition {
  let map: SourceMap | undefined;
  return (position) => {
    if (!json || !position) return undefined;
    map ??= new SourceMap(JSON.parse(json) as ConstructorParameters<typeof SourceMap>[0]);
    const entry = map.findEntry(position.line - 1, position.column - 1);
    if (!("originalLine" in entry)) return undefined;
    return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  };
}

const embedded = /\n?\/\/# sourceMappingURL=data:[^,]*;base64,([\w+/=]+)\s*$/;

/** The map that TypeScript wrote behind its code. */
export function embeddedMap(code: string): string | undefined {
  const base64 = embedded.exec(code)?.[1];
  return base64 && Buffer.from(base64, "base64").toString();
}

/** The code without the map behind it. */
export function withoutMap(code: string): string {
  return code.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
}
