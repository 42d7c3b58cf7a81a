import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { courseFolder } from "async-lab/course";
import { endProcesses } from "./end-processes.js";
import { GraderError } from "./grader-error.js";
import { stateFolderOf, type Sandbox } from "./kernel-command.js";
import { processesOf } from "./proc.js";

/** Above the users of any system, below those of containers and of systemd. */
const firstUid = 61_184;
const maxUids = 400;

/** A sandbox that is held; disposed, nothing of it is left. */
export interface HeldSandbox extends Sandbox, AsyncDisposable {}

/**
 * Makes the place for one submission: a folder of its own, and where the grader is root a user of its own.
 *
 * @param slot the user to begin with; one that another grader uses at the moment is passed over
 * @throws GraderError if the course cannot be read by such a user
 */
export async function openSandbox(slot: number, sameUser: boolean): Promise<HeldSandbox> {
  const chooses = process.getuid?.() === 0 && !sameUser;
  const held = chooses ? await takeUid(slot) : undefined;
  const uid = held?.uid;
  try {
    if (uid !== undefined) checkReadable(uid);
    const base = realpathSync(mkdtempSync(join(tmpdir(), "async-lab-grade-")));
    // Its user finds the way to its own folder there, and changes nothing.
    chmodSync(base, 0o711);
    const sandbox: Sandbox = { base, folder: join(base, "home"), uid };
    renewFolder(sandbox);
    return {
      ...sandbox,
      [Symbol.asyncDispose]: async () => {
        endProcesses(undefined, uid);
        removeFolder(base);
        await close(held?.server);
      },
    };
  } catch (error) {
    await close(held?.server);
    throw error;
  }
}

/** A user that no other submission has now: an abstract socket is held by one process, and let go when that ends. */
async function takeUid(slot: number): Promise<{ readonly uid: number; readonly server: Server | undefined }> {
  for (let next = 0; next < maxUids; next += 1) {
    const uid = firstUid + ((slot + next) % maxUids);
    // In another network's name space an abstract socket is not seen, and a user's processes are.
    if (processesOf(uid).length > 0) continue;
    if (process.platform !== "linux") return { uid, server: undefined };
    const server = await listen(`\0async-lab-grader-${uid}`);
    if (server) return { uid, server };
  }
  throw new GraderError(`${maxUids} submissions are being graded on this machine already: wait for them`);
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(undefined) : reject(error),
    );
    server.listen({ path }, () => resolve(server));
  });
}

function close(server: Server | undefined): Promise<void> {
  return new Promise((resolve) => (server ? server.close(() => resolve()) : resolve()));
}

let readable = false;

/** Asked once: the users differ in nothing but their number. */
function checkReadable(uid: number): void {
  if (readable) return;
  const needed = [
    join("packages", "kernel", "dist", "pipe.js"),
    join("node_modules", "tslab", "package.json"),
  ];
  const files = needed.map((path) => join(courseFolder(), path));
  const script = 'test -x "$0" && test -r "$1" && test -r "$2" && test -x "$3"';
  const { status, error } = spawnSync("/bin/sh", ["-c", script, process.execPath, ...files, tmpdir()], {
    uid,
    gid: uid,
    stdio: "ignore",
    env: {},
    cwd: "/",
  });
  if (error) {
    throw new GraderError(
      `submissions cannot be run as another user (${error.message}): grade in a container that may change users, or add --same-user`,
      { cause: error },
    );
  }
  if (status !== 0) {
    throw new GraderError(
      `submissions run as another user (${uid}), who may not read ${courseFolder()}: move the course to a folder that everybody may read, or add --same-user`,
    );
  }
  readable = true;
}

/**
 * Makes the submission's folder anew, empty. Whatever stands in its place, an earlier kernel has put there: it is
 * removed, and nothing of it is looked into.
 */
export function renewFolder({ folder, uid }: Sandbox): void {
  removeFolder(folder);
  for (const path of [folder, stateFolderOf(folder)]) mkdirSync(path, { mode: 0o700 });
  if (uid !== undefined) for (const path of [stateFolderOf(folder), folder]) chownSync(path, uid, uid);
}

/** Removes a submission's folder, also what the submission has closed against its own user. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    if (process.platform === "win32") throw error;
    // These neither follow links nor mind how long a path is.
    spawnSync("chmod", ["-R", "u+rwX", folder], { stdio: "ignore" });
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
