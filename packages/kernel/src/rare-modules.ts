/**
 * The types of five of Node's modules make a sixth of all that the compiler reads when the kernel starts, and hardly
 * a notebook imports one of them: they are read when something does.
 */
import type TypeScript from "typescript";
import { nodeTypesFolder } from "./packages.js";
import { ts } from "./tslab.js";

/** Modules that no other declarations of Node need, with the file that declares them. */
const files = new Map([
  ["cluster", "cluster.d.ts"],
  ["inspector", "inspector.generated.d.ts"],
  ["inspector/promises", "inspector.generated.d.ts"],
  ["repl", "repl.d.ts"],
  ["sqlite", "sqlite.d.ts"],
  ["test", "test.d.ts"],
  ["test/reporters", "test.d.ts"],
]);
/** Their names, which the compiler does not know before they are imported. */
export const rareModules: readonly string[] = [...files.keys()];

const references = new RegExp(
  `^/// <reference path="(?:${[...new Set(files.values())].join("|").replaceAll(".", "\\.")})" />`,
  "gm",
);

let folder: string | undefined;

/** Shows Node's declarations to the compiler without those of the rare modules. */
export function readRareModulesLate(): void {
  const { sys } = ts;
  const readFile = sys.readFile.bind(sys);
  const declarations = `${nodeTypesFolder.replaceAll("\\", "/")}/index.d.ts`;
  sys.readFile = (path, encoding) => {
    const text = readFile(path, encoding);
    if (path.replace("/node_modules~/", "/node_modules/") !== declarations) return text;
    folder = path.slice(0, -"/index.d.ts".length);
    return text?.replace(references, "");
  };
}

/**
 * Where the types of a rare module are. What it declares is known by its name from then on.
 *
 * @param specifier as imported
 * @param importer the file that imports it; what Node's own declarations name in passing is not read
 * @returns nothing for every other module
 */
export function findRareModule(
  specifier: string,
  importer: string,
): TypeScript.ResolvedModuleFull | undefined {
  const file = files.get(specifier.replace(/^node:/, ""));
  if (!file || !folder || importer.startsWith(`${folder}/`)) return undefined;
  return {
    resolvedFileName: `${folder}/${file}`,
    extension: ts.Extension.Dts,
    isExternalLibraryImport: true,
  };
}
