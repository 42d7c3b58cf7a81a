/**
 * The one place that touches tslab's own files. They are CommonJS, so they are required: the TypeScript that
 * its converter compiles with must be the very object that `compiler.ts` and `modules.ts` change.
 */
import { createRequire } from "node:module";
import type TypeScript from "typescript";
import type * as Converters from "tslab/dist/converter.js";
import type * as Metadata from "tslab/dist/metadata.js";
import { loadCompiled } from "./load-typescript.js";
import { withForkFunctions, type ReplaceableTypeScript } from "./typescript.js";

const require = createRequire(import.meta.url);
const tslabFile = require.resolve("tslab/package.json");

/** Stock TypeScript, as the converter sees it: here its functions can be replaced. */
export const ts = replaceableTypeScript();

export type Converter = Converters.Converter;

/** Creates tslab's converter of cells to JavaScript. */
export const createConverter = (require("tslab/dist/converter.js") as typeof Converters).createConverter;

/** Reads the tags in a cell's first comments: `@module name` and `@jsx`, `@browser`. */
export const readTags = (require("tslab/dist/metadata.js") as typeof Metadata).getCodeMetadata;

/** tslab's version, from its package.json. */
export const tslabVersion = (require(tslabFile) as { version: string }).version;

/** tslab asks for its fork by name, and is given the TypeScript that this package depends on. */
function replaceableTypeScript(): ReplaceableTypeScript {
  const { version } = require("typescript/package.json") as { version: string };
  const loaded = loadCompiled(require.resolve("typescript"), version);
  const replaceable = withForkFunctions(loaded.exports as typeof TypeScript);
  loaded.exports = replaceable;
  const { resolve, cache } = createRequire(tslabFile);
  cache[resolve("@tslab/typescript-for-tslab")] = loaded;
  return replaceable;
}

/** What the converter calls the cell that it compiles. */
export const cellFile = "__tslab__.ts";

/** Makes a cell a module: there `await` is no name, and the names of two cells do not meet. */
export const cellPrefix = "export {};\n";

/** Lines that {@link cellPrefix} puts before a cell. */
export const linesBeforeCell = 1;

/** What tslab's `display` and `newDisplay` hand to the server. */
export interface DisplayContent {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly transient: { readonly display_id?: string };
}

/** Points tslab's `display` and `newDisplay` at `write`. */
export function setDisplayWriter(write: (content: DisplayContent, update?: boolean) => void): void {
  const server = require("tslab/dist/jupyter.js") as { lastWriteDisplayData: typeof write };
  server.lastWriteDisplayData = write;
}
