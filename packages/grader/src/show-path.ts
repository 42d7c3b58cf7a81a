import { relative } from "node:path";

/** A path as short as it can be told to somebody who stands in `cwd`. */
export function showPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === "" || short.startsWith("..") ? path : short;
}
