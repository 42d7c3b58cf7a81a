/**
 * Closes, in a grading kernel, what Node's permission model leaves open: signals to other processes, Unix sockets,
 * engine flags and code caches that reach past JavaScript, and a working folder that could be any.
 *
 * The permission model itself denies files, child processes, threads, addons and the inspector; this is the rest,
 * each of it tested by the grader (`sandbox.test.ts`). It must run when the kernel is loaded, before the first line of
 * a submission.
 */
import { stat } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import type { Socket } from "node:net";
import type VmModule from "node:vm";
import { messages } from "./messages/index.js";

/** Methods of `process` that reach other processes, load code, or change who and where this one is. */
const ofProcess = [
  ...[
    "kill",
    "_kill",
    "_debugProcess",
    "_debugEnd",
    "_startProfilerIdleNotifier",
    "_stopProfilerIdleNotifier",
  ],
  ...["dlopen", "binding", "_linkedBinding", "execve", "chdir"],
  ...["setuid", "seteuid", "setgid", "setegid", "setgroups", "initgroups"],
  ...["_getActiveHandles", "_getActiveRequests", "openStdin", "loadEnvFile"],
];

/** Functions of Node's modules, by module. */
const ofModules: Readonly<Record<string, readonly string[]>> = {
  v8: [
    "setFlagsFromString",
    "setHeapSnapshotNearHeapLimit",
    "writeHeapSnapshot",
    "getHeapSnapshot",
    "takeCoverage",
    "stopCoverage",
  ],
  os: ["setPriority"],
  module: ["register", "registerHooks", "enableCompileCache", "flushCompileCache"],
  inspector: ["open", "waitForDebugger"],
  trace_events: ["createTracing"],
  crypto: ["setEngine"],
};

/**
 * Takes away what a submission must not have.
 *
 * @param socket a socket of this process that is a pipe: its class is the one that connects to Unix sockets
 */
export function lockDown(socket: Socket): void {
  for (const name of ofProcess) replace(process, name, denied(`process.${name}`));
  replace(process, "report", undefined);
  for (const [module, names] of Object.entries(ofModules)) {
    const exported = process.getBuiltinModule(`node:${module}`) as Record<string, unknown>;
    for (const name of names) replace(exported, name, denied(`${module}.${name}`));
  }
  closeUnixSockets(socket);
  rejectCodeCaches();
  startThreadPool();
  syncBuiltinESMExports();
}

/** Begun with its first task, with as many threads as the environment says then: a submission could say any number. */
function startThreadPool(): void {
  stat(process.cwd(), () => undefined);
}

function replace(owner: object, name: string, value: unknown): void {
  if (name in owner) Object.defineProperty(owner, name, { value, writable: false, configurable: false });
}

function denied(name: string) {
  return (): never => {
    throw Object.assign(new Error(messages().denied.Closed(name)), {
      code: "ERR_ACCESS_DENIED",
      permission: "Closed",
      resource: name,
    });
  };
}

/** A socket in the file system leads to other programs of the same user: a desktop's bus, a container engine. */
function closeUnixSockets(socket: Socket): void {
  const { _handle } = socket as unknown as { _handle: object };
  const prototype = Object.getPrototypeOf(_handle) as object;
  for (const name of ["connect", "bind", "listen", "fchmod"]) {
    replace(prototype, name, denied("net.connect(path)"));
  }
  replace(prototype, "constructor", undefined);
}

/** V8 believes a code cache: forged byte code would be a way past everything. */
function rejectCodeCaches(): void {
  const vm = process.getBuiltinModule("node:vm");
  const { Script, compileFunction } = vm;
  // No subclass, whose prototype would lead back to the class itself.
  function LockedScript(this: unknown, code: string, options?: VmModule.ScriptOptions | string): unknown {
    return Reflect.construct(Script, [code, withoutCache(options)], new.target as never) as unknown;
  }
  Object.defineProperty(LockedScript, "prototype", { value: Script.prototype });
  for (
    let at: object | null = Script.prototype;
    at && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    replace(at, "constructor", LockedScript);
    replace(at, "createCachedData", denied("vm.Script.createCachedData"));
  }
  replace(vm, "Script", LockedScript);
  replace(
    vm,
    "compileFunction",
    (code: string, names?: string[], options?: VmModule.CompileFunctionOptions) =>
      compileFunction(code, names, withoutCache(options) as VmModule.CompileFunctionOptions),
  );
}

function withoutCache(options: unknown): unknown {
  if (typeof options !== "object" || options === null) return options;
  const { cachedData, produceCachedData, ...rest } = options as Record<string, unknown>;
  if (cachedData !== undefined || produceCachedData) denied("vm.Script({ cachedData })")();
  return rest;
}
