/** The command line of a grading kernel: Node's permission model, the system's limits, another user. */
import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Language } from "@async-lab/notebook";
import { courseFolder } from "async-lab/course";
import { limits } from "./limits.js";

/** Where a submission runs, and as whom. */
export interface Sandbox {
  /** Holds `folder` and what the servers write. It is the grader's: a submission cannot put anything in its place. */
  readonly base: string;
  /** The submission's own folder, the only one that it may write to: what is there is untrusted. */
  readonly folder: string;
  /** Its own user, where the grader may choose one. */
  readonly uid: number | undefined;
}

/** A program, its arguments and its environment. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What of the course a kernel reads. Not the rest: other people's work, grades and keys may lie there. */
const readable = [
  ...["data", "lib", "node_modules", "package.json", "packages"],
  ...["dist", "package.json"].map((part) => join("exercises", part)),
];

const unix = process.platform !== "win32";

/** Node's own options: what is refused, and what the permission model overlooks. */
export function permissionFlags(folder: string): string[] {
  const parts = readable
    .map((part) => join(courseFolder(), part))
    .filter((path) => existsSync(path))
    .map((path) => realpathSync(path));
  return [
    "--permission",
    ...[...parts, folder].map((path) => `--allow-fs-read=${path}`),
    `--allow-fs-write=${folder}`,
    "--no-addons",
    // A database file is opened past the permission model.
    "--no-experimental-sqlite",
    "--disable-sigusr1",
    "--no-global-search-paths",
    `--max-old-space-size=${limits.heapMb}`,
  ];
}

/** How the kernel of one submission is started. */
export function kernelCommand({ folder, uid }: Sandbox, language: Language): Command {
  const program = fileURLToPath(import.meta.resolve("@async-lab/kernel/pipe"));
  const node = [process.execPath, ...permissionFlags(folder), program, "--project", courseFolder()];
  const env = {
    ...(unix ? {} : systemVariables()),
    HOME: folder,
    TMPDIR: folder,
    LANG: "C.UTF-8",
    ASYNC_LAB_STATE: stateFolderOf(folder),
    ASYNC_LAB_LANGUAGE: language,
    ASYNC_LAB_GRADING: "1",
  };
  const [file = "", ...args] = unix
    ? [
        ...parentDeathCommand(),
        "/bin/sh",
        "-c",
        `${limitLines(uid !== undefined).join("\n")}\nexec "$0" "$@"`,
        ...node,
      ]
    : node;
  return { file, args, env };
}

/** Where a submission's own programs keep what they keep, and find the practice API. */
export function stateFolderOf(folder: string): string {
  return join(folder, "state");
}

/** Each holds for the process and cannot be raised by it; a system that lacks one says so on stderr and goes on. */
function limitLines(ownUser: boolean): string[] {
  const threads = `ulimit -u ${limits.threads} 2>/dev/null || ulimit -p ${limits.threads} 2>/dev/null`;
  return [
    "ulimit -c 0 2>/dev/null",
    `ulimit -d ${limits.data / 1024} 2>/dev/null`,
    `ulimit -f ${limits.file / 512} 2>/dev/null`,
    `ulimit -n ${limits.descriptors} 2>/dev/null`,
    // The system counts all threads of a user, those of other programs too.
    ...(ownUser ? [threads] : []),
    `ulimit -S -t ${limits.cpuS + 5} 2>/dev/null`,
    `ulimit -H -t ${limits.cpuS + 10} 2>/dev/null`,
  ];
}

let parentDeath: readonly string[] | undefined;

/** On Linux: killed when the grader is gone, however it went; and no program that changes the user can do so. */
function parentDeathCommand(): readonly string[] {
  if (parentDeath) return parentDeath;
  const command = ["setpriv", "--no-new-privs", "--pdeathsig", "KILL"];
  const [file = "", ...options] = command;
  const works =
    process.platform === "linux" && spawnSync(file, [...options, "true"], { stdio: "ignore" }).status === 0;
  return (parentDeath = works ? command : []);
}

/** Without them Windows cannot open a socket. */
function systemVariables(): Record<string, string> {
  const names = ["SystemRoot", "SystemDrive", "windir"];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
