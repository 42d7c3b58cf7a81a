import { availableParallelism, cpus, type as systemName } from "node:os";

/**
 * The machine that lessons are executed on, as materials name it.
 *
 * @example describeMachine(); // "AMD EPYC, 2 cores, Linux, Node 24.19.0"
 */
export function describeMachine(): string {
  const model = (cpus()[0]?.model ?? "").replaceAll(/\((?:R|TM)\)| CPU| Processor|@.*| \d+-Core/g, "").trim();
  const system = { Darwin: "macOS", Windows_NT: "Windows" }[systemName()] ?? systemName();
  const cores = availableParallelism();
  return [
    ...(model ? [model] : []),
    `${cores} ${cores === 1 ? "core" : "cores"}`,
    system,
    `Node ${process.versions.node}`,
  ].join(", ");
}
