import vm from "node:vm";
import type { CompiledCell } from "./compiler.js";
import type { bindListener } from "./listeners.js";
import type { Accessors } from "./live-variables.js";
import type { ModuleLoader } from "./modules.js";
import { givenNames } from "./names.js";

/** What a cell's code calls of the kernel, under the name `givenNames.kernel`. */
export interface CellKernel {
  readonly import: ModuleLoader["importModule"];
  readonly mark: (statement: number) => void;
  readonly bind: typeof bindListener;
  readonly keep: (accessors: Accessors) => void;
}

/** A compiled cell; the variables are the `exports` too. */
export type CellFunction = (
  exports: Record<string, unknown>,
  require: ModuleLoader["require"],
  kernel: CellKernel,
  variables: Record<string, unknown>,
) => Promise<void>;

/** Makes a function of a compiled cell. */
export function compileCell(filename: string, { code, declared }: CompiledCell): CellFunction {
  const { kernel, variables, lastValue } = givenNames;
  const accessors = declared.variables.map(
    (name) => `["${name}"]: [() => ${name}, (${lastValue}) => { ${name} = ${lastValue}; }]`,
  );
  const script = new vm.Script(
    `(async function (exports, require, ${kernel}, ${variables}) { ` +
      `${kernel}.keep({ ${accessors.join(", ")} });\n${code}\n})`,
    {
      filename,
      lineOffset: -1,
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    },
  );
  return script.runInThisContext() as CellFunction;
}
