/** Which package a file belongs to: those in `node_modules`, and those of the project that are linked there. */
import { readdirSync, readlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, normalize, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { project } from "./settings.js";

const require = createRequire(import.meta.url);

/** tslab's folder: `import … from "tslab"` works in every notebook. */
export const tslabFolder = dirname(require.resolve("tslab/package.json"));

/** The folder of Node's types, which every notebook has. */
export const nodeTypesFolder = dirname(require.resolve("@types/node/package.json"));

/** The kernel and what it is made of: a traceback leaves them out. */
const own = new Set(["@async-lab/kernel", "@async-lab/notebook", "tslab", "virtual-time"]);

interface LinkedPackage {
  readonly name: string;
  readonly folder: string;
}

/** The kernel's own package, and the project's workspaces, which npm links into `node_modules`. */
const linked: readonly LinkedPackage[] = [
  { name: "@async-lab/kernel", folder: dirname(import.meta.dirname) },
  ...(project === undefined ? [] : listLinks(join(project, "node_modules"))),
];

function listLinks(modules: string, scope = ""): LinkedPackage[] {
  let entries;
  try {
    entries = readdirSync(join(modules, scope), { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const name = scope === "" ? entry.name : `${scope}/${entry.name}`;
    if (entry.isDirectory() && name.startsWith("@") && scope === "") return listLinks(modules, name);
    if (!entry.isSymbolicLink()) return [];
    const link = join(modules, name);
    return [{ name, folder: resolve(dirname(link), readlinkSync(link)) }];
  });
}

/**
 * Whether a file is the learner's, and belongs to no package.
 *
 * @param path with slashes of either kind: TypeScript writes `/` everywhere
 */
export function isLearners(path: string): boolean {
  if (/[\\/]node_modules~?[\\/]/.test(path)) return false;
  const file = normalize(path);
  return !linked.some(({ folder }) => file.startsWith(folder + sep));
}

/**
 * The package that a line of a stack lies in.
 *
 * @returns nothing for Node's own frames, and for the kernel's
 * @example
 * packageOfFrame("    at f (/notebooks/node_modules/got/dist/index.js:1:2)") // "got"
 */
export function packageOfFrame(frame: string): string | undefined {
  const inModules = frame
    .split(/[\\/]node_modules[\\/]/)
    .slice(1)
    .at(-1);
  const name =
    inModules === undefined
      ? linked.find(({ folder }) => namesFolder(frame, folder))?.name
      : /^(?:@[^\\/]+[\\/])?[^\\/]+/.exec(inModules)?.[0].replace("\\", "/");
  return name === undefined || own.has(name) ? undefined : name;
}

/** A frame has a path or, in an ES module, an address. */
function namesFolder(frame: string, folder: string): boolean {
  return frame.includes(folder + sep) || frame.includes(`${pathToFileURL(folder).href}/`);
}
